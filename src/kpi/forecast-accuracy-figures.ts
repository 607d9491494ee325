import { forecastErrors } from '../stats/forecast-errors.js';
import { quantile } from '../stats/quantile.js';
import { tInterval } from '../stats/t-interval.js';
import type { ForecastGrid } from './forecast-grid.js';
import { isUsed, type ForecastPair, type UsedPair } from './forecast-accuracy-periods.js';

/** Σ|e| and Σ|A|, exact. */
export const errorSums = (pairs: readonly UsedPair[]): { error: number; actual: number; signed: number } =>
  pairs.reduce((sums, { forecast, actual }) => ({
    error: sums.error + Math.abs(forecast - actual), actual: sums.actual + Math.abs(actual), signed: sums.signed + forecast - actual,
  }), { error: 0, actual: 0, signed: 0 });

/** max(0, 1 − Σ|e| / Σ|A|); null when nothing happened. */
export const accuracyOf = (pairs: readonly UsedPair[]): number | null => {
  const { error, actual } = errorSums(pairs);
  return actual === 0 ? null : Math.max(0, 1 - error / actual);
};

/** Accuracy of each period by itself, those in which nothing happened left out. */
export const singleAccuracies = (pairs: readonly UsedPair[]): readonly number[] =>
  pairs.flatMap((pair) => accuracyOf([pair]) ?? []);

/** Sample standard deviation; null below two values. */
export const sampleDeviation = (values: readonly number[]): number | null => {
  if (values.length < 2) return null;
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1));
};

/** Periods that a lean of the errors needs before it can be told from chance. */
export const fewestToLean = 4;

/** Which way the errors lean beyond chance: the 95 % t interval of their mean leaves 0 out. null = it does not, or too few periods. */
export const leanOf = (pairs: readonly UsedPair[]): 'over' | 'under' | null => {
  if (pairs.length < fewestToLean) return null;
  const errors = pairs.map(({ forecast, actual }) => BigInt(forecast - actual));
  const { lo, hi } = tInterval(errors.length, errors.reduce((sum, e) => sum + e, 0n), errors.reduce((sum, e) => sum + e * e, 0n));
  if (lo === null || hi === null) return null;
  return lo > 0 ? 'over' : hi < 0 ? 'under' : null;
};

/** The forecast that costs nothing: what happened so many periods earlier. */
export interface Naive {
  readonly steps: number;
  /** By index in the grid; null = there was no such period. */
  at(index: number): number | null;
  /** Mean |A − naive| over the history: what MASE measures by; null without a single step, or when all are 0. */
  readonly scale: number | null;
}

/** A year back where the history is two years long, else one period back. */
export const naiveOf = (history: readonly ForecastPair[], grid: ForecastGrid): Naive => {
  const actuals = new Map(history.flatMap(({ index, actual }) => (actual === null ? [] : [[index, actual] as const])));
  const steps = actuals.size >= 2 * grid.perYear ? grid.perYear : 1;
  const at = (index: number): number | null => actuals.get(grid.earlier(index, steps)) ?? null;
  const moves = [...actuals].flatMap(([index, actual]) => {
    const before = at(index);
    return before === null ? [] : [Math.abs(actual - before)];
  });
  const sum = moves.reduce((total, move) => total + move, 0);
  return { steps, at, scale: sum === 0 ? null : sum / moves.length };
};

/** The naive forecasts of periods that have one. */
export const naivePairs = (pairs: readonly UsedPair[], naive: Naive): readonly UsedPair[] =>
  pairs.flatMap((pair) => {
    const forecast = naive.at(pair.index);
    return forecast === null ? [] : [{ ...pair, forecast }];
  });

const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, x) => sum + x, 0) / values.length);

export interface ErrorFigures {
  readonly wape: number | null; readonly bias: number | null; readonly mae: number | null; readonly rmse: number | null;
  readonly mase: number | null; readonly fva: number | null;
}

/** Figures of the used periods; money in 1/10000. */
export const errorFigures = (used: readonly UsedPair[], naive: Naive | null): ErrorFigures => {
  const { wape, bias, mae, rmse } = forecastErrors(used.map(({ forecast }) => forecast), used.map(({ actual }) => actual));
  const both = naive === null ? [] : used.filter(({ index }) => naive.at(index) !== null);
  const own = mean(both.map(({ forecast, actual }) => Math.abs(forecast - actual)));
  const repeated = naive === null ? null : mean(naivePairs(both, naive).map(({ forecast, actual }) => Math.abs(actual - forecast)));
  return {
    wape, bias, mae, rmse,
    mase: mae === null || naive === null || naive.scale === null ? null : mae / naive.scale,
    fva: own === null || repeated === null ? null : repeated - own,
  };
};

/** Fewer periods than this make no rolling figure. */
const fewestRolling = 4;

/** Accuracy over the year (four periods at least) that ends with the period at a place in the history, of the forecasts and of the naive ones. */
export const rollingAccuracy = (history: readonly ForecastPair[], at: number, grid: ForecastGrid, naive: Naive): { own: number | null; naive: number | null } => {
  const fromDay = grid.back((history[at] as ForecastPair).startDay, rollingSteps(grid) - 1);
  // Ascending by start and of one length: whatever begins in the year up to this one ends in it.
  let from = at;
  while (from > 0 && (history[from - 1] as ForecastPair).startDay >= fromDay) from--;
  const year = history.slice(from, at + 1).filter(isUsed);
  const repeated = naivePairs(year, naive);
  return { own: year.length < fewestRolling ? null : accuracyOf(year), naive: repeated.length < fewestRolling ? null : accuracyOf(repeated) };
};

/** Periods of a rolling figure: a year, four at least. */
export const rollingSteps = ({ perYear }: ForecastGrid): number => Math.max(fewestRolling, perYear);

/** Share of the ordered ratios that is left out on either side of the interval. */
const tailShare = 0.1;

/**
 * Point and interval for a forecast from the ratios actual / forecast of earlier periods: median, and the k-th smallest and
 * largest with k = max(1, ⌊(n+1)·0.1⌋). Were the periods exchangeable, the next ratio would lie between them with probability
 * (n+1−2k)/(n+1) exactly. null below two ratios: an interval of one point holds nothing.
 *
 * @see Vovk, Gammerman & Shafer, Algorithmic Learning in a Random World (2005) ch. 2: conformal prediction
 */
export const nextOf = (forecast: number, ratios: readonly number[]): { point: number; lo: number; hi: number; coverage: number } | null => {
  const n = ratios.length;
  const median = quantile(ratios, 0.5);
  if (n < 2 || median === null) return null;
  const sorted = [...ratios].sort((a, b) => a - b);
  const k = Math.max(1, Math.floor((n + 1) * tailShare));
  const bounds = [forecast * (sorted[k - 1] as number), forecast * (sorted[n - k] as number)] as const;
  return { point: forecast * median, lo: Math.min(...bounds), hi: Math.max(...bounds), coverage: (n + 1 - 2 * k) / (n + 1) };
};
