import { release } from '../model/release.js';
import { countFutureActivities } from './activity-index.js';
import { instantOf } from './columns.js';
import { contactLog, type ContactLog } from './contact-log.js';
import type { KpiContext } from './context.js';
import { rowOfLead } from './lead-layout.js';
import type { LeadMerge } from './lead-merge.js';
import { leadRows } from './lead-rows.js';

/** What sales did with each lead from the start of its clock on; per row of the leads, those merged into another count there. */
export interface LeadContacts {
  /** First human contact by sales, outbound, from five minutes before the start; NaN = none before asOf. */
  readonly firstMs: Float64Array;
  /** 1 = that contact is known by its day only. */
  readonly firstIsDay: Uint8Array;
  /** 1 = a human contact lies earlier still: the two know each other. */
  readonly hasPrior: Uint8Array;
  /** 1 = an automated reply came first. */
  readonly hadAutoReply: Uint8Array;
  /** First time both sides met; NaN = not yet. null = the data does not tell. */
  readonly metMs: Float64Array | null;
  /** Contacts taken as human, outbound and by sales without the data saying so. */
  readonly nAssumed: number;
  /** Contacts come from first responses alone: who or what answered is not recorded. */
  readonly isUnlogged: boolean;
  /** Whether contacts have times; whole days say nothing of minutes. */
  readonly hasTimes: boolean;
}

/** When a lead's clock starts; NaN = it has none. */
export interface LeadStarts { readonly ms: Float64Array; readonly isDay: boolean }

/** Clocks of two people differ by this much without either being wrong: a contact so shortly before counts as at the start. */
export const clockSkewMs = 300_000;

/** Sets the earlier of two instants, of which the known one may be missing. */
const keepEarlier = (earliest: Float64Array, row: number, at: number): boolean => {
  if (at >= (earliest[row] as number)) return false;
  earliest[row] = at;
  return true;
};

/** Row that stands for a lead of the table; −1 = none. */
const standsFor = (context: KpiContext, merge: LeadMerge | null): ((lead: number) => number) => {
  const rowOf = rowOfLead(context, leadRows(context));
  return (lead) => {
    const row = lead < 0 || rowOf === null ? lead : (rowOf[lead] as number);
    return row < 0 || merge === null ? row : (merge.keptOf[row] as number);
  };
};

/**
 * One pass over the recorded first responses and the activities, in any order. null = the data has neither, so nobody knows
 * whether a lead was worked. What is a day only counts from the start's day on.
 *
 * @param merge which rows stand for which; null = each for itself
 */
export const leadContacts = (context: KpiContext, starts: LeadStarts, merge: LeadMerge | null): LeadContacts | null => {
  const responses = instantOf(context.tables.get('leads'), 'first_response_at');
  const log = contactLog(context);
  if (responses === null && log === null) return null;
  const { calendar, asOfMs } = context;
  const { length } = leadRows(context);
  const rowOf = standsFor(context, merge);
  const firstMs = new Float64Array(length).fill(NaN);
  const firstIsDay = new Uint8Array(length);
  const hasPrior = new Uint8Array(length);
  /** From when on a contact belongs to the lead. */
  const opens = (row: number, isDay: boolean): number => {
    const start = starts.ms[row] as number;
    if (start !== start) return NaN;
    return isDay || starts.isDay ? calendar.midnightOf(calendar.dayOf(start)) : start - clockSkewMs;
  };
  const reachOut = (row: number, at: number, isDay: boolean): void => {
    if (Number.isNaN(starts.ms[row])) return;
    if (at < opens(row, isDay)) hasPrior[row] = 1;
    else if (keepEarlier(firstMs, row, at)) firstIsDay[row] = isDay ? 1 : 0;
  };
  const responsesAreDays = responses?.precision === 'day';
  for (let lead = 0; responses !== null && lead < responses.ms.length; lead++) {
    const at = responses.ms[lead] as number;
    const row = at < asOfMs ? rowOf(lead) : -1;
    if (row >= 0) reachOut(row, at, responsesAreDays);
  }
  const base = { firstMs, firstIsDay, hasPrior };
  if (log === null) return { ...base, hadAutoReply: new Uint8Array(length), metMs: null, nAssumed: 0, isUnlogged: true, hasTimes: !responsesAreDays };

  countFutureActivities(context);
  const found = readLog(log, { asOfMs, length, rowOf, opens: (row) => opens(row, log.isDay), reachOut: (row, at) => reachOut(row, at, log.isDay) });
  const hadAutoReply = new Uint8Array(length).map((_, row) => {
    const [auto, first] = [found.autoMs[row] as number, firstMs[row] as number];
    return auto < first || (auto === auto && first !== first) ? 1 : 0;
  });
  release(found.autoMs);
  return {
    ...base, hadAutoReply, metMs: found.metMs, nAssumed: found.nAssumed, isUnlogged: false,
    hasTimes: !log.isDay && !(responsesAreDays && responses.ms.some((at) => at === at)),
  };
};

/** How the activities are read: which row each is for, and from when on it counts there. */
interface Reading {
  readonly asOfMs: number;
  readonly length: number;
  rowOf(lead: number): number;
  opens(row: number): number;
  reachOut(row: number, at: number): void;
}

/** Tells every human contact; gathers the first automated reply and the first time both sides met, per row. */
const readLog = (log: ContactLog, { asOfMs, length, rowOf, opens, reachOut }: Reading): { metMs: Float64Array | null; autoMs: Float64Array; nAssumed: number } => {
  const metMs = log.tellsMeetings ? new Float64Array(length).fill(NaN) : null;
  const autoMs = new Float64Array(length).fill(NaN);
  let nAssumed = 0;
  for (let i = 0; i < log.lead.length; i++) {
    const at = log.ms[i] as number;
    if (!(at < asOfMs) || !log.isContact(i)) continue;
    const row = rowOf(log.lead[i] as number);
    if (row < 0) continue;
    if (log.isAutomated(i)) {
      if (log.isOutbound(i) && at >= opens(row)) keepEarlier(autoMs, row, at);
      continue;
    }
    if (metMs !== null && log.hasMet(i) && at >= opens(row)) keepEarlier(metMs, row, at);
    if (!log.isBySales(i) || !log.isOutbound(i)) continue;
    if (log.isAssumed(i)) nAssumed++;
    reachOut(row, at);
  }
  return { metMs, autoMs, nAssumed };
};
