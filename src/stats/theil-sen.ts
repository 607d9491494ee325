import { quantile } from './quantile.js';

export interface Line {
  readonly slope: number | null;
  readonly intercept: number | null;
}

/**
 * Line through points by the median of all pairwise slopes; up to 29 % wild points do not move it much.
 *
 * The intercept is the median of y − slope·x. Fewer than two different x: null figures.
 *
 * @param x positions
 * @param y values, same length
 * @throws {RangeError} when the lengths differ
 * @see P. K. Sen, JASA 63 (1968) 1379–1389
 * @example theilSen([0, 1, 2, 3], [1, 3, 5, 100]) // => { slope: 17.5, intercept: -6.75 }
 */
export function theilSen(x: ArrayLike<number>, y: ArrayLike<number>): Line {
  if (x.length !== y.length) throw new RangeError(`${x.length} positions, but ${y.length} values`);
  const slopes: number[] = [];
  for (let i = 0; i < x.length; i += 1) {
    for (let j = i + 1; j < x.length; j += 1) {
      if (x[i] !== x[j]) slopes.push((y[j]! - y[i]!) / (x[j]! - x[i]!));
    }
  }
  const slope = quantile(slopes, 0.5);
  if (slope === null) return { slope: null, intercept: null };
  return { slope, intercept: quantile(Array.from(y, (value, i) => value - slope * x[i]!), 0.5) };
}
