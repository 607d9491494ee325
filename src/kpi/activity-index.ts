import type { InstantColumn, TextColumn } from '../model/table.js';
import { meetingKinds } from './as-of.js';
import { categoryOf, instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadIndex } from './deal-links.js';
import { dealIndex } from './stage-history.js';
import type { TextIndex } from './text-index.js';

const rowsBehind = (ids: TextColumn | null, index: TextIndex | null): Int32Array | null => {
  if (ids === null || index === null) return null;
  const rows = new Int32Array(ids.offsets.length - 1);
  for (let row = 0; row < rows.length; row++) rows[row] = index.rowOf(ids, row);
  return rows;
};

/** Row of `leads` that each activity names itself, −1 = none. null without activities that name leads, or without leads. */
export const leadOfActivity = (context: KpiContext): Int32Array | null =>
  context.memo('lead-of-activity', () => rowsBehind(textOf(context.tables.get('activities'), 'lead_id'), leadIndex(context)));

/** Row of `deals` that each activity names itself, −1 = none. null without activities that name deals, or without deals. */
export const dealOfActivity = (context: KpiContext): Int32Array | null =>
  context.memo('deal-of-activity', () => rowsBehind(textOf(context.tables.get('activities'), 'deal_id'), dealIndex(context)));

/** When a meeting was booked. */
export interface Bookings {
  /** `booked_at`, else `created_at` where that lies before the meeting, else the meeting itself. NaN = none of them known. */
  at(row: number): number;
  /** Whether that is known by its day only. */
  isDay(row: number): boolean;
}

/** Bookings of the rows of `activities` that are meetings; null without activities. */
export const bookings = (context: KpiContext): Bookings | null => {
  const table = context.tables.get('activities');
  const occurred = instantOf(table, 'occurred_at');
  if (occurred === null) return null;
  const [booked, created] = [instantOf(table, 'booked_at'), instantOf(table, 'created_at')];
  const source = (row: number): InstantColumn => {
    if (booked !== null && booked.ms[row] === booked.ms[row]) return booked;
    return created !== null && (created.ms[row] as number) < (occurred.ms[row] as number) ? created : occurred;
  };
  return { at: (row) => source(row).ms[row] as number, isDay: (row) => source(row).precision === 'day' };
};

/** Counts the activities that begin at or after asOf, a meeting with its booking (`DQ_FUTURE`). Once per dataset. */
export const countFutureActivities = (context: KpiContext): void => context.memo('future-activities', () => {
  const table = context.tables.get('activities');
  const occurred = instantOf(table, 'occurred_at');
  const kind = categoryOf(table, 'kind');
  const booked = bookings(context);
  const isMeeting = kind?.dictionary.map((text) => text !== null && meetingKinds.has(text)) ?? [];
  let n = 0;
  for (let row = 0; occurred !== null && booked !== null && row < occurred.ms.length; row++) {
    const isBooked = kind !== null && isMeeting[kind.codes[row] as number] === true;
    if ((isBooked ? booked.at(row) : (occurred.ms[row] as number)) >= context.asOfMs) n++;
  }
  context.rules.set('DQ_FUTURE', 'activities', n);
});
