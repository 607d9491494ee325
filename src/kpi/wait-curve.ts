import { confidenceZ } from '../stats/confidence-z.js';
import { isWaiting, minutesOf } from './lead-waits.js';
import type { SparseHistogram } from './sparse-histogram.js';

/** Survival is a product of quotients: this near to a share it is that share (as in survivalQuantile). */
const tolerance = 1e-9;

/** Where a falling curve reaches a share; where it runs exactly along it, the middle of that step. */
class Reach {
  /** Nothing later can change the value. */
  isSettled = false;
  private at: number | null = null;
  private isAlong = false;
  private until: number | null = null;

  constructor(private readonly share: number) {}

  step(time: number, survival: number): void {
    if (this.isSettled) return;
    if (this.at !== null) {
      this.until = time;
      this.isSettled = true;
    } else if (survival <= this.share + tolerance) {
      this.at = time;
      this.isAlong = Math.abs(survival - this.share) <= tolerance;
      this.isSettled = !this.isAlong;
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
  readonly answeredBy: Float64Array;
}

const z = confidenceZ();
/** Errors of the double arithmetic below are far smaller. */
const slack = 1e-9;

/**
 * Whether the lower log(−log) bound surely lies above one half, told without logarithms. It does where h·exp(c/h) < ln 2, with
 * h = −ln s and c = z·√greenwood; for c < h that grows with h, h ≤ H = (1 − s)/√s, and exp(c/H) ≤ H/(H − c).
 */
const isLowSurelyAbove = (survival: number, greenwood: number): boolean => {
  const c = z * Math.sqrt(greenwood);
  if (c >= (1 - survival) * (1 - slack)) return false;
  const h = (1 - survival) / Math.sqrt(survival);
  return h * h < Math.LN2 * (1 - slack) * (h - c);
};

/** Bounds of the median while the curve falls, on the log(−log) scale. */
class MedianBounds {
  lo: number | null = null;
  hi: number | null = null;
  private greenwood = 0;

  step(time: number, survival: number, answered: number, left: number): void {
    if (this.hi !== null) return;
    this.greenwood += answered / (left * (left - answered));
    // The upper bound lies above the curve.
    const mayReachHi = survival <= 0.5 + tolerance;
    if (!(survival > 0 && survival < 1) || (this.lo === null ? isLowSurelyAbove(survival, this.greenwood) : !mayReachHi)) return;
    const sigma = Math.sqrt(this.greenwood) / Math.abs(Math.log(survival));
    if (this.lo === null && survival ** Math.exp(z * sigma) <= 0.5) this.lo = time;
    if (mayReachHi && survival ** Math.exp(-z * sigma) <= 0.5) this.hi = time;
  }
}

const totalOf = (counts: Uint32Array, from: number, to: number): number => {
  let n = 0;
  for (let i = from; i < to; i++) n += counts[i] as number;
  return n;
};

/**
 * What the Kaplan–Meier curve of waits in minutes tells, in one pass and without the curve: unanswered leads are censored where they
 * stand. Bounds as in `survivalCurve`, only made as long as one of them may be the median's.
 *
 * @param minutes ascending
 * @param from the waits are those of [from, to)
 * @param answeredBy where the shares go, as many as minutes
 */
export const waitFigures = (
  { bins, counts }: SparseHistogram, minutes: readonly number[] = [], from = 0, to = bins.length, answeredBy = new Float64Array(minutes.length),
): WaitFigures => {
  const [median, p90, bounds] = [new Reach(0.5), new Reach(1 - 0.9), new MedianBounds()];
  const n = totalOf(counts, from, to);
  let [left, survival] = [n, 1];
  let told = 0;
  let nextMinute = minutes[0] ?? Infinity;
  for (let i = from; i < to; i++) {
    const code = bins[i] as number;
    const count = counts[i] as number;
    const time = minutesOf(code);
    while (nextMinute < time) {
      answeredBy[told++] = 1 - survival;
      nextMinute = minutes[told] ?? Infinity;
    }
    // Of one minute the answered come first: whoever waits that long was there, too.
    if (!isWaiting(code)) {
      survival *= (left - count) / left;
      bounds.step(time, survival, count, left);
      median.step(time, survival);
      p90.step(time, survival);
    }
    left -= count;
  }
  answeredBy.fill(1 - survival, told);
  const lastTime = to === from ? null : minutesOf(bins[to - 1] as number);
  return { n, median: median.value(lastTime ?? 0), medianLo: bounds.lo, medianHi: bounds.hi, p90: p90.value(lastTime ?? 0), lastTime, answeredBy };
};

/** The median of {@link waitFigures} alone: the curve is followed no further. */
export const medianWait = ({ bins, counts }: SparseHistogram, from: number, to: number): Pick<WaitFigures, 'n' | 'median'> => {
  const median = new Reach(0.5);
  const n = totalOf(counts, from, to);
  let [left, survival] = [n, 1];
  for (let i = from; i < to && !median.isSettled; i++) {
    const code = bins[i] as number;
    const count = counts[i] as number;
    if (!isWaiting(code)) {
      survival *= (left - count) / left;
      median.step(minutesOf(code), survival);
    }
    left -= count;
  }
  return { n, median: to === from ? null : median.value(minutesOf(bins[to - 1] as number)) };
};
