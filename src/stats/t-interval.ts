import { studentTQuantile } from './student-t-quantile.js';
import { tailShare } from './tail-share.js';

export interface MeanInterval {
  readonly mean: number | null;
  /** Sample standard deviation (divisor n − 1). */
  readonly sd: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * Mean with its t interval, from the three additive sums count, Σx and Σx².
 *
 * Sums that are integers (or bigints, when they passed 2^53) are subtracted exactly, so the spread of large, close
 * values survives. No case: all null. One case: the mean alone.
 *
 * @param n count
 * @param sum Σx
 * @param sumOfSquares Σx²
 * @param level confidence level, 0.95 unless told
 * @throws {RangeError} when the level is not strictly between 0 and 1
 * @example tInterval(3, 6, 14) // => { mean: 2, sd: 1, lo: -0.48413…, hi: 4.48413… }
 */
export function tInterval(n: number, sum: number | bigint, sumOfSquares: number | bigint, level = 0.95): MeanInterval {
  const tail = tailShare(level);
  if (!(n > 0)) return { mean: null, sd: null, lo: null, hi: null };
  const mean = Number(sum) / n;
  if (!(n > 1)) return { mean, sd: null, lo: null, hi: null };
  const sd = Math.sqrt(Math.max(0, spread(n, sum, sumOfSquares)) / (n - 1));
  const half = (studentTQuantile(1 - tail, n - 1) * sd) / Math.sqrt(n);
  return { mean, sd, lo: mean - half, hi: mean + half };
}

/** Σ(x − mean)². */
function spread(n: number, sum: number | bigint, squares: number | bigint): number {
  if (isWhole(n) && isWhole(sum) && isWhole(squares)) {
    const s = BigInt(sum);
    return Number(BigInt(n) * BigInt(squares) - s * s) / n;
  }
  const s = Number(sum);
  return Number(squares) - (s * s) / n;
}

function isWhole(x: number | bigint): boolean {
  return typeof x === 'bigint' || Number.isInteger(x);
}
