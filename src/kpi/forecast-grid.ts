import { addMonths, monthIndexOf } from './calendar-units.js';

/** Length of a period: whole calendar months where its bounds are the same day of a month, else days. */
interface Length { readonly unit: 'month' | 'day'; readonly count: number }

/** The periods that forecasts are made for: of one length, ascending by start; local days, half-open. */
export interface ForecastGrid {
  readonly startDay: Int32Array;
  readonly endDay: Int32Array;
  readonly length: Length;
  /** Periods that make a year: 4 quarters, 12 months, 52 weeks; 1 where none do. */
  readonly perYear: number;
  /** Index of the period that lies so many lengths earlier on the calendar; -1 = not in the grid. */
  earlier(index: number, steps: number): number;
  /** The day so many lengths earlier. */
  back(day: number, steps: number): number;
  /** Index of a period; -1 = of another length, or never seen. */
  indexOf(startDay: number, endDay: number): number;
}

/** More periods than this are older than anything that is asked: eight years of days. */
const mostPeriods = 3000;
const weeksOfYear = 364;
/** Nothing is forecast for longer: almost three thousand years. */
export const longestDays = 2 ** 20 - 1;

const lengthOf = (startDay: number, endDay: number): Length => {
  const months = monthIndexOf(endDay) - monthIndexOf(startDay);
  return months > 0 && addMonths(startDay, months) === endDay ? { unit: 'month', count: months } : { unit: 'day', count: endDay - startDay };
};

const nameOf = ({ unit, count }: Length): string => `${unit} ${count}`;
/** One number per period: start, and a length of up to {@link longestDays}. */
const keyOf = (startDay: number, endDay: number): number => startDay * (longestDays + 1) + (endDay - startDay);

const perYearOf = ({ unit, count }: Length): number => {
  const year = unit === 'month' ? 12 : weeksOfYear;
  return year % count === 0 ? year / count : 1;
};

/**
 * Grid of the given periods: those of the length that most distinct ones have, of equally frequent ones the longer. null
 * without any. Starts and ends may repeat; both are local days, `1 <= end − start <= longestDays`.
 */
export const forecastGrid = (startDays: ArrayLike<number>, endDays: ArrayLike<number>): ForecastGrid | null => {
  const distinct = new Map<number, { startDay: number; endDay: number; length: Length }>();
  const counts = new Map<string, { length: Length; days: number; n: number }>();
  for (let i = 0; i < startDays.length; i++) {
    const [startDay, endDay] = [startDays[i] as number, endDays[i] as number];
    const key = keyOf(startDay, endDay);
    if (distinct.has(key)) continue;
    const length = lengthOf(startDay, endDay);
    distinct.set(key, { startDay, endDay, length });
    const known = counts.get(nameOf(length)) ?? { length, days: 0, n: 0 };
    known.n++;
    known.days = Math.max(known.days, endDay - startDay);
    counts.set(nameOf(length), known);
  }
  const [chosen] = [...counts.values()].sort((a, b) => b.n - a.n || b.days - a.days || (nameOf(a.length) < nameOf(b.length) ? -1 : 1));
  if (chosen === undefined) return null;
  const { length } = chosen;
  const periods = [...distinct.values()].filter((period) => nameOf(period.length) === nameOf(length))
    .sort((a, b) => a.startDay - b.startDay || a.endDay - b.endDay).slice(-mostPeriods);
  const places = new Map(periods.map(({ startDay, endDay }, i) => [keyOf(startDay, endDay), i] as const));
  const back = (day: number, steps: number): number => (length.unit === 'month' ? addMonths(day, -steps * length.count) : day - steps * length.count);
  const indexOf = (startDay: number, endDay: number): number => places.get(keyOf(startDay, endDay)) ?? -1;
  return {
    startDay: Int32Array.from(periods, (period) => period.startDay),
    endDay: Int32Array.from(periods, (period) => period.endDay),
    length, perYear: perYearOf(length), indexOf, back,
    earlier: (index, steps) => {
      const { startDay, endDay } = periods[index] as (typeof periods)[number];
      return indexOf(back(startDay, steps), back(endDay, steps));
    },
  };
};
