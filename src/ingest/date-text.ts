import { dayFromCivil, isCivilDate } from '../model/zone.js';

/**
 * How a date is written. `slash` stands for day-month-year or month-day-year with `/` or `-`: which one is told by the
 * column. The iso family can be told apart cell by cell.
 */
export type DateShape = 'iso-date' | 'iso-local' | 'iso-offset' | 'dmy-dot' | 'slash' | 'compact' | 'epoch-s' | 'epoch-ms' | 'epoch-us';

export interface DateReading {
  readonly shape: DateShape;
  /** Day number, or the two readings of a slash date (NaN = no such day). */
  readonly day: number;
  readonly monthFirstDay: number;
  /** Local time of day in ms; null = the cell names a day only. */
  readonly timeMs: number | null;
  /** Offset of the written time from UTC; null = none written. */
  readonly offsetMs: number | null;
  /** Epoch instants only. */
  readonly utcMs: number;
}

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[Tt ,]+(.+))?$/;
const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:[Tt ,]+(.+))?$/;
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?([AaPp])?(?:\.?[Mm]\.?)?\s?(Z|z|UTC|GMT|[+\-\u2212]\d{2}(?::?\d{2})?)?$/;
const longest = 48;

const dayOrNaN = (year: number, month: number, day: number): number =>
  isCivilDate(year, month, day) ? dayFromCivil(year, month, day) : Number.NaN;

interface Clock { readonly timeMs: number; readonly offsetMs: number | null }

const readClock = (text: string): Clock | null => {
  const found = clock.exec(text.trim());
  if (found === null) return null;
  const [, hourText, minuteText, secondText = '0', fraction = '', half, zone] = found;
  let hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  const timeMs = ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (zone === undefined) return { timeMs, offsetMs: null };
  const digits = /^([+\-\u2212])(\d{2}):?(\d{2})?$/.exec(zone);
  if (digits === null) return { timeMs, offsetMs: 0 };
  const offsetHours = Number(digits[2]);
  const offsetMinutes = Number(digits[3] ?? '0');
  if (offsetHours > 15 || offsetMinutes > 59) return null;
  return { timeMs, offsetMs: (digits[1] === '+' ? 1 : -1) * (offsetHours * 60 + offsetMinutes) * 60_000 };
};

const epoch = (text: string): DateReading | null => {
  const value = Number(text);
  // Told by magnitude: seconds reach the year 5138, milliseconds start in 1973.
  const [shape, utcMs] = value < 1e11 ? ['epoch-s', value * 1000] as const : value < 1e14 ? ['epoch-ms', value] as const : ['epoch-us', Math.floor(value / 1000)] as const;
  return { shape, day: Number.NaN, monthFirstDay: Number.NaN, timeMs: null, offsetMs: 0, utcMs };
};

/** Reads one cell; null = no date form at all. A form with an impossible day has NaN days. */
export const readDate = (cell: string): DateReading | null => {
  const text = cell.trim();
  if (text.length > longest) return null;
  if (/^\d{8}$/.test(text)) {
    const day = dayOrNaN(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
    return { shape: 'compact', day, monthFirstDay: day, timeMs: null, offsetMs: null, utcMs: Number.NaN };
  }
  if (/^\d{9,10}$|^\d{12,13}$|^\d{16}$/.test(text)) return epoch(text);
  const first = yearFirst.exec(text);
  const last = first === null ? yearLast.exec(text) : null;
  const found = first ?? last;
  if (found === null) return null;
  const time = found[5] === undefined ? null : readClock(found[5]);
  if (found[5] !== undefined && time === null) return null;
  const rest = { timeMs: time?.timeMs ?? null, offsetMs: time?.offsetMs ?? null, utcMs: Number.NaN };
  const [a, b, c] = [Number(found[1]), Number(found[3]), Number(found[4])];
  if (first !== null) {
    const day = dayOrNaN(a, b, c);
    return { shape: time === null ? 'iso-date' : time.offsetMs === null ? 'iso-local' : 'iso-offset', day, monthFirstDay: day, ...rest };
  }
  const day = dayOrNaN(c, b, a);
  return { shape: found[2] === '.' ? 'dmy-dot' : 'slash', day, monthFirstDay: found[2] === '.' ? day : dayOrNaN(c, a, b), ...rest };
};
