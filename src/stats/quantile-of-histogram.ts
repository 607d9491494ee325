/**
 * Type-7 quantile of an integer histogram: what {@link quantile} gives for the histogram written out value by value.
 *
 * No case: null.
 *
 * @param counts cases per value; index = value (day, minute, touch)
 * @param p probability, 0 to 1
 * @throws {RangeError} when p is not within [0, 1]
 * @example quantileOfHistogram([0, 1, 1, 0, 1], 0.75) // => 3
 */
export function quantileOfHistogram(counts: ArrayLike<number>, p: number): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must lie in [0, 1], got ${p}`);
  let n = 0;
  for (let i = 0; i < counts.length; i += 1) n += counts[i]!;
  if (!(n > 0)) return null;
  const h = (n - 1) * p;
  const index = Math.floor(h);
  const share = h - index;
  let seen = 0;
  let value = 0;
  while ((seen += counts[value]!) <= index) value += 1;
  if (share === 0 || index + 1 < seen) return value;
  let next = value + 1;
  while (counts[next] === 0) next += 1;
  return value + share * (next - value);
}
