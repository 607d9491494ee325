import { incompleteBeta } from './incomplete-beta.js';

/**
 * Probability that Student's t lies at least as far from 0 as a value, on either side: the p-value of a t test.
 *
 * @param t the statistic
 * @param df degrees of freedom > 0
 * @see Abramowitz & Stegun, Handbook of Mathematical Functions (1964) 26.7.1, 26.5.27
 * @example studentTTail(2.7764451051977934, 4) // => 0.05
 */
export function studentTTail(t: number, df: number): number {
  if (!Number.isFinite(t)) return 0;
  const square = t * t;
  return incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square)).value;
}
