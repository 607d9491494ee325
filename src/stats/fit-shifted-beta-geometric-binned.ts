import { nelderMead } from './nelder-mead.js';

/** A shifted-beta-geometric model: each customer's chance to leave at a renewal is drawn once from Beta(alpha, beta). */
export interface SbgModel {
  readonly alpha: number;
  readonly beta: number;
}

export interface SbgFit {
  readonly alpha: number | null;
  readonly beta: number | null;
  readonly logLikelihood: number | null;
  /** False: a parameter ran into its bound or the search did not settle; use the survival curve instead. */
  readonly stable: boolean;
}

const LOG_BOUND = Math.log(1e4);

/**
 * Maximum-likelihood fit of the shifted-beta-geometric model to ages in contract periods.
 *
 * Only the counts per age matter, so cohorts and shards are added before the fit. Minimised over (ln α, ln β) within
 * 1e-4 … 1e4. No customer beyond age 0: null figures.
 *
 * @param lost customers who left, index = age at leaving in periods (1 = did not renew once; 0 is read as 1)
 * @param alive customers still there, index = completed periods
 * @see Fader & Hardie, Journal of Interactive Marketing 21 (2007) 76–90
 * @example fitShiftedBetaGeometricBinned([0, 369, 163, 86, 56, 37, 27, 21], [0, 0, 0, 0, 0, 0, 0, 241]).beta // => 1.182…
 */
export function fitShiftedBetaGeometricBinned(lost: ArrayLike<number>, alive: ArrayLike<number>): SbgFit {
  let cases = 0;
  for (let age = 0; age < lost.length; age += 1) cases += lost[age]!;
  for (let age = 1; age < alive.length; age += 1) cases += alive[age]!;
  if (!(cases > 0)) return { alpha: null, beta: null, logLikelihood: null, stable: false };
  // Per customer: the sum over a million of them has rounding errors above the search's tolerance.
  const objective = ([a, b]: readonly number[]) => -logLikelihood(Math.exp(a!), Math.exp(b!), lost, alive) / cases;
  const { point, value, converged } = nelderMead(objective, [0, 0], { bound: LOG_BOUND });
  return {
    alpha: Math.exp(point[0]!),
    beta: Math.exp(point[1]!),
    logLikelihood: -value * cases,
    stable: converged && point.every((x) => Math.abs(x) < LOG_BOUND - 1e-6),
  };
}

function logLikelihood(alpha: number, beta: number, lost: ArrayLike<number>, alive: ArrayLike<number>): number {
  const ages = Math.max(lost.length, alive.length);
  let logLoss = Math.log(alpha / (alpha + beta));
  let logSurvival = Math.log(beta / (alpha + beta));
  let sum = ((lost[0] ?? 0) + (lost[1] ?? 0)) * logLoss + (alive[1] ?? 0) * logSurvival;
  for (let age = 2; age < ages; age += 1) {
    const both = alpha + beta + age - 1;
    logLoss += Math.log((beta + age - 2) / both);
    logSurvival += Math.log((beta + age - 1) / both);
    sum += (lost[age] ?? 0) * logLoss + (alive[age] ?? 0) * logSurvival;
  }
  return sum;
}
