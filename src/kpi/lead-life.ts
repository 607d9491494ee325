import { release } from '../model/release.js';
import { dayMs } from '../model/zone.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadContacts, type LeadContacts, type LeadStarts } from './lead-contacts.js';
import { earliestOfLeads } from './lead-earliest.js';
import { leadAt, type LeadRows } from './lead-layout.js';
import { mergedLeads, type LeadMerge } from './lead-merge.js';
import { leadQualification } from './lead-qualification.js';
import { leadRows } from './lead-rows.js';

/** Lag of what has not happened: beyond every horizon. */
export const never = 65_535;

export const leadState = {
  counted: 0,
  /** Merged into another lead, or never handed over. */
  absent: 1,
  /** Qualified more than a day before its clock starts: in neither count. */
  backwards: 2,
} as const;

/** Which clock: from receipt or from the hand-over to sales, people who come in again merged or not. */
export interface LeadClock { readonly denominator: 'received' | 'handed_over'; readonly dedupe: boolean }

/** From the options `denominator` (`handed_over`; elements say it by their `basis`) and `dedupe` (false). */
export const leadClockOf = ({ denominator, basis, dedupe }: Readonly<Record<string, unknown>>): LeadClock =>
  ({ denominator: (denominator ?? basis) === 'handed_over' ? 'handed_over' : 'received', dedupe: dedupe !== false });

/** The life of each lead from the start of its clock, as known at asOf. Lags are days rounded up, {@link never} = not happened. */
export interface LeadLives {
  readonly rows: LeadRows;
  readonly startMs: Float64Array;
  readonly startIsDay: boolean;
  /** One of {@link leadState} per row. */
  readonly state: Uint8Array;
  readonly qualifiedDays: Uint16Array;
  /** null = the data has no disqualifications. */
  readonly disqualifiedDays: Uint16Array | null;
  /** Lead of the table whose disqualification that is. */
  disqualifiedLead(row: number): number;
  /** First human contact by sales; null = the data has neither activities nor first responses. */
  readonly contactDays: Uint16Array | null;
  /** First time both sides met; null = the data does not tell. */
  readonly metDays: Uint16Array | null;
  /** 1 = a deal came of it; null = the data has no links. */
  readonly hasDeal: Uint8Array | null;
  /** 1 = an opportunity of which nobody knows since when. */
  readonly lacksDate: Uint8Array;
  /** Rows merged into another. */
  readonly merged: number;
}

/** Start of each row's clock; NaN = it has none. A hand-over at or after asOf has not happened; of merged leads the first one counts. */
const startsOf = (context: KpiContext, rows: LeadRows, { denominator }: LeadClock, merge: LeadMerge | null): LeadStarts => {
  if (denominator === 'received') return { ms: rows.receivedMs, isDay: rows.receivedIsDay };
  const handed = instantOf(context.tables.get('leads'), 'handed_over_at');
  return { ms: earliestOfLeads(context, rows, merge, (lead) => (handed === null ? NaN : (handed.ms[lead] as number))).ms, isDay: handed?.precision === 'day' };
};

/** Contacts from receipt on, people who come in again merged or not. Built once per dataset. */
export const contactsFromReceipt = (context: KpiContext, dedupe: boolean): LeadContacts | null => context.memo(`lead-contacts ${dedupe}`, () => {
  const { receivedMs, receivedIsDay } = leadRows(context);
  return leadContacts(context, { ms: receivedMs, isDay: receivedIsDay }, dedupe ? mergedLeads(context) : null);
});

/** Lives of the leads under a clock, built once per dataset. */
export const leadLives = (context: KpiContext, clock: LeadClock): LeadLives => context.memo(`lead-lives ${clock.denominator} ${clock.dedupe}`, () => {
  const rows = leadRows(context);
  const { calendar } = context;
  const merge = clock.dedupe ? mergedLeads(context) : null;
  const starts = startsOf(context, rows, clock, merge);
  /** Days from the start to an event rounded up, whole local days where either is a day; what lies ahead of the start counts as at it. */
  const lags = (at: Float64Array, isDay: (row: number) => boolean): Uint16Array => new Uint16Array(rows.length).map((_, row) => {
    const [start, end] = [starts.ms[row] as number, at[row] as number];
    if (start !== start || end !== end) return never;
    const days = starts.isDay || isDay(row) ? calendar.dayOf(end) - calendar.dayOf(start) : Math.ceil((end - start) / dayMs);
    return Math.min(never - 1, Math.max(0, days));
  });

  const qualification = leadQualification(context);
  const qualified = earliestOfLeads(context, rows, merge, qualification.at);
  /** A day ahead of the start is forgiven, more is not. */
  const isBackwards = (row: number): boolean => {
    const [start, at] = [starts.ms[row] as number, qualified.ms[row] as number];
    if (at !== at) return false;
    return starts.isDay || qualification.isDay(qualified.lead(row)) ? calendar.dayOf(at) - calendar.dayOf(start) < -1 : at - start < -dayMs;
  };
  const disqualified = instantOf(context.tables.get('leads'), 'disqualified_at');
  const gone = disqualified === null ? null : earliestOfLeads(context, rows, merge, (lead) => disqualified.ms[lead] as number);
  const state = new Uint8Array(rows.length);
  const lacksDate = new Uint8Array(rows.length);
  const hasDeal = qualification.linked === null ? null : new Uint8Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const lead = leadAt(rows, row);
    const kept = merge === null ? row : (merge.keptOf[row] as number);
    if (kept !== row || starts.ms[row] !== starts.ms[row]) state[row] = leadState.absent;
    else if (isBackwards(row)) state[row] = leadState.backwards;
    if (qualification.lacksDate(lead)) lacksDate[kept] = 1;
    if (hasDeal !== null && qualification.linked?.[lead] === 1) hasDeal[kept] = 1;
  }
  const contacts = clock.denominator === 'received' ? contactsFromReceipt(context, clock.dedupe) : leadContacts(context, starts, merge);
  const metIsDay = instantOf(context.tables.get('activities'), 'occurred_at')?.precision === 'day';
  const lives: LeadLives = {
    rows, startMs: starts.ms, startIsDay: starts.isDay, state, lacksDate, hasDeal, merged: merge?.merged ?? 0,
    qualifiedDays: lags(qualified.ms, (row) => qualification.isDay(qualified.lead(row))),
    disqualifiedDays: gone === null ? null : lags(gone.ms, () => disqualified?.precision === 'day'),
    disqualifiedLead: (row) => gone?.lead(row) ?? leadAt(rows, row),
    contactDays: contacts === null ? null : lags(contacts.firstMs, (row) => contacts.firstIsDay[row] === 1),
    metDays: contacts === null || contacts.metMs === null ? null : lags(contacts.metMs, () => metIsDay),
  };
  release(qualified.ms, gone?.ms ?? null);
  if (clock.denominator !== 'received') release(contacts?.firstMs ?? null, contacts?.metMs ?? null);
  return lives;
});
