/**
 * Half the Poisson deviance of x against its mean m: x ln(x/m) + m − x, without cancellation near x = m.
 *
 * @param x a number >= 0
 * @param m a number > 0
 * @see C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), function bd0
 * @example deviance(2, 1) // => 0.3862943611198906
 */
export function deviance(x: number, m: number): number {
  if (x === 0) return m;
  const v = (x - m) / (x + m);
  if (Math.abs(v) >= 0.1) return x * Math.log(x / m) + m - x;
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let k = 3; ; k += 2) {
    term *= v * v;
    const next = sum + term / k;
    if (next === sum) return sum;
    sum = next;
  }
}
