import { missingDay } from '../model/table.js';
import { dayMs, localMidnightMs, zoneOffsetMs } from '../model/zone.js';

export interface DayPrecision { readonly days: Int32Array<ArrayBuffer>; readonly count: number; readonly share: number; readonly zone: string }

/** Rounding down is several times faster than the remainder of two doubles. */
const isMidnight = (localMs: number): boolean => Math.floor(localMs / dayMs) * dayMs === localMs;

/**
 * Systems that know only a day write it as a midnight, in UTC (HubSpot) or in local time. When more than half of a column's times
 * are such midnights, the whole column is days: `ms` is moved to the local midnight of each row's day. Null = it holds real times.
 */
export const daysOfMidnights = (ms: Float64Array, timeZone: string): DayPrecision | null => {
  let present = 0;
  let utcMidnights = 0;
  let localMidnights = 0;
  const isUtc = timeZone === 'UTC';
  for (let row = 0; row < ms.length; row++) {
    const instant = ms[row] as number;
    if (instant !== instant) continue;
    present += 1;
    if (isMidnight(instant)) utcMidnights += 1;
    if (!isUtc && isMidnight(instant + zoneOffsetMs(timeZone, instant))) localMidnights += 1;
    // Half of all rows are real times already: no rest can outweigh them.
    if ((present - utcMidnights) * 2 > ms.length && (present - localMidnights) * 2 > ms.length) return null;
  }
  const count = Math.max(utcMidnights, localMidnights);
  if (present === 0 || count * 2 <= present) return null;
  const byUtc = utcMidnights > localMidnights;
  const days = new Int32Array(ms.length).fill(missingDay);
  for (let row = 0; row < ms.length; row++) {
    const instant = ms[row] as number;
    if (instant !== instant) continue;
    const day = Math.floor((byUtc ? instant : instant + zoneOffsetMs(timeZone, instant)) / dayMs);
    days[row] = day;
    ms[row] = localMidnightMs(timeZone, day);
  }
  return { days, count, share: count / present, zone: byUtc ? 'UTC' : timeZone };
};
