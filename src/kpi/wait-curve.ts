import { lifeTable, type LifeTable } from '../stats/life-table.js';
import { survivalCurve, type SurvivalCurve } from '../stats/survival-curve.js';
import { survivalQuantile } from '../stats/survival-quantile.js';
import { isWaiting, minutesOf } from './lead-waits.js';
import type { SparseHistogram } from './sparse-histogram.js';

const tableOf = ({ bins, counts }: SparseHistogram): LifeTable => {
  const axis: number[] = [];
  const answered: number[] = [];
  const waiting: number[] = [];
  for (let i = 0; i < bins.length; i++) {
    const minutes = minutesOf(bins[i] as number);
    if (axis[axis.length - 1] !== minutes) {
      axis.push(minutes);
      answered.push(0);
      waiting.push(0);
    }
    const into = isWaiting(bins[i] as number) ? waiting : answered;
    into[axis.length - 1] = (into[axis.length - 1] as number) + (counts[i] as number);
  }
  return lifeTable([answered], waiting, axis);
};

/** Kaplan–Meier of waits in minutes: unanswered leads are censored where they stand. */
export const waitCurve = (waits: SparseHistogram): SurvivalCurve => survivalCurve(tableOf(waits));

/** The median of {@link waitCurve} without its interval, which is most of the work. */
export const waitMedian = (waits: SparseHistogram): number | null => {
  const { time, atRisk, events, lastTime } = tableOf(waits);
  let left = 1;
  const survival = atRisk.map((n, row) => (left *= (n - (events[0]?.[row] as number)) / n));
  return survivalQuantile({ time, survival, lo: [], hi: [], lastTime }, 0.5).value;
};
