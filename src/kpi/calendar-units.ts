import { civilFromDay, dayFromCivil } from '../model/zone.js';

/** Calendar arithmetic on local day numbers; knows no time zone. */
export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

export const monthsOfUnit = { month: 1, quarter: 3, year: 12 } as const;

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
  const [start, end] = [civilFromDay(from), civilFromDay(to)];
  const whole = (end.year - start.year) * 12 + end.month - start.month;
  const isLast = end.day >= 28 && to === lastOfMonth(end.year, end.month);
  return end.day < start.day && !isLast ? whole - 1 : whole;
};

/** How a calendar is cut into units; day numbers in, day numbers out. */
export interface UnitSteps {
  /** First day of the unit that contains a day. */
  startOf(unit: CalendarUnit, day: number): number;
  /** A day moved by whole units; from beyond the end of the unit it lands in, it is clamped to that end. */
  add(unit: CalendarUnit, day: number, count: number): number;
  /** Running number of the month that contains a day: twelve to a year, whose first month leaves no remainder. */
  monthIndexOf(day: number): number;
}

/** First day of the week that contains a day; `weekStart` 1 = Monday … 7 = Sunday. */
export const startOfWeek = (day: number, weekStart: number): number => {
  // 1970-01-01 was a Thursday, ISO weekday 4.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return day - ((weekday - weekStart + 7) % 7);
};

/** The civil calendar: months of the year, with quarters and years from a month 1–12 on. */
export const civilSteps = (fiscalYearStart: number, weekStart: number): UnitSteps => ({
  startOf: (unit, day) => {
    if (unit === 'day') return day;
    if (unit === 'week') return startOfWeek(day, weekStart);
    const months = monthsOfUnit[unit];
    const sinceFiscal = monthIndexOf(day) - (fiscalYearStart - 1);
    return dayOfMonthIndex(Math.floor(sinceFiscal / months) * months + fiscalYearStart - 1);
  },
  add: (unit, day, count) => {
    if (unit === 'day') return day + count;
    return unit === 'week' ? day + 7 * count : addMonths(day, monthsOfUnit[unit] * count);
  },
  monthIndexOf,
});

/** `YYYY-MM-DD`. */
export const formatDay = (day: number): string => {
  const { year, month, day: ofMonth } = civilFromDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
};
