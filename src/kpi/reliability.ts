import type { Interval } from '../model/interval.js';
import type { Reliability } from '../model/result.js';
import { widthOf } from './interval.js';

const grade = (n: number, fewest: number, few: number, spread: number | null, widest: number, wide: number): Reliability => {
  if (n === 0) return 'none';
  if (n < fewest || (spread !== null && spread > widest)) return 'unreliable';
  return n < few || (spread !== null && spread > wide) ? 'caution' : 'ok';
};

/** A rate: by cases in the denominator and the width of its interval. */
export const rateReliability = (n: number, ci: Interval | null): Reliability => grade(n, 10, 30, widthOf(ci), 0.4, 0.2);

/** A mean, duration or number of touches: by events and the half-width relative to the value. */
export const meanReliability = (events: number, value: number | null, ci: Interval | null): Reliability => {
  const width = widthOf(ci);
  const relative = width === null || value === null ? null : value === 0 ? (width === 0 ? 0 : Infinity) : width / 2 / Math.abs(value);
  return grade(events, 10, 30, relative, 0.5, 0.25);
};

/** Whether a quantile p has cases enough to be told (p50 10, p90 50). */
export const isQuantileReliable = (n: number, p: number): boolean => n >= 5 / Math.min(p, 1 - p) - 1e-9;

/** A ratio of money to a count. */
export const countReliability = (count: number): Reliability => grade(count, 10, 30, null, 0, 0);

/** A forecast: by closed periods. */
export const periodReliability = (periods: number): Reliability => grade(periods, 4, 8, null, 0, 0);

/** A customer value. */
export const customerReliability = (customers: number): Reliability => grade(customers, 30, 100, null, 0, 0);

/** A stock: by the share of rows without amount. An empty stock is a real zero. */
export const stockReliability = (n: number, nNull: number): Reliability => {
  if (n === 0) return 'ok';
  if (nNull === n) return 'none';
  return nNull / n > 0.2 ? 'unreliable' : nNull / n > 0.05 ? 'caution' : 'ok';
};
