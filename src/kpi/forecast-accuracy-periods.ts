import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import type { ForecastCells } from './forecast-accuracy-cells.js';
import { hasDealsToCompare } from './forecast-actuals.js';
import type { ForecastGrid } from './forecast-grid.js';
import { forecastRows } from './forecast-rows.js';
import { kindsFor, type SeriesKind } from './forecast-series.js';
import { moments, type Moment } from './forecast-snapshots.js';

/** A closed period with what was forecast and what happened, 1/10000 of the report currency; null = not known. */
export interface ForecastPair {
  readonly index: number;
  readonly startDay: number;
  readonly endDay: number;
  readonly forecast: number | null;
  readonly actual: number | null;
  /** Its forecast rests on a row without date. */
  readonly isUndated: boolean;
}

/** A pair with both sides. */
export interface UsedPair extends ForecastPair { readonly forecast: number; readonly actual: number }

export const isUsed = (pair: ForecastPair): pair is UsedPair => pair.forecast !== null && pair.actual !== null;

/** Kinds of series that can answer a question, the preferred one first. How the whole is segmented changes nothing in it. */
export const kindsOf = ({ cut, isSegment }: Question): readonly SeriesKind[] =>
  kindsFor([...Object.keys(cut.filter), ...(isSegment === true ? cut.segmentBy : [])]);

const at = (cells: Cells | undefined, field: string, place: number): number => ((cells?.[field] as Float64Array | undefined)?.[place] ?? 0);

/** The first kind of series that has a forecast of a period at a moment. */
const kindAt = ({ kinds }: ForecastCells, wanted: readonly SeriesKind[], place: number): SeriesKind | undefined =>
  wanted.find((kind) => at(kinds.get(kind), 'series', place) > 0);

/** Forecast of a period at a moment: of the first kind of series that has one. null = none was made in time. */
export const forecastAt = (cells: ForecastCells, wanted: readonly SeriesKind[], grid: ForecastGrid, moment: Moment, index: number): number | null => {
  const place = moments.indexOf(moment) * grid.startDay.length + index;
  const kind = kindAt(cells, wanted, place);
  return kind === undefined ? null : at(cells.kinds.get(kind), 'forecast', place);
};

/** Whether the forecast that a number rests on is of a row without date. */
const isUndatedAt = (cells: ForecastCells, wanted: readonly SeriesKind[], index: number): boolean => {
  const kind = kindAt(cells, wanted, index);
  return kind !== undefined && at(cells.kinds.get(kind), 'undated', index) > 0;
};

/** What happened in a period: won amounts, where there are no deals what rows of the category `actual` say. */
const actualAt = (cells: ForecastCells, wanted: readonly SeriesKind[], hasDeals: boolean, index: number): number | null => {
  if (hasDeals) return cells.won[index] ?? 0;
  const kind = wanted.find((one) => at(cells.kinds.get(one), 'statedSeries', index) > 0);
  return kind === undefined ? null : at(cells.kinds.get(kind), 'stated', index);
};

export interface ForecastPairs {
  /** Closed periods up to the end of the window, ascending by start. */
  readonly history: readonly ForecastPair[];
  /** Those of them that lie in the window. */
  readonly window: readonly ForecastPair[];
  readonly grid: ForecastGrid | null;
}

/** Pairs of forecast and actual at a moment. A period counts with its end: only closed ones, wholly in the window. */
export const forecastPairs = (cells: ForecastCells, context: KpiContext, question: Question, moment: Moment = 'chosen'): ForecastPairs => {
  const grid = forecastRows(context)?.grid ?? null;
  if (grid === null) return { history: [], window: [], grid };
  const { startDay, endDay } = context.calendar.daysOf(question.period);
  const wanted = kindsOf(question);
  const hasDeals = hasDealsToCompare(context);
  const history: ForecastPair[] = [];
  grid.endDay.forEach((end, index) => {
    if (end > Math.min(endDay, context.asOfDay)) return;
    history.push({
      index, startDay: grid.startDay[index] as number, endDay: end,
      forecast: forecastAt(cells, wanted, grid, moment, index), actual: actualAt(cells, wanted, hasDeals, index),
      isUndated: isUndatedAt(cells, wanted, index),
    });
  });
  return { history, window: history.filter((pair) => pair.startDay >= startDay), grid };
};

/** The same for one owner, at the first moment. */
export const ownerPairs = (own: Cells, window: readonly ForecastPair[], context: KpiContext): readonly UsedPair[] => {
  const hasDeals = hasDealsToCompare(context);
  return window.filter(isUsed).flatMap((pair): UsedPair[] => {
    const hasActual = hasDeals || at(own, 'statedSeries', pair.index) > 0;
    if (at(own, 'series', pair.index) === 0 || !hasActual) return [];
    return [{ ...pair, forecast: at(own, 'forecast', pair.index), actual: at(own, hasDeals ? 'won' : 'stated', pair.index) }];
  });
};
