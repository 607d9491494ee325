import { dayFromCivil, dayMs, isCivilDate } from '../model/zone.js';
import { readClock } from './clock-text.js';
import { monthOfName } from './month-names.js';

/**
 * How a date is written. `slash` stands for day-month-year or month-day-year with `/` or `-`, with two digits for the year and `-` also
 * for year-month-day: which one is told by the column. The iso family can be told apart cell by cell.
 */
export type DateShape =
  'iso-date' | 'iso-local' | 'iso-offset' | 'dmy-dot' | 'slash' | 'named' | 'compact' | 'epoch-s' | 'epoch-ms' | 'epoch-us' | 'excel-serial';

export interface DateReading {
  readonly shape: DateShape;
  /** Day number, read with the day first where that is a question; NaN = no such day. */
  readonly day: number;
  /** The same read with the month or the year first; of forms that leave no choice, the same day or none. */
  readonly monthFirstDay: number;
  readonly yearFirstDay: number;
  /** Local time of day in ms; null = the cell names a day only. */
  readonly timeMs: number | null;
  /** Offset of the written time from UTC; null = none written. */
  readonly offsetMs: number | null;
  /** Epoch instants only. */
  readonly utcMs: number;
  /** Two digits for the year. */
  readonly isShort: boolean;
}

/** Whether there is no form at all or none of its readings is a day. */
export const isNoDate = (reading: DateReading | null): boolean =>
  reading === null || (Number.isNaN(reading.day) && Number.isNaN(reading.monthFirstDay) && Number.isNaN(reading.yearFirstDay) && Number.isNaN(reading.utcMs));

const rest = '(?:(?:,?\\s+(?:at|um)\\s+|[Tt\\s,]+)(.+))?$';
const yearFirst = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})${rest}`);
const yearLast = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${rest}`);
const weekday = '(?:\\p{L}{2,10}[.,]?,?\\s+)?';
const month = '(\\p{L}{3,9})\\.?';
const dayThenName = new RegExp(`^${weekday}(\\d{1,2})(?:\\.|st|nd|rd|th)?[\\s-]*${month}[,\\s-]*(\\d{4}|\\d{2})${rest}`, 'u');
const nameThenDay = new RegExp(`^${weekday}${month}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${rest}`, 'u');
const basicTime = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?$/;
const dotNetDate = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const longest = 80;
/** Two digits stand for the years 1970 to 2069, as POSIX has it. */
const fullYear = (digits: string): number => (digits.length === 4 ? Number(digits) : Number(digits) + (Number(digits) < 70 ? 2000 : 1900));
/** A spreadsheet counts days from 30 December 1899; 20,000 is in 1954, 80,000 in 2119. */
const excelDayZero = -25_569;

const dayOrNaN = (year: number, month: number, day: number): number => (isCivilDate(year, month, day) ? dayFromCivil(year, month, day) : Number.NaN);

const reading = (shape: DateShape, day: number, more: Partial<DateReading> = {}): DateReading =>
  ({ shape, day, monthFirstDay: day, yearFirstDay: Number.NaN, timeMs: null, offsetMs: null, utcMs: Number.NaN, isShort: false, ...more });

const epoch = (text: string): DateReading => {
  const value = Number(text);
  // Told by magnitude: seconds reach the year 5138, milliseconds start in 1973.
  const [shape, utcMs] = value < 1e11 ? ['epoch-s', value * 1000] as const : value < 1e14 ? ['epoch-ms', value] as const : ['epoch-us', Math.floor(value / 1000)] as const;
  return reading(shape, Number.NaN, { offsetMs: 0, utcMs });
};

const serial = (text: string): DateReading | null => {
  const value = Number(text);
  if (value < 20_000 || value > 80_000) return null;
  const day = Math.floor(value);
  // Seconds: the double holds no more than a few milliseconds.
  const timeMs = Math.round((value - day) * 86_400) * 1000;
  return reading('excel-serial', excelDayZero + day + (timeMs === dayMs ? 1 : 0), { timeMs: text.includes('.') ? timeMs % dayMs : null });
};

const ofDigits = (text: string): DateReading | null => {
  if (/^\d{8}$/.test(text)) return reading('compact', dayOrNaN(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))));
  if (/^\d{9,10}$|^\d{12,13}$|^\d{16}$/.test(text)) return epoch(text);
  return /^\d{5}(?:\.\d+)?$/.test(text) ? serial(text) : null;
};

/** With its time of day, where one is written; null = what stands behind the day is no time. */
const timed = (day: DateReading, clock: string | undefined): DateReading | null => {
  if (clock === undefined) return day;
  const time = readClock(clock);
  return time === null ? null : { ...day, timeMs: time.timeMs, offsetMs: time.offsetMs };
};

const iso = (day: number, clock: string | undefined): DateReading | null => {
  const found = timed(reading('iso-date', day), clock);
  return found === null || found.timeMs === null ? found : { ...found, shape: found.offsetMs === null ? 'iso-local' : 'iso-offset' };
};

const named = (day: number, name: string, year: string, clock: string | undefined): DateReading | null => {
  const monthNumber = monthOfName(name);
  return monthNumber === 0 ? null : timed(reading('named', dayOrNaN(fullYear(year), monthNumber, day), { isShort: year.length === 2 }), clock);
};

/** Reads one cell; null = no date form at all. A form with an impossible day has NaN days. */
export const readDate = (cell: string): DateReading | null => {
  const text = cell.trim();
  if (text.length > longest) return null;
  if (/^[\d.]+$/.test(text) && !/\..*\./.test(text)) return ofDigits(text);
  const first = yearFirst.exec(text);
  if (first !== null) return iso(dayOrNaN(Number(first[1]), Number(first[3]), Number(first[4])), first[5]);
  const last = yearLast.exec(text);
  if (last !== null) {
    const [, a = '', mark, b = '', c = '', clock] = last;
    const day = dayOrNaN(fullYear(c), Number(b), Number(a));
    const isShort = c.length === 2;
    if (mark === '.') return timed(reading('dmy-dot', day, { isShort }), clock);
    const yearFirstDay = isShort && mark === '-' ? dayOrNaN(fullYear(a.padStart(2, '0')), Number(b), Number(c)) : Number.NaN;
    return timed(reading('slash', day, { monthFirstDay: dayOrNaN(fullYear(c), Number(a), Number(b)), yearFirstDay, isShort }), clock);
  }
  const basic = basicTime.exec(text);
  if (basic !== null) {
    const [, y, m, d, hour, minute, second = '00', fraction = '', zone = ''] = basic;
    return iso(dayOrNaN(Number(y), Number(m), Number(d)), `${hour}:${minute}:${second}${fraction}${zone}`);
  }
  const ticks = dotNetDate.exec(text);
  if (ticks !== null) return reading('epoch-ms', Number.NaN, { offsetMs: 0, utcMs: Number(ticks[1]) });
  const dayName = dayThenName.exec(text);
  if (dayName !== null) return named(Number(dayName[1]), dayName[2] as string, dayName[3] as string, dayName[4]);
  const nameDay = nameThenDay.exec(text);
  return nameDay === null ? null : named(Number(nameDay[2]), nameDay[1] as string, nameDay[3] as string, nameDay[4]);
};
