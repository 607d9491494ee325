import type { SbgModel } from './fit-shifted-beta-geometric-binned.js';
import { hypergeometricOne } from './hypergeometric-one.js';

/**
 * Discounted expected residual lifetime (DERL) of a customer in the n-th contract period, just before the renewal:
 * (β + n − 1)/(α + β + n − 1) · ₂F₁(1, β + n; α + β + n; 1/(1 + d)).
 *
 * The next payment counts undiscounted, if it comes. Without discount and α <= 1 it is infinite: null.
 *
 * @param model alpha and beta > 0
 * @param n the running period, 1 = not yet renewed
 * @param discount rate per contract period, >= 0
 * @throws {RangeError} when the rate is negative or n < 1
 * @see Fader & Hardie, Marketing Science 29 (2010) 85–93, eq. 6
 * @example sbgResidualValue({ alpha: 0.668, beta: 3.806 }, 8, 0.1) // => 7.5299…
 */
export function sbgResidualValue({ alpha, beta }: SbgModel, n: number, discount: number): number | null {
  if (!(n >= 1)) throw new RangeError(`n must be >= 1, got ${n}`);
  if (!(discount >= 0)) throw new RangeError(`discount must be >= 0, got ${discount}`);
  const rest = hypergeometricOne(beta + n, alpha + beta + n, 1 / (1 + discount));
  return rest === null ? null : ((beta + n - 1) / (alpha + beta + n - 1)) * rest;
}
