export interface NelderMeadOptions {
  /** Length of the first simplex's edges. */
  readonly step?: number;
  /** Stops when the values differ by no more than this … */
  readonly valueTolerance?: number;
  /** … and the corners by no more than this in any coordinate. */
  readonly sizeTolerance?: number;
  readonly maxIterations?: number;
  /** Every coordinate stays within ±bound. */
  readonly bound?: number;
}

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  /** Both tolerances were met. */
  readonly converged: boolean;
}

interface Corner {
  readonly point: readonly number[];
  readonly value: number;
}

/**
 * Minimum of a function by the Nelder–Mead simplex, with the usual coefficients 1, 2, ½, ½.
 *
 * Deterministic: the same function and start give the same digits.
 *
 * @param f function to minimise
 * @param start first corner
 * @param options tolerances, bounds, first step
 * @see Nelder & Mead, The Computer Journal 7 (1965) 308–313
 * @example nelderMead(([x]) => (x - 2) ** 2, [0]).converged // => true
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  { step = 0.5, valueTolerance = 1e-10, sizeTolerance = 1e-8, maxIterations = 2000, bound = Infinity }: NelderMeadOptions = {},
): Minimum {
  const corner = (point: readonly number[]): Corner => {
    const inside = point.map((x) => Math.min(bound, Math.max(-bound, x)));
    return { point: inside, value: f(inside) };
  };
  const simplex = [corner(start), ...start.map((_, i) => corner(start.map((x, j) => (i === j ? x + step : x))))];
  const byValue = (a: Corner, b: Corner) => a.value - b.value;
  for (let iteration = 0; iteration < maxIterations; iteration += 1) {
    simplex.sort(byValue);
    const best = simplex[0]!;
    const worst = simplex.at(-1)!;
    if (worst.value - best.value <= valueTolerance && size(simplex) <= sizeTolerance) return { ...best, converged: true };
    const centre = start.map((_, i) => simplex.slice(0, -1).reduce((sum, { point }) => sum + point[i]!, 0) / start.length);
    const along = (t: number) => corner(centre.map((x, i) => x + t * (worst.point[i]! - x)));
    const next = improve(along, best, simplex.at(-2)!, worst);
    if (next) simplex[simplex.length - 1] = next;
    else {
      for (let i = 1; i < simplex.length; i += 1) {
        simplex[i] = corner(simplex[i]!.point.map((x, j) => (x + best.point[j]!) / 2));
      }
    }
  }
  simplex.sort(byValue);
  return { ...simplex[0]!, converged: false };
}

/** Reflection, expansion or contraction of the worst corner; null: shrink the simplex. */
function improve(along: (t: number) => Corner, best: Corner, second: Corner, worst: Corner): Corner | null {
  const reflected = along(-1);
  if (reflected.value < best.value) {
    const expanded = along(-2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < second.value) return reflected;
  const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : null;
}

function size(simplex: readonly Corner[]): number {
  const [best, ...others] = simplex;
  return Math.max(...others.flatMap(({ point }) => point.map((x, i) => Math.abs(x - best!.point[i]!))));
}
