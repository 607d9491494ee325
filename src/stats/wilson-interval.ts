import { confidenceZ } from './confidence-z.js';

/** Bounds of an interval; null where the data says nothing. */
export interface Interval {
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * Wilson score interval of a share k of n.
 *
 * n = 0 gives null bounds. k = 0 starts at exactly 0, k = n ends at exactly 1.
 *
 * @param k cases counted, 0 to n
 * @param n cases looked at
 * @param level confidence level, 0.95 unless told
 * @throws {RangeError} when k is not within [0, n] or the level not within (0, 1)
 * @see E. B. Wilson, JASA 22 (1927) 209–212; R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, method 3
 * @example wilsonInterval(3, 9) // => { lo: 0.1205…, hi: 0.6457… }
 */
export function wilsonInterval(k: number, n: number, level = 0.95): Interval {
  if (!(k >= 0 && k <= n)) throw new RangeError(`wilsonInterval: k must lie in [0, n], got ${k} of ${n}`);
  const z = confidenceZ(level);
  if (n === 0) return { lo: null, hi: null };
  const p = k / n;
  const share = (z * z) / n;
  const centre = (p + share / 2) / (1 + share);
  const half = (z * Math.sqrt((p * (1 - p)) / n + share / (4 * n))) / (1 + share);
  return {
    lo: k === 0 ? 0 : Math.max(0, centre - half),
    hi: k === n ? 1 : Math.min(1, centre + half),
  };
}
