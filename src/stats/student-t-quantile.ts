import { incompleteBeta } from './incomplete-beta.js';
import { normalQuantile } from './normal-quantile.js';

/**
 * Quantile of Student's t distribution.
 *
 * The tail is convex beyond 0 and the normal quantile lies left of the root, so Newton's steps climb to it without a bracket.
 *
 * @param p probability, 0 to 1
 * @param df degrees of freedom > 0; Infinity is the normal distribution
 * @throws {RangeError} when p is not within [0, 1] or df is not > 0
 * @example studentTQuantile(0.975, 10) // => 2.22813885198627…
 */
export function studentTQuantile(p: number, df: number): number {
  if (!(df > 0)) throw new RangeError(`studentTQuantile: df must be > 0, got ${df}`);
  if (p < 0.5) return -studentTQuantile(1 - p, df);
  let t = normalQuantile(p);
  if (p === 0.5 || p === 1 || df === Infinity) return t;
  for (let i = 0; i < 200; i += 1) {
    const square = t * t;
    const beta = incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square));
    // Tail = I/2, density = kernel / t.
    const next = t + ((beta.value / 2 - (1 - p)) * t) / beta.kernel;
    if (Math.abs(next - t) <= 2e-16 * next) return next;
    t = next;
  }
  return t;
}
