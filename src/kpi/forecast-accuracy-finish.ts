import type { ForecastDetails } from '../model/forecast-details.js';
import type { Interval } from '../model/interval.js';
import type { Phase } from '../model/result.js';
import { createBootstrap } from '../stats/create-bootstrap.js';
import { fnv1a32 } from '../stats/fnv1a32.js';
import { formatDay } from './calendar-units.js';
import type { KpiContext } from './context.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { forecastCaveats } from './forecast-accuracy-caveats.js';
import { categoryOfQuestion, cellsOfTotal, type ForecastCells } from './forecast-accuracy-cells.js';
import { accuracyOf, errorFigures, errorSums, naiveOf, naivePairs, nextOf, rollingAccuracy, type Naive } from './forecast-accuracy-figures.js';
import { ownerForecasts } from './forecast-accuracy-owners.js';
import { forecastAt, forecastPairs, isUsed, kindsOf, type ForecastPairs, type UsedPair } from './forecast-accuracy-periods.js';
import { forecastRows } from './forecast-rows.js';
import { moments } from './forecast-snapshots.js';
import { interval95 } from './interval.js';
import { fromMoneyUnits } from './money.js';
import { periodReliability } from './reliability.js';

export const noForecastDetails: ForecastDetails = {
  wape: null, bias: null, biasCi: null, mae: null, rmse: null, mase: null, fva: null, coverage: null, periods: [], uncovered: [],
  next: null, nextReason: null, naiveSteps: null, naiveAccuracy: null, owners: [], offset: null, category: null,
};

const money = (units: number | null): number | null => (units === null ? null : fromMoneyUnits(units));

/** Intervals of accuracy and bias from one set of weights per period; a period is known by the local date it starts on. */
const intervalsOf = (used: readonly UsedPair[]): { accuracy: Interval | null; bias: Interval | null } => {
  const bootstrap = createBootstrap({ columns: 3 });
  for (const pair of used) {
    const { error, actual, signed } = errorSums([pair]);
    bootstrap.add(fnv1a32(formatDay(pair.startDay)), [error, actual, signed]);
  }
  const ratio = (statistic: (error: number, signed: number, actual: number) => number): Interval | null =>
    interval95(bootstrap.finish(([error, actual, signed]) => ((actual as number) > 0 ? statistic(error as number, signed as number, actual as number) : null)), 'bootstrap');
  return {
    accuracy: ratio((error, _, actual) => Math.max(0, 1 - error / actual)),
    bias: ratio((_, signed, actual) => signed / actual),
  };
};

const periodsOf = ({ history, window, grid }: ForecastPairs, naive: Naive | null): ForecastDetails['periods'] =>
  window.flatMap((pair, i) => {
    if (!isUsed(pair)) return [];
    // The window is the end of the history.
    const at = history.length - window.length + i;
    const rolling = grid === null || naive === null ? { own: null, naive: null } : rollingAccuracy(history, at, grid, naive);
    return [{
      start: formatDay(pair.startDay), end: formatDay(pair.endDay),
      forecast: fromMoneyUnits(pair.forecast), actual: fromMoneyUnits(pair.actual), error: fromMoneyUnits(pair.forecast - pair.actual),
      naive: naive === null ? null : money(naive.at(pair.index)), rolling: rolling.own, rollingNaive: rolling.naive,
    }];
  });

