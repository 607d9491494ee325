import { release } from '../model/release.js';
import type { CategoryColumn } from '../model/table.js';
import { bookings, countFutureActivities } from './activity-index.js';
import { meetingKinds } from './as-of.js';
import { booleanOf, categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { flag, flagsOf } from './first-touch.js';
import { groupRows, type GroupedRows } from './time-order.js';
import { isCalledOff, isClick, isDeliveryStep, isMoved, marketingKinds, touchKinds } from './activity-words.js';
import type { TouchUnit } from './touches-unit.js';
import { compareValues } from './value-key.js';

/** Whose touch it was. */
export const byMarketing = 1;
export const bySales = 2;

/** What the activities are, row by row; nothing about whose they are. */
export interface TouchLog {
  readonly length: number;
  readonly occurredMs: Float64Array;
  readonly occurredIsDay: boolean;
  isMeeting(activity: number): boolean;
  /** A meeting whose day came and that was neither called off nor moved. */
  isHeld(activity: number): boolean;
  bookedMs(activity: number): number;
  bookedIsDay(activity: number): boolean;
  isTouch(activity: number): boolean;
  actorOf(activity: number): 1 | 2;
  /** Same kind and direction: such touches shortly after one another count once. */
  sortOf(activity: number): number;
  readonly sorts: number;
  readonly channel: CategoryColumn | null;
  /** False: nobody noted who acted, so marketing and sales cannot be told apart. */
  readonly hasActor: boolean;
}

/** null without activities that have an instant and a kind. */
export const touchLog = (context: KpiContext): TouchLog | null => {
  const table = context.tables.get('activities');
  const occurred = instantOf(table, 'occurred_at');
  const kind = categoryOf(table, 'kind');
  const booked = bookings(context);
  if (table === undefined || occurred === null || kind === null || booked === null) return null;
  countFutureActivities(context);
  const [outcome, actor, direction] = [categoryOf(table, 'outcome'), categoryOf(table, 'actor'), categoryOf(table, 'direction')];
  const automated = booleanOf(table, 'automated')?.values ?? null;
  const isMeetingKind = flagsOf(kind, (text) => text !== null && meetingKinds.has(text));
  const isTouchKind = flagsOf(kind, (text) => text !== null && touchKinds.has(text));
  const isMail = flagsOf(kind, (text) => text === 'email');
  const isAd = flagsOf(kind, (text) => text === 'ad');
  const isMarketingKind = flagsOf(kind, (text) => text !== null && marketingKinds.has(text));
  const isOff = flagsOf(outcome, isCalledOff);
  const isElsewhere = flagsOf(outcome, isMoved);
  const isStep = flagsOf(outcome, isDeliveryStep);
  const isClicked = flagsOf(outcome, isClick);
  const isOfMarketing = flagsOf(actor, (text) => text === 'marketing');
  const isOfSales = flagsOf(actor, (text) => text === 'sales');
  const isMeeting = (activity: number): boolean => flag(kind, isMeetingKind, activity) && !flag(outcome, isOff, activity);
  const directions = direction?.dictionary.length ?? 1;
  return {
    length: table.rowCount, occurredMs: occurred.ms, occurredIsDay: occurred.precision === 'day',
    isMeeting,
    isHeld: (activity) => (occurred.ms[activity] as number) < context.asOfMs && !flag(outcome, isElsewhere, activity),
    bookedMs: booked.at, bookedIsDay: booked.isDay,
    isTouch: (activity) => flag(kind, isTouchKind, activity) && !(flag(kind, isMail, activity) && flag(outcome, isStep, activity))
      && (!flag(kind, isAd, activity) || flag(outcome, isClicked, activity)),
    actorOf: (activity) => {
      if (automated !== null && automated[activity] === 1) return byMarketing;
      if (flag(actor, isOfSales, activity)) return bySales;
      return flag(actor, isOfMarketing, activity) || flag(kind, isMarketingKind, activity) ? byMarketing : bySales;
    },
    sortOf: (activity) => (kind.codes[activity] as number) * directions + (direction === null ? 0 : (direction.codes[activity] as number)),
    sorts: kind.dictionary.length * directions,
    channel: categoryOf(table, 'channel'),
    hasActor: actor !== null,
  };
};

/** First valid booking per row before asOf, NaN = none, and whether one of the row's meetings was held. */
export interface FirstBookings { readonly ms: Float64Array; readonly isDay: Uint8Array; readonly isHeld: Uint8Array }

export const firstBookings = (context: KpiContext, unit: TouchUnit, log: TouchLog): FirstBookings => {
  const ms = new Float64Array(unit.rows.length).fill(NaN);
  const isDay = new Uint8Array(unit.rows.length);
  const isHeld = new Uint8Array(unit.rows.length);
  const take = (row: number, activity: number, at: number): void => {
    if (row < 0) return;
    if (!(at >= (ms[row] as number))) {
      ms[row] = at;
      isDay[row] = log.bookedIsDay(activity) ? 1 : 0;
    }
    if (log.isHeld(activity)) isHeld[row] = 1;
  };
  for (let activity = 0; activity < log.length; activity++) {
    if (!log.isMeeting(activity)) continue;
    const at = log.bookedMs(activity);
    if (!(at < context.asOfMs)) continue;
    const own = unit.ownRow(activity);
    const ofDeal = unit.dealRow(activity);
    take(own, activity, at);
    if (ofDeal !== own) take(ofDeal, activity, at);
  }
  return { ms, isDay, isHeld };
};

/** Rank per code of a column by its values, so that an order does not depend on the order of rows. */
const ranksOf = (column: CategoryColumn | null): Uint32Array => {
  const order = (column?.dictionary ?? [null]).map((text, code) => ({ text, code })).sort((a, b) => compareValues(a.text, b.text));
  const ranks = new Uint32Array(order.length);
  order.forEach(({ code }, rank) => { ranks[code] = rank; });
  return ranks;
};

/**
 * The touches of each row that `counts` lets in, in time order (of equal instants marketing first, then by channel). An
 * activity that names both a lead and that lead's deal is there once. One pass over the activities and one over the entries.
 */
export const touchesOf = (unit: TouchUnit, log: TouchLog, counts: (row: number, atMs: number) => boolean): GroupedRows => {
  const n = log.length;
  const owner = new Int32Array(2 * n).fill(-1);
  let second = false;
  for (let activity = 0; activity < n; activity++) {
    if (!log.isTouch(activity)) continue;
    const at = log.occurredMs[activity] as number;
    const own = unit.ownRow(activity);
    const ofDeal = unit.dealRow(activity);
    if (own >= 0 && counts(own, at)) owner[activity] = own;
    if (ofDeal >= 0 && ofDeal !== own && counts(ofDeal, at)) {
      owner[n + activity] = ofDeal;
      second = true;
    }
  }
  const ranks = ranksOf(log.channel);
  const rankOf = (activity: number): number => (log.channel === null ? 0 : (ranks[log.channel.codes[activity] as number] as number));
  const activityOf = (entry: number): number => (entry < n ? entry : entry - n);
  const compare = (x: number, y: number): number => {
    const [a, b] = [activityOf(x), activityOf(y)];
    return (log.occurredMs[a] as number) - (log.occurredMs[b] as number) || log.actorOf(a) - log.actorOf(b) || rankOf(a) - rankOf(b);
  };
  const grouped = groupRows(unit.rows.length, second ? owner : owner.subarray(0, n), compare);
  release(owner);
  if (second) for (let i = 0; i < grouped.rows.length; i++) grouped.rows[i] = activityOf(grouped.rows[i] as number);
  return grouped;
};
