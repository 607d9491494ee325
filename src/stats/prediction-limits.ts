import { exactSum } from './exact-sum.js';
import { studentTQuantile } from './student-t-quantile.js';
import { tailShare } from './tail-share.js';

export interface PredictionLimits {
  readonly mean: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * Where the next value of a process that does not change lies with a stated probability: mean ± t · s · √(1 + 1/n), s with
 * divisor n − 1 (Hahn & Meeker, Statistical Intervals, 1991, section 4.7). Unlike the 2.66 mean moving ranges of an XmR chart,
 * whose rate of false alarms depends on n, the rate is the one stated, also for eight values. Exact for normal values.
 *
 * @param values in any order, finite
 * @param level share of next values within the limits, 0.99 unless told
 * @returns no value: all null; one value: the mean alone
 * @throws {RangeError} when the level is not strictly between 0 and 1
 * @example predictionLimits([10, 12, 14], 0.95) // => { mean: 12, lo: 2.0634…, hi: 21.9365… }
 */
export function predictionLimits(values: readonly number[], level = 0.99): PredictionLimits {
  const tail = tailShare(level);
  const n = values.length;
  if (n === 0) return { mean: null, lo: null, hi: null };
  const mean = exactSum(values) / n;
  if (n === 1) return { mean, lo: null, hi: null };
  const sd = Math.sqrt(exactSum(values.map((value) => (value - mean) ** 2)) / (n - 1));
  const half = studentTQuantile(1 - tail, n - 1) * sd * Math.sqrt(1 + 1 / n);
  return { mean, lo: mean - half, hi: mean + half };
}
