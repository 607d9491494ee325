import { civilFromDay, dayFromCivil } from '../model/zone.js';

/** Calendar arithmetic on local day numbers; knows no time zone. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

const monthsOfUnit = { month: 1, quarter: 3, year: 12 } as const;

const lastOfMonth = (year: number, month: number): number =>
  dayFromCivil(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - 1;

/** Months since year 0: `12 · year + month − 1`. */
export const monthIndexOf = (day: number): number => {
  const { year, month } = civilFromDay(day);
  return year * 12 + month - 1;
};

/** First day of a month index. */
export const dayOfMonthIndex = (index: number): number => dayFromCivil(Math.floor(index / 12), index - Math.floor(index / 12) * 12 + 1, 1);

/** The same day of the month `count` months later, clamped to that month's end (31 January + 1 = 28 February). */
export const addMonths = (day: number, count: number): number => {
  const first = dayOfMonthIndex(monthIndexOf(day) + count);
  const { year, month } = civilFromDay(first);
  return Math.min(first + civilFromDay(day).day - 1, lastOfMonth(year, month));
};

/** Completed months from one local day to a later one, with {@link addMonths} clamping: 31 January → 28 February is 1. */
export const monthsBetween = (from: number, to: number): number => {
  const whole = monthIndexOf(to) - monthIndexOf(from);
  return addMonths(from, whole) > to ? whole - 1 : whole;
};

/** First day of the unit that contains a day. `fiscalYearStart` month 1–12, `weekStart` 1 = Monday … 7 = Sunday. */
export const startOfUnit = (unit: CalendarUnit, day: number, fiscalYearStart: number, weekStart: number): number => {
  if (unit === 'day') return day;
  if (unit === 'week') {
    // 1970-01-01 was a Thursday, ISO weekday 4.
    const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
    return day - ((weekday - weekStart + 7) % 7);
  }
  const months = monthsOfUnit[unit];
  const sinceFiscal = monthIndexOf(day) - (fiscalYearStart - 1);
  return dayOfMonthIndex(Math.floor(sinceFiscal / months) * months + fiscalYearStart - 1);
};

/** A day moved by whole units; months are clamped to the month's end. */
export const addUnits = (unit: CalendarUnit, day: number, count: number): number => {
  if (unit === 'day') return day + count;
  if (unit === 'week') return day + 7 * count;
  return addMonths(day, monthsOfUnit[unit] * count);
};

/** `YYYY-MM-DD`. */
export const formatDay = (day: number): string => {
  const { year, month, day: ofMonth } = civilFromDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
};
