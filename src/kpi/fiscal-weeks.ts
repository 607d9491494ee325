import type { FiscalWeeks } from '../model/config.js';
import { civilFromDay, dayFromCivil } from '../model/zone.js';
import { monthsOfUnit, startOfWeek, type UnitSteps } from './calendar-units.js';

const quartersOfYear = 4;
const monthsOfYear = 12;

const patterns: readonly string[] = ['4-4-5', '4-5-4', '5-4-4'] satisfies FiscalWeeks['pattern'][];

/** Weeks before each month of a year. */
const weeksBefore = (pattern: FiscalWeeks['pattern']): readonly number[] => {
  if (!patterns.includes(pattern)) throw new RangeError(`fiscalWeeks: pattern must be one of ${patterns.join(', ')}, got ${String(pattern)}`);
  const weeks = pattern.split('-').map(Number);
  const starts: number[] = [];
  let sum = 0;
  for (let quarter = 0; quarter < quartersOfYear; quarter++) {
    for (const count of weeks) {
      starts.push(sum);
      sum += count;
    }
  }
  return starts;
};

/**
 * A calendar of whole weeks. Years bear the number of the civil year whose first of `fiscalYearStart` they begin at.
 *
 * @param fiscalYearStart month 1–12
 * @param weekStart 1 = Monday … 7 = Sunday
 * @throws {RangeError} for an unknown pattern
 * @see National Retail Federation, 4-5-4 calendar, for the 53rd week
 */
export const fiscalWeekSteps = ({ pattern, anchor = 'nearest' }: FiscalWeeks, fiscalYearStart: number, weekStart: number): UnitSteps => {
  const starts = weeksBefore(pattern);
  /** The week start nearest to a day begins the week that contains the third day after it. */
  const reach = anchor === 'nearest' ? 3 : 0;
  const startOfYear = (year: number): number => startOfWeek(dayFromCivil(year, fiscalYearStart, 1) + reach, weekStart);
  const yearOf = (day: number): number => {
    let year = civilFromDay(day).year + 1;
    while (startOfYear(year) > day) year--;
    return year;
  };
  const dayOfIndex = (index: number): number => {
    const year = Math.floor(index / monthsOfYear);
    return startOfYear(year) + 7 * (starts[index - year * monthsOfYear] as number);
  };
  const monthIndexOf = (day: number): number => {
    const year = yearOf(day);
    const week = Math.floor((day - startOfYear(year)) / 7);
    let month = monthsOfYear - 1;
    while ((starts[month] as number) > week) month--;
    return year * monthsOfYear + month;
  };
  return {
    monthIndexOf,
    startOf: (unit, day) => {
      if (unit === 'day') return day;
      if (unit === 'week') return startOfWeek(day, weekStart);
      const months = monthsOfUnit[unit];
      return dayOfIndex(Math.floor(monthIndexOf(day) / months) * months);
    },
    add: (unit, day, count) => {
      if (unit === 'day') return day + count;
      if (unit === 'week') return day + 7 * count;
      const from = monthIndexOf(day);
      const to = from + monthsOfUnit[unit] * count;
      return Math.min(dayOfIndex(to) + day - dayOfIndex(from), dayOfIndex(to + 1) - 1);
    },
  };
};
