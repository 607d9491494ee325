import { lifeTable } from '../stats/life-table.js';
import { survivalCurve, type SurvivalCurve } from '../stats/survival-curve.js';
import { isWaiting, minutesOf } from './lead-waits.js';
import type { SparseHistogram } from './sparse-histogram.js';

/** Kaplan–Meier of waits in minutes: unanswered leads are censored where they stand. */
export const waitCurve = ({ bins, counts }: SparseHistogram): SurvivalCurve => {
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
  return survivalCurve(lifeTable([answered], waiting, axis));
};
