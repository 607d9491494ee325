/** Numbers of orders of n things by their inversions: 0, 1, 2 … */
const inversions = (n: number): readonly number[] => {
  let counts: readonly number[] = [1];
  for (let size = 2; size <= n; size += 1) {
    counts = Array.from({ length: counts.length + size - 1 }, (_, k) => counts.slice(Math.max(0, k - size + 1), k + 1).reduce((sum, count) => sum + count, 0));
  }
  return counts;
};

/**
 * Exact interval of the Theil–Sen slope: the slopes of all pairs between the ranks that Kendall's statistic leaves, under no
 * assumption on how errors are distributed but that they are independent. Under five different positions there is none at 95 %.
 *
 * @param x positions, all different
 * @param y values, same length
 * @param level coverage, at least
 * @returns null where so few points cannot reach the level
 * @throws {RangeError} when the lengths differ
 * @see P. K. Sen, JASA 63 (1968) 1379–1389; M. Hollander & D. A. Wolfe, Nonparametric Statistical Methods, 9.3
 * @example senInterval([0, 1, 2, 3, 4], [0, 1, 2, 3, 9]) // => { lo: 1, hi: 6 }
 */
export function senInterval(x: ArrayLike<number>, y: ArrayLike<number>, level = 0.95): { readonly lo: number; readonly hi: number } | null {
  if (x.length !== y.length) throw new RangeError(`${x.length} positions, but ${y.length} values`);
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i += 1) for (let j = i + 1; j < x.length; j += 1) slopes.push((y[j]! - y[i]!) / (x[j]! - x[i]!));
  const counts = inversions(x.length);
  const tail = ((1 - level) / 2) * counts.reduce((sum, count) => sum + count, 0);
  // Slopes that may be cut off at each end: so many inversions that no more than the tail's share of all orders has fewer.
  let cut = 0;
  for (let sum = counts[0]!; sum <= tail; sum += counts[cut]!) cut += 1;
  if (cut === 0) return null;
  slopes.sort((a, b) => a - b);
  return { lo: slopes[cut - 1]!, hi: slopes[slopes.length - cut]! };
}
