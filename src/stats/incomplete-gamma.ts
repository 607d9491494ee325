import { deviance } from './deviance.js';
import { stirlingError } from './stirling-error.js';

/** Both halves of the regularised incomplete gamma function: each is computed where it is small, so neither is 1 − tiny. */
export interface IncompleteGamma {
  readonly lower: number;
  readonly upper: number;
  /** Derivative of `lower` in x: the gamma density. */
  readonly density: number;
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P.
 *
 * Series below a + 1, continued fraction (Lentz) above; about sqrt(a) steps.
 *
 * @param a shape > 0
 * @param x a number >= 0
 * @see Abramowitz & Stegun 6.5.29 and 6.5.31
 * @example incompleteGamma(1, 2).upper // => 0.13533528323661…
 */
export function incompleteGamma(a: number, x: number): IncompleteGamma {
  if (x <= 0) return { lower: 0, upper: 1, density: a < 1 ? Infinity : a === 1 ? 1 : 0 };
  if (x === Infinity) return { lower: 1, upper: 0, density: 0 };
  // x^a e^−x / Γ(a + 1)
  const scale = Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
  const density = (scale * a) / x;
  if (x < a + 1) {
    const lower = scale * risingSeries(a, x);
    return { lower, upper: 1 - lower, density };
  }
  const upper = scale * a * upperFraction(a, x);
  return { lower: 1 - upper, upper, density };
}

function risingSeries(a: number, x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 1e6; k += 1) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / (b + numerator * d);
    c = b + numerator / c;
    const step = c * d;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}
