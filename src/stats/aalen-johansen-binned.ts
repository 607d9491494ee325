import { incidenceCurves, type IncidenceCurves } from './incidence-curves.js';
import { lifeTable } from './life-table.js';

/**
 * Cumulative incidence of two competing causes from integer histograms; equals {@link aalenJohansen} on the rows written
 * out, with the wanted cause as code 1 and the competing one as code 2.
 *
 * @param win cases with the wanted event per time bin; index = time
 * @param loss cases with the competing event per time bin
 * @param censored censored cases per time bin
 * @example aalenJohansenBinned([0, 1, 0, 0, 1], [0, 0, 1], [0, 0, 0, 1]).incidence[1] // => [0.25, 0.25, 0.75]
 */
export function aalenJohansenBinned(
  win: ArrayLike<number>,
  loss: ArrayLike<number>,
  censored: ArrayLike<number>,
): IncidenceCurves {
  return incidenceCurves(lifeTable([win, loss], censored));
}
