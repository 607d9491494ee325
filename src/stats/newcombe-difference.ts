import { wilsonInterval } from './wilson-interval.js';

export interface Difference {
  /** First rate minus second rate. */
  readonly difference: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
}

/**
 * Difference of two independent rates with Newcombe's hybrid score interval.
 *
 * A group without cases gives null figures.
 *
 * @param k1 cases counted in the first group, 0 to n1
 * @param n1 cases looked at in the first group
 * @param k2 cases counted in the second group, 0 to n2
 * @param n2 cases looked at in the second group
 * @param level confidence level, 0.95 unless told
 * @throws {RangeError} when a k is not within [0, n] or the level not within (0, 1)
 * @see R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10
 * @example newcombeDifference(56, 70, 48, 80) // => { difference: 0.2, lo: 0.0524…, hi: 0.3338… }
 */
export function newcombeDifference(k1: number, n1: number, k2: number, n2: number, level = 0.95): Difference {
  const first = wilsonInterval(k1, n1, level);
  const second = wilsonInterval(k2, n2, level);
  if (first.lo === null || first.hi === null || second.lo === null || second.hi === null) {
    return { difference: null, lo: null, hi: null };
  }
  const p1 = k1 / n1;
  const p2 = k2 / n2;
  const difference = p1 - p2;
  return {
    difference,
    lo: difference - Math.sqrt((p1 - first.lo) ** 2 + (second.hi - p2) ** 2),
    hi: difference + Math.sqrt((first.hi - p1) ** 2 + (p2 - second.lo) ** 2),
  };
}
