import type { CategoryColumn } from '../model/table.js';
import { countFutureActivities, dealOfActivity, leadOfActivity } from './activity-index.js';
import { booleanOf, categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';

/** Earliest instants per row of `deals` and `leads`, Infinity = none. */
export interface FirstTouches {
  /** Not automated, not an ad or a web visit: any contact. */
  readonly contact: { readonly deal: Float64Array; readonly lead: Float64Array };
  /** The same, by sales. */
  readonly sales: { readonly deal: Float64Array; readonly lead: Float64Array };
  readonly isDay: boolean;
}

const unasked: ReadonlySet<string> = new Set(['ad', 'web']);
/** Kinds that are sales work when nobody noted who acted. */
export const salesKinds: ReadonlySet<string> = new Set(['email', 'call', 'meeting', 'video', 'chat', 'sms']);

/** Per code of a column whether its value passes; a column that is not there has the one value null. */
export const flagsOf = (column: CategoryColumn | null, test: (text: string | null) => boolean): Uint8Array =>
  Uint8Array.from(column?.dictionary ?? [null], (text) => (test(text) ? 1 : 0));

export const flag = (column: CategoryColumn | null, flags: Uint8Array, row: number): boolean =>
  flags[column === null ? 0 : (column.codes[row] as number)] === 1;

const keepEarlier = (earliest: Float64Array, row: number, at: number): void => {
  if (row >= 0 && at < (earliest[row] as number)) earliest[row] = at;
};

/**
 * First contact and first sales contact per deal and per lead, null without activities. An activity whose begin (of a
 * meeting its booking) lies at or after asOf is dropped (`DQ_FUTURE`); a meeting that is only planned is no contact yet.
 */
export const firstTouches = (context: KpiContext): FirstTouches | null => context.memo('first-touches', () => {
  const table = context.tables.get('activities');
  const occurred = instantOf(table, 'occurred_at');
  const kind = categoryOf(table, 'kind');
  if (table === undefined || occurred === null || kind === null) return null;
  const [deals, leads] = [dealOfActivity(context), leadOfActivity(context)];
  const empty = (name: 'deals' | 'leads'): Float64Array => new Float64Array(context.tables.get(name)?.rowCount ?? 0).fill(Infinity);
  const contact = { deal: empty('deals'), lead: empty('leads') };
  const sales = { deal: empty('deals'), lead: empty('leads') };
  const automated = booleanOf(table, 'automated');
  const [actor, direction] = [categoryOf(table, 'actor'), categoryOf(table, 'direction')];
  const isUnasked = flagsOf(kind, (text) => text !== null && unasked.has(text));
  const isSalesKind = flagsOf(kind, (text) => text !== null && salesKinds.has(text));
  const isSales = flagsOf(actor, (text) => text === 'sales');
  const isUnnamed = flagsOf(actor, (text) => text === null);
  const isInbound = flagsOf(direction, (text) => text === 'in');
  for (let row = 0; row < table.rowCount; row++) {
    const at = occurred.ms[row] as number;
    if (!(at < context.asOfMs) || automated?.values[row] === 1 || flag(kind, isUnasked, row)) continue;
    const deal = deals === null ? -1 : (deals[row] as number);
    const lead = leads === null ? -1 : (leads[row] as number);
    keepEarlier(contact.deal, deal, at);
    keepEarlier(contact.lead, lead, at);
    const bySales = flag(actor, isSales, row) || (flag(actor, isUnnamed, row) && flag(kind, isSalesKind, row) && !flag(direction, isInbound, row));
    if (!bySales) continue;
    keepEarlier(sales.deal, deal, at);
    keepEarlier(sales.lead, lead, at);
  }
  countFutureActivities(context);
  return { contact, sales, isDay: occurred.precision === 'day' };
});
