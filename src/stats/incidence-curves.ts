import { confidenceZ } from './confidence-z.js';
import type { LifeTable } from './life-table.js';
import { survivalCurve } from './survival-curve.js';

/**
 * Aalen–Johansen curves: one entry per time at which an event of any cause happened.
 *
 * The first index of `incidence`, `se`, `lo`, `hi` is the cause's code. Code 0 is the share still free of every cause,
 * that is the survival, so the shares of all codes add up to 1 at each time.
 */
export interface IncidenceCurves {
  readonly time: readonly number[];
  readonly survival: readonly number[];
  readonly incidence: readonly (readonly number[])[];
  readonly se: readonly (readonly (number | null)[])[];
  /** Pointwise 95 % bounds, null where the share is 0 or 1. */
  readonly lo: readonly (readonly (number | null)[])[];
  readonly hi: readonly (readonly (number | null)[])[];
  readonly atRisk: readonly number[];
  readonly n: number;
  readonly lastTime: number | null;
}

interface CauseCurve {
  readonly incidence: number[];
  readonly se: number[];
  readonly lo: (number | null)[];
  readonly hi: (number | null)[];
}

/** Sums of quotients miss 1 by a few units in the last place. */
const ONE = 1 - 1e-12;

/**
 * Aalen–Johansen estimate of a life table.
 *
 * No case: empty columns.
 *
 * @param table from {@link lifeTable}, causes in code order from 1
 * @see Aalen & Johansen, Scand. J. Statist. 5 (1978) 141–150; the variance as in Marubini & Valsecchi (1995) 10.12
 * @example incidenceCurves(lifeTable([[1, 0], [0, 1]], [])).incidence // => [[0.5, 0], [0.5, 0.5], [0, 0.5]]
 */
export function incidenceCurves(table: LifeTable): IncidenceCurves {
  const all = survivalCurve(table);
  const causes = table.events.map((column) => causeCurve(table.atRisk, all.events, column, all.survival));
  return {
    time: table.time,
    survival: all.survival,
    incidence: [all.survival, ...causes.map((cause) => cause.incidence)],
    se: [all.se, ...causes.map((cause) => cause.se)],
    lo: [all.lo, ...causes.map((cause) => cause.lo)],
    hi: [all.hi, ...causes.map((cause) => cause.hi)],
    atRisk: table.atRisk,
    n: table.n,
    lastTime: table.lastTime,
  };
}

function causeCurve(
  atRisk: readonly number[],
  events: readonly number[],
  own: readonly number[],
  survival: readonly number[],
): CauseCurve {
  const curve: CauseCurve = { incidence: [], se: [], lo: [], hi: [] };
  let share = 0;
  // The variance's three sums over earlier times hold I(t) − I(tᵢ). They are carried along as I(t) grows:
  // a, c are the plain sums of the weights, aLinear, aSquare, cLinear those with the difference to the power 1, 2, 1.
  let a = 0;
  let aLinear = 0;
  let aSquare = 0;
  let b = 0;
  let c = 0;
  let cLinear = 0;
  for (let row = 0; row < atRisk.length; row += 1) {
    const n = atRisk[row]!;
    const d = events[row]!;
    const d1 = own[row]!;
    const before = row === 0 ? 1 : survival[row - 1]!;
    const step = (before * d1) / n;
    share += step;
    aSquare += 2 * step * aLinear + step * step * a;
    aLinear += step * a;
    cLinear += step * c;
    if (n > d) a += d / (n * (n - d));
    b += (before * before * (n - d1) * d1) / (n * n * n);
    c += (before * d1) / (n * n);
    const se = Math.sqrt(Math.max(0, aSquare + b - 2 * cLinear));
    const [lo, hi] = bounds(share, se);
    curve.incidence.push(share);
    curve.se.push(se);
    curve.lo.push(lo);
    curve.hi.push(hi);
  }
  return curve;
}

/** log(−log) of the share without the event, which keeps the bounds inside 0 and 1. */
function bounds(share: number, se: number): [number | null, number | null] {
  if (!(share > 0 && share < ONE)) return [null, null];
  const rest = 1 - share;
  const factor = Math.exp((confidenceZ() * se) / (rest * Math.abs(Math.log(rest))));
  return [1 - rest ** (1 / factor), 1 - rest ** factor];
}
