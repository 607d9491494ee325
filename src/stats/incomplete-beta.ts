import { deviance } from './deviance.js';
import { stirlingError } from './stirling-error.js';

export interface IncompleteBeta {
  /** I_x(a, b). */
  readonly value: number;
  /** x^a (1 − x)^b / B(a, b). */
  readonly kernel: number;
}

/**
 * Regularised incomplete beta function I_x(a, b) by its continued fraction (Lentz).
 *
 * @param x a number in [0, 1]
 * @param a shape > 0
 * @param b shape > 0
 * @param y 1 − x, for callers who know it more exactly than the subtraction does
 * @see A. R. DiDonato & A. H. Morris, ACM Algorithm 708, TOMS 18 (1992) 360–373, BFRAC; the kernel after Loader (2000)
 * @example incompleteBeta(0.5, 2, 2).value // => 0.5
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): IncompleteBeta {
  if (x <= 0) return { value: 0, kernel: 0 };
  if (y <= 0) return { value: 1, kernel: 0 };
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  const kernel = Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
  // Left of the mean the fraction converges and its terms stay positive.
  const isLeft = a * y >= b * x;
  const value = isLeft ? kernel / fraction(x, y, a, b) : 1 - kernel / fraction(y, x, b, a);
  return { value, kernel };
}

function fraction(x: number, y: number, a: number, b: number): number {
  const lead = a * y - b * x + 1;
  let f = (a * lead) / (a + 1);
  let c = f;
  let d = 0;
  for (let m = 1; m < 1e6; m += 1) {
    const odd = a + 2 * m - 1;
    const numerator = ((a + m - 1) / odd) * ((a + b + m - 1) / odd) * m * (b - m) * x * x;
    const denominator = m + (m * (b - m) * x) / odd + ((a + m) * (lead + m * (2 - x))) / (odd + 2);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return f;
}
