/**
 * Gauss's hypergeometric function ₂F₁(1, b; c; z) for 0 <= z <= 1: Σ (b)ₖ/(c)ₖ zᵏ, summed until a term is below 1e-12.
 *
 * At z = 1 (and nearer to it than 1e-6, where the series would need 10⁷ terms) Gauss's theorem gives (c − 1)/(c − b − 1),
 * which exists for c − b > 1 only; else null.
 *
 * @param b a number > 0
 * @param c a number > b
 * @param z a number in [0, 1]
 * @see Abramowitz & Stegun 15.1.1 and 15.1.20
 * @example hypergeometricOne(1, 2, 0.5) // => 1.386294361…
 */
export function hypergeometricOne(b: number, c: number, z: number): number | null {
  if (z > 1 - 1e-6) return c - b > 1 ? (c - 1) / (c - b - 1) : null;
  let sum = 1;
  let term = 1;
  for (let k = 0; term >= 1e-12; k += 1) {
    term *= ((b + k) / (c + k)) * z;
    sum += term;
  }
  return sum;
}
