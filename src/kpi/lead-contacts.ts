import type { Table } from '../model/table.js';
import { countFutureActivities, leadOfActivity } from './activity-index.js';
import { isCalledOff, isMoved, isTakenCall } from './activity-words.js';
import { meetingKinds } from './as-of.js';
import { booleanOf, categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { flag, flagsOf, salesKinds } from './first-touch.js';
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
  /** First time both sides met: an answer came, a call was taken, a meeting was held; NaN = not yet. null = the data does not tell. */
  readonly metMs: Float64Array | null;
  /** Contacts taken as human, outbound and by sales without the data saying so; none at all of first responses alone. */
  readonly nAssumed: number;
  /** Contacts come from first responses alone: who or what answered is not recorded. */
  readonly isUnlogged: boolean;
  /** Whether contacts have times; whole days say nothing of minutes. */
  readonly hasTimes: boolean;
}

/** Clocks of two people differ by this much without either being wrong: a contact so shortly before counts as at the start. */
export const clockSkewMs = 300_000;

/** Kinds in which a lead answers by itself. */
const answerKinds: ReadonlySet<string> = new Set(['email', 'call', 'chat', 'sms']);


/** When a lead's clock starts. */
export interface LeadStarts { readonly ms: Float64Array; readonly isDay: boolean }

/** Columns of the activities as far as they tell contacts apart; null = nothing that names leads. */
const activityReader = (context: KpiContext, table: Table | undefined) => {
  const occurred = instantOf(table, 'occurred_at');
  const kind = categoryOf(table, 'kind');
  const lead = leadOfActivity(context);
  if (table === undefined || occurred === null || kind === null || lead === null) return null;
  const [actor, direction, outcome] = [categoryOf(table, 'actor'), categoryOf(table, 'direction'), categoryOf(table, 'outcome')];
  return {
    occurred, lead, kind, actor, direction, outcome, automated: booleanOf(table, 'automated')?.values ?? null,
    isContact: flagsOf(kind, (text) => text !== null && salesKinds.has(text)),
    isAnswer: flagsOf(kind, (text) => text !== null && answerKinds.has(text)),
    isMeeting: flagsOf(kind, (text) => text !== null && meetingKinds.has(text)),
    isOthers: flagsOf(actor, (text) => text !== null && text !== 'sales'),
    isInbound: flagsOf(direction, (text) => text === 'in'),
    isElsewhere: flagsOf(direction, (text) => text !== null && text !== 'out'),
    isTaken: flagsOf(outcome, isTakenCall),
    isFailed: flagsOf(outcome, (text) => isCalledOff(text) || isMoved(text)),
  };
};

/**
 * One pass over the activities and the recorded first responses, in any order. null = the data has neither, so nobody
 * knows whether a lead was worked. What is a day only counts from the start's day on.
 *
 * @param merge which rows stand for which; null = each for itself
 */
export const leadContacts = (context: KpiContext, starts: LeadStarts, merge: LeadMerge | null): LeadContacts | null => {
  const leads = context.tables.get('leads');
  const responses = instantOf(leads, 'first_response_at');
  const log = activityReader(context, context.tables.get('activities'));
  if (responses === null && log === null) return null;
  const { calendar, asOfMs } = context;
  const rows = leadRows(context);
  const rowOf = rowOfLead(context, rows);
  const standing = (lead: number): number => {
    const row = lead < 0 ? -1 : rowOf === null ? lead : (rowOf[lead] as number);
    return row < 0 || merge === null ? row : (merge.keptOf[row] as number);
  };
  const none = (): Float64Array => new Float64Array(rows.length).fill(NaN);
  const firstMs = none();
  const firstIsDay = new Uint8Array(rows.length);
  const hasPrior = new Uint8Array(rows.length);
  /** From when on a contact belongs to the lead, by whether it is known to the minute. */
  const opens = (row: number, isDay: boolean): number => {
    const start = starts.ms[row] as number;
    return isDay || starts.isDay ? calendar.midnightOf(calendar.dayOf(start)) : start - clockSkewMs;
  };
  const contact = (row: number, at: number, isDay: boolean): void => {
    if (Number.isNaN(starts.ms[row])) return;
    if (at < opens(row, isDay)) hasPrior[row] = 1;
    else if (!(at >= (firstMs[row] as number))) {
      firstMs[row] = at;
      firstIsDay[row] = isDay ? 1 : 0;
    }
  };
  const responsesAreDays = responses?.precision === 'day';
  for (let lead = 0; responses !== null && lead < responses.ms.length; lead++) {
    const at = responses.ms[lead] as number;
    const row = at < asOfMs ? standing(lead) : -1;
    if (row >= 0) contact(row, at, responsesAreDays);
  }
  const hadAutoReply = new Uint8Array(rows.length);
  if (log === null) {
    return { firstMs, firstIsDay, hasPrior, hadAutoReply, metMs: null, nAssumed: 0, isUnlogged: true, hasTimes: !responsesAreDays };
  }
  countFutureActivities(context);
  const metMs = log.direction === null && log.outcome === null ? null : none();
  const autoMs = none();
  const isDay = log.occurred.precision === 'day';
  const keepEarlier = (into: Float64Array, row: number, at: number): void => {
    if (!(at >= (into[row] as number)) && at >= opens(row, isDay)) into[row] = at;
  };
  let nAssumed = 0;
  for (let i = 0; i < log.lead.length; i++) {
    const at = log.occurred.ms[i] as number;
    if (!(at < asOfMs) || !flag(log.kind, log.isContact, i)) continue;
    const row = standing(log.lead[i] as number);
    if (row < 0) continue;
    const automated = log.automated === null ? -1 : (log.automated[i] as number);
    const isOurs = !flag(log.direction, log.isElsewhere, i);
    if (automated === 1) {
      if (isOurs) keepEarlier(autoMs, row, at);
      continue;
    }
    const bySales = !flag(log.actor, log.isOthers, i);
    if (metMs !== null) {
      const isHeld = flag(log.kind, log.isMeeting, i) && !flag(log.outcome, log.isFailed, i);
      const isAnswered = (flag(log.kind, log.isAnswer, i) && flag(log.direction, log.isInbound, i)) || (bySales && (isHeld || flag(log.outcome, log.isTaken, i)));
      if (isAnswered) keepEarlier(metMs, row, at);
    }
    if (!bySales || !isOurs) continue;
    if (automated === -1 || log.actor === null || log.actor.codes[i] === 0 || log.direction === null || log.direction.codes[i] === 0) nAssumed++;
    contact(row, at, isDay);
  }
  for (let row = 0; row < rows.length; row++) if ((autoMs[row] as number) < (firstMs[row] as number) || (autoMs[row] === autoMs[row] && firstMs[row] !== firstMs[row])) hadAutoReply[row] = 1;
  return {
    firstMs, firstIsDay, hasPrior, hadAutoReply, metMs, nAssumed, isUnlogged: false,
    hasTimes: !isDay && !(responsesAreDays && responses.ms.some((at) => at === at)),
  };
};
