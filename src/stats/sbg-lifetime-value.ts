import type { SbgModel } from './fit-shifted-beta-geometric-binned.js';
import { hypergeometricOne } from './hypergeometric-one.js';

/**
 * Expected discounted periods of a new customer, the first payment included: Σ S(t)/(1 + d)^t = ₂F₁(1, β; α + β; 1/(1 + d)).
 *
 * Times the margin per period it is the customer lifetime value. Without discount and α <= 1 the sum is infinite: null.
 *
 * @param model alpha and beta > 0
 * @param discount rate per contract period, >= 0
 * @throws {RangeError} when the rate is negative
 * @see Fader & Hardie, Marketing Science 29 (2010) 85–93
 * @example sbgLifetimeValue({ alpha: 0.668, beta: 3.806 }, 0.1) // => 5.9225…
 */
export function sbgLifetimeValue({ alpha, beta }: SbgModel, discount: number): number | null {
  if (!(discount >= 0)) throw new RangeError(`discount must be >= 0, got ${discount}`);
  return hypergeometricOne(beta, alpha + beta, 1 / (1 + discount));
}
