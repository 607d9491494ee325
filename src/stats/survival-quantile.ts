import type { Interval } from './wilson-interval.js';

/** What the quantile needs of a survival curve. */
export interface QuantileCurve {
  readonly time: readonly number[];
  readonly survival: readonly number[];
  readonly lo: readonly (number | null)[];
  readonly hi: readonly (number | null)[];
  readonly lastTime: number | null;
}

export interface SurvivalQuantile extends Interval {
  readonly value: number | null;
}

/** Survival is a product of quotients: a value this near to 1 − p is 1 − p. */
const TOLERANCE = 1e-9;

/**
 * Time by which a share p has had its event, with the interval read off the curve's bounds.
 *
 * Where the curve runs exactly along 1 − p, the midpoint of that step: to the next event, or to the last observed time.
 * A bound or value the curve does not reach is null, and so is everything without cases.
 *
 * @param curve from kaplanMeier or kaplanMeierBinned
 * @param p share with the event, 0 to 1
 * @throws {RangeError} when p is not within [0, 1]
 * @see Brookmeyer & Crowley, Biometrics 38 (1982) 29–41
 * @example survivalQuantile(kaplanMeier([10, 20, 20, 40], [1, 1, 1, 1]), 0.5).value // => 20
 */
export function survivalQuantile(curve: QuantileCurve, p: number): SurvivalQuantile {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`survivalQuantile: p must lie in [0, 1], got ${p}`);
  const rest = 1 - p;
  const fallsTo = (bounds: readonly (number | null)[]) => {
    const row = bounds.findIndex((bound) => bound !== null && bound <= rest);
    return row < 0 ? null : curve.time[row]!;
  };
  return { value: valueAt(curve, rest), lo: fallsTo(curve.lo), hi: fallsTo(curve.hi) };
}

function valueAt({ time, survival, lastTime }: QuantileCurve, rest: number): number | null {
  const row = survival.findIndex((s) => s <= rest + TOLERANCE);
  if (row < 0) return null;
  const here = time[row]!;
  if (Math.abs(survival[row]! - rest) > TOLERANCE) return here;
  const next = time[row + 1] ?? lastTime ?? here;
  return (here + next) / 2;
}
