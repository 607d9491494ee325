import type { PeriodInput } from '../model/query.js';
import { isCivilDate, dayFromCivil } from '../model/zone.js';
import type { CalendarUnit } from './calendar-units.js';

/** A period as asked for, taken apart. */
export type PeriodSpec =
  | { readonly kind: 'all' }
  | { readonly kind: 'to-date' }
  | { readonly kind: 'this' | 'last'; readonly unit: CalendarUnit; readonly count: number }
  | { readonly kind: 'days'; readonly startDay: number; readonly endDay: number };

const units: Readonly<Record<string, CalendarUnit>> = {
  day: 'day', days: 'day', week: 'week', weeks: 'week', month: 'month', months: 'month',
  quarter: 'quarter', quarters: 'quarter', year: 'year', years: 'year',
};

/** Local day of a `YYYY-MM-DD` text; null when it is none. */
export const parseDay = (text: string): number | null => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (found === null) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  return isCivilDate(year, month, day) ? dayFromCivil(year, month, day) : null;
};

/** Takes a named or dated period apart. Throws RangeError for a name or date it does not know, or an end not after its start. */
export const parsePeriod = (input: PeriodInput): PeriodSpec => {
  if (typeof input !== 'string') {
    const startDay = parseDay(input.start);
    const endDay = parseDay(input.end);
    if (startDay === null || endDay === null) throw new RangeError(`period: dates must be YYYY-MM-DD, got ${input.start} to ${input.end}`);
    if (endDay <= startDay) throw new RangeError(`period: ${input.end} does not lie after ${input.start}`);
    return { kind: 'days', startDay, endDay };
  }
  if (input === 'all') return { kind: 'all' };
  if (input === 'year_to_date') return { kind: 'to-date' };
  const found = /^(this|last)_(?:([1-9]\d{0,3})_)?([a-z]+)$/.exec(input);
  const unit = found === null ? undefined : units[found[3] as string];
  if (found === null || unit === undefined || (found[1] === 'this' && found[2] !== undefined)) {
    throw new RangeError(`period: unknown name ${input}`);
  }
  return { kind: found[1] as 'this' | 'last', unit, count: found[2] === undefined ? 1 : Number(found[2]) };
};
