import { quantileSorted } from './quantile-sorted.js';
import { tailShare } from './tail-share.js';
import type { Interval } from './wilson-interval.js';

/** Share of replicates that may be without a figure before the interval says nothing. */
const MOST_NULL = 0.05;

export interface ReplicateInterval extends Interval {
  /** Replicates without a figure; they are left out. */
  readonly nulls: number;
}

/**
 * Percentile interval of bootstrap replicates, by type-7 quantiles.
 *
 * null (or a number that is not finite) is a replicate without a figure. More than 5 % of them, or no replicate at all:
 * null bounds.
 *
 * @param replicates one figure per replicate
 * @param level confidence level, 0.95 unless told
 * @throws {RangeError} when the level is not strictly between 0 and 1
 * @see Efron & Tibshirani, An Introduction to the Bootstrap (1993) ch. 13
 * @example percentileInterval([1, 2, 3, 4, 5], 0.5) // => { lo: 2, hi: 4, nulls: 0 }
 */
export function percentileInterval(replicates: ArrayLike<number | null>, level = 0.95): ReplicateInterval {
  const tail = tailShare(level);
  const figures = new Float64Array(replicates.length);
  let n = 0;
  for (let i = 0; i < replicates.length; i += 1) {
    const figure = replicates[i] ?? null;
    if (figure !== null && Number.isFinite(figure)) figures[n++] = figure;
  }
  const nulls = replicates.length - n;
  if (n === 0 || nulls > MOST_NULL * replicates.length) return { lo: null, hi: null, nulls };
  const sorted = figures.subarray(0, n).sort();
  return { lo: quantileSorted(sorted, tail), hi: quantileSorted(sorted, 1 - tail), nulls };
}
