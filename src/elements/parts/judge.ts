import type { Interval } from '../../model/interval.js';
import type { Better, Reliability, Status } from '../../model/result.js';

/**
 * Status of a figure that is no KPI of its own against a target, by the rule of the specification: good if the interval
 * lies wholly on the good side or the figure meets the target and is reliable, bad if it lies wholly on the bad side.
 */
export const judge = (value: number | null, ci: Interval | null, target: number | null, better: Better, reliability: Reliability): Status => {
  if (value === null || target === null || reliability === 'unreliable' || reliability === 'none') return 'unknown';
  const isGood = (end: number): boolean => (better === 'higher' ? end >= target : end <= target);
  const ends = ci === null ? [] : [ci.lo, ci.hi].filter((end) => end !== null);
  if (ends.length === 2 && ends.every(isGood)) return 'good';
  if (isGood(value) && reliability === 'ok') return 'good';
  return ends.length === 2 && !ends.some(isGood) ? 'bad' : 'warn';
};
