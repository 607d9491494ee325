import { incompleteGamma } from './incomplete-gamma.js';
import { normalQuantile } from './normal-quantile.js';
import { stirlingError } from './stirling-error.js';

/**
 * Quantile of the gamma distribution with unit scale: the x with P(shape, x) = p.
 *
 * Wilson–Hilferty start, then Newton steps kept inside a shrinking bracket.
 *
 * @param p probability, 0 to 1
 * @param shape a number > 0; shape 0 is the point mass at 0
 * @throws {RangeError} when p is not within [0, 1] or the shape is negative
 * @example gammaQuantile(0.975, 1) // => 3.68887945411393…
 */
export function gammaQuantile(p: number, shape: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`gammaQuantile: p must lie in [0, 1], got ${p}`);
  if (!(shape >= 0)) throw new RangeError(`gammaQuantile: shape must be >= 0, got ${shape}`);
  if (p === 0 || shape === 0) return 0;
  if (p === 1) return Infinity;
  let low = 0;
  let high = Infinity;
  let x = start(p, shape);
  for (let i = 0; i < 200; i += 1) {
    const { lower, upper, density } = incompleteGamma(shape, x);
    // The smaller tail carries the digits.
    const excess = p <= 0.5 ? lower - p : 1 - p - upper;
    if (excess === 0) return x;
    if (excess > 0) high = x;
    else low = x;
    let next = x - excess / density;
    if (!(next > low && next < high)) next = high === Infinity ? 2 * x : (low + high) / 2;
    if (Math.abs(next - x) <= 2e-16 * next) return next;
    x = next;
  }
  return x;
}

function start(p: number, shape: number): number {
  const ninth = 1 / (9 * shape);
  const cube = shape * (1 - ninth + normalQuantile(p) * Math.sqrt(ninth)) ** 3;
  if (shape >= 0.5 && cube > 0) return cube;
  // Near zero the lower tail is x^a / Γ(a + 1).
  const a = shape + 1;
  const logGamma = (a - 0.5) * Math.log(a) - a + 0.5 * Math.log(2 * Math.PI) + stirlingError(a);
  return Math.max(Math.exp((Math.log(p) + logGamma) / shape), Number.MIN_VALUE);
}
