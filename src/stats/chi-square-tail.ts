import { incompleteGamma } from './incomplete-gamma.js';

/**
 * Probability that a chi-square variable exceeds a value: the p-value of a chi-square test.
 *
 * @param value the statistic, >= 0
 * @param df degrees of freedom > 0
 * @example chiSquareTail(3.841458820694124, 1) // => 0.05
 */
export function chiSquareTail(value: number, df: number): number {
  return incompleteGamma(df / 2, value / 2).upper;
}
