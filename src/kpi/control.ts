import type { Control } from '../model/control.js';
import type { TrendPoint } from '../model/result.js';
import { predictionLimits } from '../stats/prediction-limits.js';

/** Below this many earlier periods the limits are too wide to ever tell anything. */
const leastPeriods = 6;
const falseAlarms = 0.01;

const isFirm = ({ value, reliability }: TrendPoint): boolean => value !== null && (reliability === 'ok' || reliability === 'caution');

/**
 * Control chart of a trend: is the newest period within the limits made of those before it? Periods of few cases make no limits
 * and are not judged. Null: under six earlier periods, or all of them equal. Periods that lean on each other (a season, a stock that
 * moves slowly) leave their limits more often than stated.
 */
export const controlOf = (trend: readonly TrendPoint[] | null): Control | null => {
  const newest = trend?.at(-1);
  if (newest === undefined || newest.value === null || !isFirm(newest)) return null;
  const earlier = (trend ?? []).slice(0, -1).filter(isFirm).map(({ value }) => value as number);
  if (earlier.length < leastPeriods) return null;
  const { mean, lo, hi } = predictionLimits(earlier, 1 - falseAlarms);
  if (mean === null || lo === null || hi === null || lo === hi) return null;
  const outside = newest.value > hi ? 'above' : newest.value < lo ? 'below' : null;
  return { period: newest.period, value: newest.value, mean, lo, hi, n: earlier.length, falseAlarms, outside };
};
