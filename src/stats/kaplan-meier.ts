import { lifeTable } from './life-table.js';
import { rankHistogram } from './rank-histogram.js';
import { survivalCurve, type SurvivalCurve } from './survival-curve.js';

/**
 * Kaplan–Meier curve of single cases.
 *
 * Cases censored at a time are still at risk at it. Pairs without a finite time are left out.
 * No case: empty columns and a null median.
 *
 * @param times time to the event or to the end of observation, any unit and order
 * @param events 1 = event, 0 = censored
 * @throws {RangeError} when the lengths differ or an event is neither 0 nor 1
 * @example kaplanMeier([1, 2, 2, 3], [1, 1, 0, 1]).survival // => [0.75, 0.5, 0]
 */
export function kaplanMeier(times: ArrayLike<number>, events: ArrayLike<number>): SurvivalCurve {
  const { axis, counts } = rankHistogram(times, events, 2);
  const [censored, happened, ...others] = counts;
  if (others.length > 0) throw new RangeError('kaplanMeier: an event must be 0 or 1');
  return survivalCurve(lifeTable([happened!], censored!, axis));
}
