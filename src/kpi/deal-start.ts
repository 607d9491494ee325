import type { InstantColumn } from '../model/table.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import { firstTouches } from './first-touch.js';

/** When a clock starts for each row of `deals`. */
export interface DealStarts {
  /** NaN = never. */
  readonly ms: Float64Array;
  /** The start is a calendar day, not a time. */
  readonly isDay: Uint8Array;
  /** Deals whose start rests on neither a recorded first contact nor an activity. */
  readonly isFallback: Uint8Array;
  /** What the starts mostly are; names the basis in words. */
  readonly by: 'first_contact' | 'creation' | 'activity';
}

/** A candidate start: instants per row, Infinity or NaN = none, and whether they are days. */
interface Source { at(deal: number): number; readonly isDay: boolean }

const none: Source = { at: () => NaN, isDay: false };

const ofColumn = (column: InstantColumn | null, asOfMs: number, rowOf: (deal: number) => number = (deal) => deal): Source =>
  column === null ? none : {
    at: (deal) => {
      const row = rowOf(deal);
      const ms = row < 0 ? NaN : (column.ms[row] as number);
      return ms < asOfMs ? ms : NaN;
    },
    isDay: column.precision === 'day',
  };

const ofTouches = (touches: { deal: Float64Array; lead: Float64Array } | undefined, isDay: boolean, leads: Int32Array | null): Source =>
  touches === undefined ? none : {
    at: (deal) => {
      const lead = leads === null ? -1 : (leads[deal] as number);
      const at = Math.min(touches.deal[deal] as number, lead < 0 ? Infinity : (touches.lead[lead] as number));
      return at === Infinity ? NaN : at;
    },
    isDay,
  };

const sourcesOf = (context: KpiContext) => {
  const deals = context.tables.get('deals');
  const leads = context.tables.get('leads');
  const linked = leadOfDeal(context);
  const touches = firstTouches(context);
  const ofLead = (column: string): Source => ofColumn(instantOf(leads, column), context.asOfMs, (deal) => (linked === null ? -1 : (linked[deal] as number)));
  return {
    n: deals?.rowCount ?? 0,
    created: ofColumn(instantOf(deals, 'created_at'), context.asOfMs),
    firstContact: ofColumn(instantOf(deals, 'first_contact_at'), context.asOfMs),
    contact: ofTouches(touches?.contact, touches?.isDay ?? false, linked),
    sales: ofTouches(touches?.sales, touches?.isDay ?? false, linked),
    received: ofLead('received_at'),
    response: ofLead('first_response_at'),
  };
};

/** Start of the sales cycle: the earlier of creation and first contact (recorded, else first activity, else receipt of the lead). */
export const cycleStarts = (context: KpiContext): DealStarts => {
  const { n, created, firstContact, contact, received } = sourcesOf(context);
  const ms = new Float64Array(n).fill(NaN);
  const isDay = new Uint8Array(n);
  const isFallback = new Uint8Array(n);
  for (let deal = 0; deal < n; deal++) {
    let chosen = firstContact;
    let contactMs = chosen.at(deal);
    if (Number.isNaN(contactMs)) contactMs = (chosen = contact).at(deal);
    if (Number.isNaN(contactMs)) {
      contactMs = (chosen = received).at(deal);
      isFallback[deal] = 1;
    }
    const createdMs = created.at(deal);
    const isContact = !(contactMs >= createdMs) && !Number.isNaN(contactMs);
    ms[deal] = isContact ? contactMs : createdMs;
    isDay[deal] = (isContact ? chosen.isDay : created.isDay) ? 1 : 0;
  }
  return { ms, isDay, isFallback, by: 'first_contact' };
};

/** Start of the close ratio: first sales activity or first response (the earlier), else first contact, else creation. */
export const engagedStarts = (context: KpiContext): DealStarts => {
  const { n, created, firstContact, sales, response } = sourcesOf(context);
  const ms = new Float64Array(n).fill(NaN);
  const isDay = new Uint8Array(n);
  const isFallback = new Uint8Array(n);
  let nActivity = 0;
  let nContact = 0;
  for (let deal = 0; deal < n; deal++) {
    const salesMs = sales.at(deal);
    let at = response.at(deal);
    let chosen = response;
    if (!Number.isNaN(salesMs) && !(salesMs > at)) {
      at = salesMs;
      chosen = sales;
    }
    if (!Number.isNaN(at)) nActivity++;
    else if (!Number.isNaN(at = (chosen = firstContact).at(deal))) nContact++;
    else {
      at = (chosen = created).at(deal);
      isFallback[deal] = 1;
    }
    ms[deal] = at;
    isDay[deal] = chosen.isDay ? 1 : 0;
  }
  return { ms, isDay, isFallback, by: nActivity > 0 ? 'activity' : nContact > 0 ? 'first_contact' : 'creation' };
};
