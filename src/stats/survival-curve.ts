import { confidenceZ } from './confidence-z.js';
import type { LifeTable } from './life-table.js';
import { survivalQuantile } from './survival-quantile.js';

/** A Kaplan–Meier curve: one entry per time at which an event happened; before the first the survival is 1. */
export interface SurvivalCurve {
  readonly time: readonly number[];
  readonly survival: readonly number[];
  /** Greenwood's standard error; null where the survival is 0. */
  readonly se: readonly (number | null)[];
  /** Pointwise 95 % bounds on the log(−log) scale; null where the survival is 0. */
  readonly lo: readonly (number | null)[];
  readonly hi: readonly (number | null)[];
  readonly atRisk: readonly number[];
  readonly events: readonly number[];
  /** null: not reached, or no case. */
  readonly median: number | null;
  readonly n: number;
  readonly lastTime: number | null;
}

/**
 * Kaplan–Meier estimate of a life table; several causes count as one event.
 *
 * No case: empty columns and a null median.
 *
 * @param table from {@link lifeTable}
 * @see Kaplan & Meier, JASA 53 (1958) 457–481; Kalbfleisch & Prentice (2002) §1.4 for the log(−log) bounds
 * @example survivalCurve(lifeTable([[0, 1, 1]], [])).survival // => [0.5, 0]
 */
export function survivalCurve(table: LifeTable): SurvivalCurve {
  const z = confidenceZ();
  const survival: number[] = [];
  const se: (number | null)[] = [];
  const lo: (number | null)[] = [];
  const hi: (number | null)[] = [];
  const events: number[] = [];
  let s = 1;
  let greenwood = 0;
  table.atRisk.forEach((n, row) => {
    const d = table.events.reduce((sum, column) => sum + column[row]!, 0);
    s *= (n - d) / n;
    greenwood += d / (n * (n - d));
    const known = s > 0 && s < 1;
    const sigma = Math.sqrt(greenwood) / Math.abs(Math.log(s));
    events.push(d);
    survival.push(s);
    se.push(known ? s * Math.sqrt(greenwood) : null);
    lo.push(known ? s ** Math.exp(z * sigma) : null);
    hi.push(known ? s ** Math.exp(-z * sigma) : null);
  });
  const curve = { time: table.time, survival, se, lo, hi, atRisk: table.atRisk, events, n: table.n, lastTime: table.lastTime };
  return { ...curve, median: survivalQuantile(curve, 0.5).value };
}
