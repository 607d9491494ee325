/**
 * What Stirling's formula leaves out: ln Γ(z) − [(z − ½) ln z − z + ½ ln 2π].
 *
 * Densities built from this term and {@link deviance} keep their relative precision for arguments in the millions,
 * where a difference of log-gammas has lost half its digits.
 *
 * @param z a number > 0
 * @see C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000)
 * @example stirlingError(1) // => 0.08106146679532726
 */
export function stirlingError(z: number): number {
  let shift = 0;
  let x = z;
  // δ(x) − δ(x + 1), summed until the series below is exact to the last bit.
  while (x < 16) {
    shift += (x + 0.5) * Math.log1p(1 / x) - 1;
    x += 1;
  }
  const s = 1 / (x * x);
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188) * s) * s) * s) * s) / x;
  return shift + series;
}
