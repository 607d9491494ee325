import { lifeTable } from './life-table.js';
import { survivalCurve, type SurvivalCurve } from './survival-curve.js';

/**
 * Kaplan–Meier curve of an integer histogram; equals {@link kaplanMeier} on the rows written out.
 *
 * @param events events per time bin; index = time
 * @param censored censored cases per time bin; may have another length
 * @example kaplanMeierBinned([0, 1, 1, 1], [0, 0, 1]).survival // => [0.75, 0.5, 0]
 */
export function kaplanMeierBinned(events: ArrayLike<number>, censored: ArrayLike<number>): SurvivalCurve {
  return survivalCurve(lifeTable([events], censored));
}
