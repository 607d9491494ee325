export interface ForecastErrorOptions {
  /** Steps back to the value a naive forecaster repeats: 1 = the last, 12 = a year of months. Default 1. */
  readonly season?: number;
  /** Actual values before the first one, oldest first: more steps for the scale of MASE. */
  readonly history?: ArrayLike<number | null>;
}

export interface ForecastErrors {
  readonly mae: number | null;
  readonly rmse: number | null;
  /** Mean of |e|/|A|, as a share; null as soon as one actual is 0. */
  readonly mape: number | null;
  /** MAE over the mean |Aₜ − Aₜ₋ₘ| of history and actuals; null without such a step, or when all steps are 0. */
  readonly mase: number | null;
  /** Σ|e| / Σ|A|; null when Σ|A| is 0. */
  readonly wape: number | null;
  /** Σ(F − A) / Σ|A|: above 0 = too optimistic. */
  readonly bias: number | null;
}

/**
 * Accuracy of forecasts against what happened, e = F − A.
 *
 * null or NaN marks a missing value; such pairs are left out, though an actual without a forecast still counts for the
 * scale of MASE. No pair: all null.
 *
 * @param forecast one value per period
 * @param actual one value per period, same order
 * @param options naive step and earlier actuals for MASE
 * @throws {RangeError} when the lengths differ or the season is not a whole number >= 1
 * @see Hyndman & Koehler, International Journal of Forecasting 22 (2006) 679–688
 * @example forecastErrors([100, 120], [90, 126]).wape // => 0.07407407407407407
 */
export function forecastErrors(
  forecast: ArrayLike<number | null>,
  actual: ArrayLike<number | null>,
  { season = 1, history = [] }: ForecastErrorOptions = {},
): ForecastErrors {
  if (forecast.length !== actual.length) throw new RangeError(`${forecast.length} forecasts, but ${actual.length} actuals`);
  if (!(Number.isInteger(season) && season >= 1)) throw new RangeError(`season must be a whole number >= 1, got ${season}`);
  let n = 0;
  let signed = 0;
  let absolute = 0;
  let squares = 0;
  let shares = 0;
  let volume = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const f = known(forecast[i]);
    const a = known(actual[i]);
    if (f === null || a === null) continue;
    const error = f - a;
    n += 1;
    signed += error;
    absolute += Math.abs(error);
    squares += error * error;
    volume += Math.abs(a);
    shares += Math.abs(error) / Math.abs(a);
  }
  if (n === 0) return { mae: null, rmse: null, mape: null, mase: null, wape: null, bias: null };
  const scale = naiveError([...Array.from(history), ...Array.from(actual)], season);
  return {
    mae: absolute / n,
    rmse: Math.sqrt(squares / n),
    mape: Number.isFinite(shares) ? shares / n : null,
    mase: scale ? absolute / n / scale : null,
    wape: volume > 0 ? absolute / volume : null,
    bias: volume > 0 ? signed / volume : null,
  };
}

function naiveError(actual: readonly (number | null)[], season: number): number | null {
  let sum = 0;
  let steps = 0;
  for (let i = season; i < actual.length; i += 1) {
    const now = known(actual[i]);
    const before = known(actual[i - season]);
    if (now === null || before === null) continue;
    sum += Math.abs(now - before);
    steps += 1;
  }
  return steps > 0 ? sum / steps : null;
}

function known(x: number | null | undefined): number | null {
  return x === null || x === undefined || Number.isNaN(x) ? null : x;
}
