/**
 * Sum of numbers without rounding errors on the way: the exact sum, rounded once. So it does not depend on the order.
 *
 * Values that are not finite are missing and left out. No value: 0.
 *
 * @param values numbers in any order
 * @see J. R. Shewchuk, Discrete & Computational Geometry 18 (1997) 305–363; the last rounding as in Python's math.fsum
 * @example exactSum([1e100, 1, -1e100]) // => 1
 */
export function exactSum(values: ArrayLike<number>): number {
  // Non-overlapping parts of the exact sum, smallest first.
  const parts: number[] = [];
  for (let i = 0; i < values.length; i += 1) {
    let x = values[i]!;
    if (!Number.isFinite(x)) continue;
    let kept = 0;
    for (let j = 0; j < parts.length; j += 1) {
      let y = parts[j]!;
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low !== 0) parts[kept++] = low;
      x = high;
    }
    parts.length = kept;
    parts.push(x);
  }
  return roundOnce(parts);
}

function roundOnce(parts: readonly number[]): number {
  let i = parts.length - 1;
  let high = parts[i] ?? 0;
  let low = 0;
  while (i > 0 && low === 0) {
    i -= 1;
    const x = high;
    const y = parts[i]!;
    high = x + y;
    low = y - (high - x);
  }
  // Half-way cases look at the sign of what lies below.
  const below = parts[i - 1] ?? 0;
  if ((low < 0 && below < 0) || (low > 0 && below > 0)) {
    const doubled = low * 2;
    const candidate = high + doubled;
    if (doubled === candidate - high) high = candidate;
  }
  return high + 0;
}
