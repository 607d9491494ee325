/**
 * Type-7 quantile of values already in ascending order: h = (n − 1)p, x[⌊h⌋] + (h − ⌊h⌋)(x[⌊h⌋+1] − x[⌊h⌋]).
 *
 * No value: null.
 *
 * @param sorted ascending values without NaN
 * @param p probability, 0 to 1
 * @throws {RangeError} when p is not within [0, 1]
 * @see Hyndman & Fan, The American Statistician 50 (1996) 361–365, definition 7
 * @example quantileSorted([1, 2, 4], 0.75) // => 3
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1], got ${p}`);
  const n = sorted.length;
  if (n === 0) return null;
  const h = (n - 1) * p;
  const index = Math.floor(h);
  const below = sorted[index]!;
  const share = h - index;
  return share === 0 ? below : below + share * (sorted[index + 1]! - below);
}
