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
 * @see Abramowitz & Stegun 26.5.8; the kernel after Loader (2000)
 * @example incompleteBeta(0.5, 2, 2).value // => 0.5
 */
export function incompleteBeta(x: number, a: number, b: number, y = 1 - x): IncompleteBeta {
  if (x <= 0) return { value: 0, kernel: 0 };
  if (y <= 0) return { value: 1, kernel: 0 };
  const n = a + b;
  const exponent = stirlingError(n) - stirlingError(a) - stirlingError(b) - deviance(a, n * x) - deviance(b, n * y);
  const kernel = Math.sqrt((a / n) * (b / (2 * Math.PI))) * Math.exp(exponent);
  const value = x < (a + 1) / (n + 2) ? (kernel * fraction(x, a, b)) / a : 1 - (kernel * fraction(y, b, a)) / b;
  return { value, kernel };
}

function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1e6; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h;
}