/** Forecast for the first period that is not over, from the ratios of the used ones; the reason where there is none. */
const nextForecast = (cells: ForecastCells, context: KpiContext, question: Question, used: readonly UsedPair[]): Pick<ForecastDetails, 'next' | 'nextReason'> => {
  const grid = forecastRows(context)?.grid;
  const wanted = kindsOf(question);
  for (let index = 0; grid !== undefined && index < grid.endDay.length; index++) {
    if ((grid.endDay[index] as number) <= context.asOfDay) continue;
    const units = forecastAt(cells, wanted, grid, 'chosen', index);
    if (units === null) continue;
    const ratios = used.flatMap(({ forecast, actual }) => (forecast > 0 ? [actual / forecast] : []));
    const forecast = fromMoneyUnits(units);
    const found = nextOf(forecast, ratios);
    if (found === null) return { next: null, nextReason: 'too-few-periods' };
    const [start, end] = [grid.startDay[index] as number, grid.endDay[index] as number];
    return { next: { start: formatDay(start), end: formatDay(end), forecast, ...found, n: ratios.length }, nextReason: null };
  }
  return { next: null, nextReason: 'no-later-period' };
};

/**
 * Accuracy by how long before its period a forecast was made: which part of the time loses it. `atStart` is the accuracy of the
 * same periods at their start, so that the two differ by time alone. null where forecasts carry no date.
 */
const phasesOf = (cells: ForecastCells, context: KpiContext, question: Question, window: ForecastPairs['window']): readonly Phase[] | null => {
  if (forecastRows(context)?.hasMadeAt !== true || window.length === 0) return null;
  const atStart = forecastPairs(cells, context, question, 'start').window.filter(isUsed);
  return moments.filter((moment) => moment !== 'chosen').map((moment) => {
    const used = forecastPairs(cells, context, question, moment).window.filter(isUsed);
    const places = new Set(used.map(({ index }) => index));
    const { error, actual, signed } = errorSums(used);
    return {
      key: moment, value: accuracyOf(used), unit: 'ratio', n: used.length,
      details: {
        wape: actual === 0 ? null : error / actual, bias: actual === 0 ? null : signed / actual,
        atStart: accuracyOf(atStart.filter(({ index }) => places.has(index))), coverage: used.length / window.length,
      },
    };
  });
};

/** Number, interval, periods, owners and caveats from added cells. No used period, or nothing won in any: value null. */
export const finishForecastAccuracy = (found: ForecastCells, context: KpiContext, question: Question): Finished<'forecast_accuracy'> => {
  const cells = question.isSegment === true ? found : cellsOfTotal(found);
  const pairs = forecastPairs(cells, context, question);
  const used = pairs.window.filter(isUsed);
  const naive = pairs.grid === null ? null : naiveOf(pairs.history, pairs.grid);
  const sums = errorSums(used);
  const value = accuracyOf(used);
  const ci = value === null ? { accuracy: null, bias: null } : intervalsOf(used);
  const { mae, rmse, fva, ...shares } = errorFigures(used, naive);
  const repeated = naive === null ? [] : naivePairs(used, naive);
  const rows = forecastRows(context);
  const details: ForecastDetails = {
    ...shares, biasCi: ci.bias, mae: money(mae), rmse: money(rmse), fva: money(fva),
    coverage: pairs.window.length === 0 ? null : used.length / pairs.window.length,
    periods: periodsOf(pairs, naive),
    uncovered: pairs.window.flatMap(({ startDay, endDay, forecast, actual }) =>
      (forecast !== null || actual === null ? [] : [{ start: formatDay(startDay), end: formatDay(endDay), actual: fromMoneyUnits(actual) }])),
    ...nextForecast(cells, context, question, used),
    naiveSteps: naive?.steps ?? null, naiveAccuracy: accuracyOf(repeated),
    ...ownerForecasts(cells, pairs.window, context, shares.wape),
    category: rows === null ? null : categoryOfQuestion(rows, question.isSegment === true ? question : { ...question, cut: { ...question.cut, segmentBy: [] } }),
  };
  return {
    value, num: fromMoneyUnits(sums.error), den: fromMoneyUnits(sums.actual), n: used.length, nCensored: null,
    ci: ci.accuracy, reliability: value === null ? 'none' : periodReliability(used.length),
    phases: phasesOf(cells, context, question, pairs.window),
    details,
    caveats: !isRead(question) ? [] : forecastCaveats(pairs, context, question, details),
    basis: 'closed-periods',
  };
};
