import { fitShiftedBetaGeometricBinned, type SbgFit } from './fit-shifted-beta-geometric-binned.js';

export interface RetentionCohort {
  /** Customers lost in the first, second, … contract period. */
  readonly lost: ArrayLike<number>;
  /** Customers still there after the last of these periods. */
  readonly aliveAtEnd: number;
}

/**
 * Maximum-likelihood fit of the shifted-beta-geometric model to one acquisition cohort or several.
 *
 * No customer, or no period: null figures.
 *
 * @param cohorts one cohort, or cohorts watched for different numbers of periods
 * @see Fader & Hardie, Journal of Interactive Marketing 21 (2007) 76–90
 * @example fitShiftedBetaGeometric({ lost: [131, 126, 90, 60, 42, 34, 26], aliveAtEnd: 491 }) // => { alpha: 0.668…, beta: 3.806…, … }
 */
export function fitShiftedBetaGeometric(cohorts: RetentionCohort | readonly RetentionCohort[]): SbgFit {
  const list = isList(cohorts) ? cohorts : [cohorts];
  const ages = 1 + Math.max(0, ...list.map((cohort) => cohort.lost.length));
  const lost = new Float64Array(ages);
  const alive = new Float64Array(ages);
  for (const cohort of list) {
    const periods = cohort.lost.length;
    for (let i = 0; i < periods; i += 1) lost[i + 1] = lost[i + 1]! + cohort.lost[i]!;
    alive[periods] = alive[periods]! + cohort.aliveAtEnd;
  }
  return fitShiftedBetaGeometricBinned(lost, alive);
}

// Array.isArray does not narrow a readonly array.
function isList(cohorts: RetentionCohort | readonly RetentionCohort[]): cohorts is readonly RetentionCohort[] {
  return Array.isArray(cohorts);
}
