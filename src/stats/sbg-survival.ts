import type { SbgModel } from './fit-shifted-beta-geometric-binned.js';

/**
 * Share of customers still there after t renewals: S(t) = Π (β + k − 1)/(α + β + k − 1).
 *
 * @param model alpha and beta > 0
 * @param t completed periods >= 0; a fraction counts as the periods completed
 * @see Fader & Hardie (2007) eq. 7
 * @example sbgSurvival({ alpha: 1, beta: 1 }, 3) // => 0.25
 */
export function sbgSurvival({ alpha, beta }: SbgModel, t: number): number {
  let survival = 1;
  for (let k = 1; k <= t; k += 1) survival *= (beta + k - 1) / (alpha + beta + k - 1);
  return survival;
}
