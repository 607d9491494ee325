import { incidenceCurves, type IncidenceCurves } from './incidence-curves.js';
import { lifeTable } from './life-table.js';
import { rankHistogram } from './rank-histogram.js';

/**
 * Cumulative incidence of competing causes (Aalen–Johansen) of single cases.
 *
 * The first index of the figures is the cause: `incidence[1]` belongs to cause 1, `incidence[0]` is the share still free
 * of all. Causes 1 and 2 always have a column. Pairs without a finite time are left out. No case: empty columns.
 *
 * @param times time to the event or to the end of observation, any unit and order
 * @param causes 1, 2, … = what happened, 0 = censored
 * @throws {RangeError} when the lengths differ or a cause is not a whole number >= 0
 * @example aalenJohansen([1, 2, 3, 4], [1, 2, 0, 1]).incidence[1] // => [0.25, 0.25, 0.75]
 */
export function aalenJohansen(times: ArrayLike<number>, causes: ArrayLike<number>): IncidenceCurves {
  const { axis, counts } = rankHistogram(times, causes, 3);
  const [censored, ...events] = counts;
  return incidenceCurves(lifeTable(events, censored!, axis));
}
