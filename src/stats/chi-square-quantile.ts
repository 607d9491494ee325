import { gammaQuantile } from './gamma-quantile.js';

/**
 * Quantile of the chi-square distribution.
 *
 * @param p probability, 0 to 1
 * @param df degrees of freedom >= 0; 0 degrees give 0
 * @throws {RangeError} when p is not within [0, 1] or df is negative
 * @example chiSquareQuantile(0.95, 1) // => 3.84145882069412…
 */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * gammaQuantile(p, df / 2);
}
