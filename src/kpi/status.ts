import type { Interval } from '../model/interval.js';
import type { Better, Reliability, Status } from '../model/result.js';

export interface Judged {
  readonly value: number | null;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
  readonly isPartial: boolean;
  /** A census has no interval: its point is the whole truth. */
  readonly isCensus: boolean;
}

/**
 * Good: the interval lies wholly on the good side, or the point meets the target and is reliable. Bad: the interval lies
 * wholly on the bad side. Else warn. Unknown without value or target, in an open period, or when unreliable.
 */
export const statusOf = (judged: Judged, target: number | null, better: Better): Status => {
  const { value, reliability } = judged;
  if (value === null || target === null || judged.isPartial || reliability === 'unreliable' || reliability === 'none') return 'unknown';
  const ci = judged.isCensus ? { lo: value, hi: value } : judged.ci;
  const sign = better === 'higher' ? 1 : -1;
  const distance = (x: number | null | undefined): number | null => (x === null || x === undefined ? null : sign * (x - target));
  const worst = distance(better === 'higher' ? ci?.lo : ci?.hi);
  const best = distance(better === 'higher' ? ci?.hi : ci?.lo);
  if (worst !== null && worst >= 0) return 'good';
  if (sign * (value - target) >= 0 && reliability === 'ok') return 'good';
  return best !== null && best < 0 ? 'bad' : 'warn';
};
