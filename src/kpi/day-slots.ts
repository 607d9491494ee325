import type { Period } from '../model/period.js';
import type { KpiContext } from './context.js';

/** Which of several periods a local day lies in; periods must not overlap. */
export interface DaySlots {
  /** Index of the period, -1 = none. */
  of(day: number): number;
}

/** Look-up table over the days of the periods, so that one pass over rows serves them all. */
export const slotOfDays = (context: KpiContext, periods: readonly Period[]): DaySlots => {
  const bounds = periods.map((period) => context.calendar.daysOf(period));
  const first = bounds.reduce((least, { startDay }) => Math.min(least, startDay), Infinity);
  const last = bounds.reduce((most, { endDay }) => Math.max(most, endDay), -Infinity);
  const table = new Int16Array(Math.max(0, last - first)).fill(-1);
  bounds.forEach(({ startDay, endDay }, slot) => table.fill(slot, startDay - first, endDay - first));
  return { of: (day) => (day >= first && day < last ? (table[day - first] as number) : -1) };
};
