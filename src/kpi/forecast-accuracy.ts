import { quantile } from '../stats/quantile.js';
import type { Period } from '../model/period.js';
import type { PeriodInput } from '../model/query.js';
import type { TrendPoint } from '../model/result.js';
import { addMonths, formatDay } from './calendar-units.js';
import { columnsOf, outcomeColumns, rateColumns, targetColumns } from './columns-read.js';
import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import { defineKpi, type Question } from './define-kpi.js';
import { forecastAccuracyCells, type ForecastCells } from './forecast-accuracy-cells.js';
import { rollingSteps, singleAccuracies } from './forecast-accuracy-figures.js';
import { finishForecastAccuracy, noForecastDetails } from './forecast-accuracy-finish.js';
import { forecastPairs, isUsed } from './forecast-accuracy-periods.js';
import { hasDealsToCompare } from './forecast-actuals.js';
import { forecastRows } from './forecast-rows.js';
import { cellsOfWhole, type Countable } from './filtered-cells.js';
import { categoryDimension } from './forecast-series.js';

const quartersShown = 8;
const monthsShown = 12;

/** The last eight periods of a grid of quarters or longer ones, else the last twelve months; the calendar's own where the grid is the calendar's. */
const defaultPeriod = (context: KpiContext): PeriodInput => {
  const grid = forecastRows(context)?.grid;
  const lastEnd = grid?.endDay.findLast((end) => end <= context.asOfDay);
  if (grid === undefined || lastEnd === undefined) return `last_${monthsShown}_months`;
  const { unit, count } = grid.length;
  const isLong = unit === 'month' && count >= 3;
  const named = unit !== 'month' ? null : count === 3 ? 'quarter' : count === 1 ? 'month' : null;
  const first = grid.startDay[0] as number;
  if (named !== null && context.calendar.startOf(named, first) === first) return isLong ? `last_${quartersShown}_quarters` : `last_${monthsShown}_months`;
  return { start: formatDay(isLong ? grid.back(lastEnd, quartersShown) : addMonths(lastEnd, -monthsShown)), end: formatDay(lastEnd) };
};

/** How the cells are counted, for the value as for its trend and target: kept cells serve all three. */
const counted = {
  id: 'forecast_accuracy',
  isAdditive: true,
  // What was won is the same in every category of the forecasts.
  adding: { dimensions: (filtered) => filtered.filter((name) => name !== categoryDimension) },
  rows: (context) => {
    const rows = forecastRows(context);
    return rows === null ? [dealRows(context)] : [rows, dealRows(context)];
  },
  cells: forecastAccuracyCells,
} as const satisfies Countable<ForecastCells>;

/** One's own past: the median accuracy of the earlier half of the used periods; null below two. */
const ownTarget = (context: KpiContext, question: Question): number | null => {
  const used = forecastPairs(cellsOfWhole(counted, context, question), context, question).window.filter(isUsed);
  return quantile(singleAccuracies(used.slice(0, Math.floor(used.length / 2))), 0.5);
};

/** A line shows the year up to each end: a single period is too few to tell an accuracy from luck. */
const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  const { calendar, asOfMs } = context;
  const cells = cellsOfWhole(counted, context, question);
  const grid = forecastRows(context)?.grid ?? null;
  return periods.map((period) => {
    const { startDay, endDay } = calendar.daysOf(period);
    const from = grid === null ? startDay : Math.min(startDay, grid.back(endDay, rollingSteps(grid)));
    const { value, n, ci, reliability } = finishForecastAccuracy(cells, context, { ...question, period: calendar.between(from, endDay, asOfMs) });
    return { period, value, n, ci, reliability };
  });
};

/** Forecast accuracy: how near the forecasts made before their periods came to what was won in them. */
export const forecastAccuracy = defineKpi<'forecast_accuracy', ForecastCells>({
  version: '1',
  unit: 'ratio',
  better: 'higher',
  name: { en: 'Forecast accuracy', de: 'Prognosegenauigkeit' },
  formula: {
    en: '1 − Σ|won − forecast| / Σ|won| over the closed periods, at least 0; the forecast is the latest one made before its period began',
    de: '1 − Σ|gewonnen − Prognose| / Σ|gewonnen| über die abgeschlossenen Zeiträume, mindestens 0; es gilt die letzte Prognose vor Beginn ihres Zeitraums',
  },
  needs: [
    [{ table: 'forecasts', columns: ['period_start', 'period_end', 'amount'] }],
    [
      { table: 'deals', columns: ['status', 'closed_at', 'amount'] }, { table: 'deals', columns: ['stage', 'closed_at', 'amount'] },
      { table: 'forecasts', columns: ['category'] },
    ],
  ],
  lacks: (context) => {
    const rows = forecastRows(context);
    if (rows === null) return { table: 'forecasts', column: 'amount' };
    return hasDealsToCompare(context) || rows.isActual.includes(1) ? null : { table: 'deals', column: 'amount' };
  },
  time: 'period',
  defaultPeriod,
  dataRules: {
    DQ_FUTURE: ['forecasts', 'deals'], DQ_FX_MISSING: ['forecasts', 'deals'], DQ_DUPLICATES: ['forecasts', 'deals'],
    DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'], FC_OFF_GRID: ['forecasts'], FC_INCOMPLETE: ['forecasts'], FC_ACTUAL_UNUSED: ['forecasts'],
  },
  reads: columnsOf(outcomeColumns, rateColumns, targetColumns, {
    forecasts: ['made_at', 'period_start', 'period_end', 'series', 'category', 'amount', 'currency'], deals: ['amount', 'currency', 'owner_id'], owners: ['id', 'name'],
  }),
  ...counted,
  noDetails: noForecastDetails,
  finish: finishForecastAccuracy,
  explain: () => import('./forecast-accuracy-explain.js').then(({ explainForecastAccuracy: explain }) => ({ explain })),
  behind: () => import('./forecast-accuracy-behind.js').then(({ forecastAccuracyBehind }) => forecastAccuracyBehind),
  defaultTarget: ownTarget,
  trend,
  isShown: ({ shown }) => shown > 0,
});
