import { quantileSorted } from './quantile-sorted.js';

/**
 * Type-7 quantile (R's default, DuckDB `quantile_cont`, ClickHouse `quantileExactInclusive`).
 *
 * NaN is a missing value and left out. No value: null. The input is copied, never sorted in place.
 *
 * @param values numbers in any order
 * @param p probability, 0 to 1
 * @throws {RangeError} when p is not within [0, 1]
 * @see Hyndman & Fan, The American Statistician 50 (1996) 361–365, definition 7
 * @example quantile([10, 20, 20, 40], 0.9) // => 34
 */
export function quantile(values: ArrayLike<number>, p: number): number | null {
  // Be careful not to mutate an array owned by the user!
  const sorted = Float64Array.from(values).sort();
  // A typed array sorts NaN to the end.
  let n = sorted.length;
  while (n > 0 && Number.isNaN(sorted[n - 1])) n -= 1;
  return quantileSorted(sorted.subarray(0, n), p);
}
