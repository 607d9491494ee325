import { confidenceZ } from './confidence-z.js';
import type { Interval } from './wilson-interval.js';

export interface OddsRatio extends Interval {
  readonly value: number | null;
}

/**
 * Odds of one group over the odds of another, with Woolf's interval on the log scale.
 *
 * Where a group has no case, or nothing but cases, half a case is added to all four counts (Haldane, Anscombe), so that the
 * ratio stays finite. A group that nobody is in gives null figures.
 *
 * @param k1 cases counted in the first group, 0 to n1
 * @param n1 cases looked at in the first group
 * @param k2 cases counted in the second group, 0 to n2
 * @param n2 cases looked at in the second group
 * @param level confidence level, 0.95 unless told
 * @throws {RangeError} when the level is not within (0, 1)
 * @see B. Woolf, Annals of Human Genetics 19 (1955) 251–253; F. J. Anscombe, Biometrika 43 (1956) 461–464
 * @example oddsRatio(12, 20, 5, 40) // => { value: 10.5, lo: 2.8744…, hi: 38.35… }
 */
export function oddsRatio(k1: number, n1: number, k2: number, n2: number, level = 0.95): OddsRatio {
  const z = confidenceZ(level);
  if (n1 === 0 || n2 === 0) return { value: null, lo: null, hi: null };
  const add = [k1, n1 - k1, k2, n2 - k2].includes(0) ? 0.5 : 0;
  const [a, b, c, d] = [k1 + add, n1 - k1 + add, k2 + add, n2 - k2 + add];
  const value = (a * d) / (b * c);
  const reach = Math.exp(z * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d));
  return { value, lo: value / reach, hi: value * reach };
}
