import { confidenceZ } from '../stats/confidence-z.js';
import { lifeTable, type LifeTable } from '../stats/life-table.js';
import { survivalCurve, type SurvivalCurve } from '../stats/survival-curve.js';
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

/** Survival is a product of quotients: this near to a share it is that share (as in survivalQuantile). */
const tolerance = 1e-9;

/** Where a falling curve reaches a share; where it runs exactly along it, the middle of that step. */
class Reach {
  private at: number | null = null;
  private isAlong = false;
  private until: number | null = null;

  constructor(private readonly share: number) {}

  step(time: number, survival: number): void {
    if (this.at !== null) {
      if (this.isAlong && this.until === null) this.until = time;
    } else if (survival <= this.share + tolerance) {
      this.at = time;
      this.isAlong = Math.abs(survival - this.share) <= tolerance;
    }
  }

  value(lastTime: number): number | null {
    return this.at === null || !this.isAlong ? this.at : (this.at + (this.until ?? lastTime)) / 2;
  }
}

export interface WaitFigures {
  readonly n: number;
  readonly median: number | null;
  readonly medianLo: number | null;
  readonly medianHi: number | null;
  readonly p90: number | null;
  /** Longest wait seen; null without leads. */
  readonly lastTime: number | null;
  /** Share answered by each of the minutes asked for. */
  readonly answeredBy: readonly number[];
}

/**
 * What {@link waitCurve} tells about one of hundreds of reps or hours, in one pass and without the curve: bounds are only made as long
 * as one of them may be the median's.
 *
 * @param minutes ascending
 */
export const waitFigures = ({ bins, counts }: SparseHistogram, minutes: readonly number[] = []): WaitFigures => {
  const z = confidenceZ();
  const [median, p90] = [new Reach(0.5), new Reach(1 - 0.9)];
  const answeredBy: number[] = [];
  let [medianLo, medianHi] = [null as number | null, null as number | null];
  let n = 0;
  for (let i = 0; i < counts.length; i++) n += counts[i] as number;
  let [left, survival, greenwood] = [n, 1, 0];
  for (let i = 0; i < bins.length;) {
    const time = minutesOf(bins[i] as number);
    let [answered, gone] = [0, 0];
    for (; i < bins.length && minutesOf(bins[i] as number) === time; i++) {
      gone += counts[i] as number;
      if (!isWaiting(bins[i] as number)) answered += counts[i] as number;
    }
    while (answeredBy.length < minutes.length && (minutes[answeredBy.length] as number) < time) answeredBy.push(1 - survival);
    if (answered > 0) {
      survival *= (left - answered) / left;
      greenwood += answered / (left * (left - answered));
      median.step(time, survival);
      p90.step(time, survival);
      if (medianHi === null && survival > 0 && survival < 1) {
        const sigma = Math.sqrt(greenwood) / Math.abs(Math.log(survival));
        if (medianLo === null && survival ** Math.exp(z * sigma) <= 0.5) medianLo = time;
        if (survival ** Math.exp(-z * sigma) <= 0.5) medianHi = time;
      }
    }
    left -= gone;
  }
  while (answeredBy.length < minutes.length) answeredBy.push(1 - survival);
  const lastTime = bins.length === 0 ? null : minutesOf(bins[bins.length - 1] as number);
  return { n, median: median.value(lastTime ?? 0), medianLo, medianHi, p90: p90.value(lastTime ?? 0), lastTime, answeredBy };
};
