import type { MoneyScale } from '../format/money.js';
import type { ForecastPeriod } from '../model/forecast-details.js';
import type { KpiResult } from '../model/result.js';
import type { LinearScale } from './linear-scale.js';
import type { Box } from './text-mark.js';

/** Everything the marks are placed by. */
export interface ForecastPlot {
  readonly result: KpiResult<'forecast_accuracy'>;
  readonly scale: MoneyScale;
  readonly plot: Box;
  /** Centre of column i; the column after the last period is the next one. */
  readonly x: LinearScale;
  readonly y: LinearScale;
  readonly pitch: number;
}

/** Share by which a forecast was off, of what was won; null where nothing was. */
export const offShare = ({ error, actual }: ForecastPeriod): number | null => (actual === 0 ? null : error / Math.abs(actual));
