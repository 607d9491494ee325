import type { Interval } from './interval.js';
import type { Reliability } from './reliability.js';

/** One closed period with the forecast made before it; money in the report currency, error = forecast − actual. */
export interface ForecastPeriod {
  /** Local days, half-open. */
  readonly start: string;
  readonly end: string;
  readonly forecast: number;
  readonly actual: number;
  readonly error: number;
  /** What repeating the last comparable period would have said; null = there is none. */
  readonly naive: number | null;
  /** Accuracy over the year that ends with this period, of the forecasts and of the naive ones; null below four periods. */
  readonly rolling: number | null;
  readonly rollingNaive: number | null;
}

/** One owner over the used periods in which the owner has a forecast of their own. */
export interface ForecastOwner {
  readonly id: string | null;
  readonly n: number;
  readonly forecast: number;
  readonly actual: number;
  /** max(0, 1 − wape); null when nothing was won. */
  readonly accuracy: number | null;
  readonly wape: number | null;
  /** Σ(forecast − actual) / Σ|actual|: above 0 = promises too much. */
  readonly bias: number | null;
  /** Which way the owner's errors lean beyond chance; null = no lean, or under four periods. */
  readonly lean: 'over' | 'under' | null;
  /** Part of all owners' absolute error. */
  readonly errorShare: number | null;
  readonly reliability: Reliability;
}

/** The forecast for the first period that is not over, corrected by what became of the earlier ones. */
export interface NextForecast {
  readonly start: string;
  readonly end: string;
  /** As forecast. */
  readonly forecast: number;
  /** Forecast × median of actual / forecast. */
  readonly point: number;
  readonly lo: number;
  readonly hi: number;
  /** Exact chance that the interval holds the actual, were the periods exchangeable. */
  readonly coverage: number;
  /** Periods it rests on. */
  readonly n: number;
}

/** Details that lack their input are null, with a caveat; keys as in the public surface. */
export interface ForecastDetails {
  readonly wape: number | null;
  /** Σ(forecast − actual) / Σ|actual|, to be 0: above = too optimistic. */
  readonly bias: number | null;
  readonly biasCi: Interval | null;
  readonly mae: number | null;
  readonly rmse: number | null;
  readonly mase: number | null;
  /** Mean absolute error of the naive forecast less one's own, over the periods that have both. */
  readonly fva: number | null;
  /** Used periods ÷ closed periods. */
  readonly coverage: number | null;
  readonly periods: readonly ForecastPeriod[];
  /** Closed periods of the window without a forecast made in time. */
  readonly uncovered: readonly { readonly start: string; readonly end: string; readonly actual: number }[];
  readonly next: NextForecast | null;
  /** Why there is no next forecast. */
  readonly nextReason: 'no-later-period' | 'too-few-periods' | null;
  /** Periods that the naive forecast goes back. */
  readonly naiveSteps: number | null;
  /** max(0, 1 − WAPE) of the naive forecast, over the used periods that have one. */
  readonly naiveAccuracy: number | null;
  readonly owners: readonly ForecastOwner[];
  /** Share of the owners' error that cancels out in the total: 1 − WAPE of the total ÷ WAPE of the owners. */
  readonly offset: number | null;
  /** Category of the forecasts that were read; null = several, or the data names none. */
  readonly category: string | null;
}
