import type { CategoryColumn } from '../model/table.js';
import { categoryOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { forecastGrid, type ForecastGrid } from './forecast-grid.js';
import { categoryDimension, forecastSeries, type ForecastSeries } from './forecast-series.js';
import { forecastSource } from './forecast-source.js';
import { orderByKeys } from './order-by-keys.js';

/**
 * The forecasts of a dataset: one row per snapshot of a series for a period of the grid, those of one series and period
 * together and ascending by the instant they were made.
 */
export interface ForecastRows extends EntityRows {
  /** Row of `forecasts`. */
  readonly source: Uint32Array;
  readonly grid: ForecastGrid;
  readonly series: ForecastSeries;
  /** Number of the series. */
  readonly seriesOf: Uint32Array;
  /** Index in the grid. */
  readonly periodOf: Uint16Array;
  /** When it was made; -Infinity = not told. */
  readonly madeMs: Float64Array;
  /** 1/10000 of the report currency. */
  readonly amountUnits: Float64Array;
  /** 1 = what happened, not a forecast; only where no deals tell it. */
  readonly isActual: Uint8Array;
  /** Rows of run k are `runs[k]..runs[k+1]`: one series and one period. */
  readonly runs: Uint32Array;
  readonly hasMadeAt: boolean;
  /** Categories of the forecasts, those of what happened left out; sorted, null first where rows lack one. */
  readonly categories: readonly (string | null)[];
}

const compareTexts = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);

/** Rank of each code by its text, missing first. */
const ranksOf = (column: CategoryColumn | null): Float64Array => {
  const dictionary = column?.dictionary ?? [null];
  const ranks = new Float64Array(dictionary.length);
  dictionary.map((_, code) => code).sort((a, b) => compareTexts(dictionary[a] ?? null, dictionary[b] ?? null)).forEach((code, rank) => { ranks[code] = rank; });
  return ranks;
};

/** Of neighbours that are the same the one that is not smaller stays. */
const withoutDuplicates = (sorted: Uint32Array, isSame: (a: number, b: number) => boolean, isSmaller: (a: number, b: number) => boolean): Uint32Array => {
  let n = 0;
  const kept = new Uint32Array(sorted.length);
  for (const row of sorted) {
    const last = kept[n - 1];
    if (last === undefined || !isSame(last, row)) kept[n++] = row;
    else if (isSmaller(last, row)) kept[n - 1] = row;
  }
  return kept.slice(0, n);
};

/** Built once per context; null without the table, its columns or a single usable forecast. */
export const forecastRows = (context: KpiContext): ForecastRows | null => context.memo('forecast-rows', () => {
  const source = forecastSource(context);
  const forecasts = source?.usable.filter((row) => source.isActual[row] === 0) ?? new Uint32Array(0);
  if (source === null || forecasts.length === 0) return null;
  const { table, startDay, endDay, units, isActual, category, madeMs } = source;
  const grid = forecastGrid(Int32Array.from(forecasts, (row) => startDay[row] as number), Int32Array.from(forecasts, (row) => endDay[row] as number)) as ForecastGrid;
  const series = forecastSeries(context, categoryOf(table, 'series'));
  const ranks = ranksOf(category);
  const periodAt = (row: number): number => grid.indexOf(startDay[row] as number, endDay[row] as number);
  const runAt = (row: number): number => series.rowOf(row) * grid.startDay.length + periodAt(row);
  const rankAt = (row: number): number => (category === null ? 0 : (ranks[category.codes[row] as number] as number));

  const onGrid = source.usable.filter((row) => periodAt(row) >= 0);
  const [run, made, rank] = [runAt, madeMs, rankAt].map((valueOf) => Float64Array.from(onGrid, (row) => valueOf(row))) as [Float64Array, Float64Array, Float64Array];
  const kept = withoutDuplicates(
    orderByKeys(run, made, rank),
    (a, b) => run[a] === run[b] && made[a] === made[b] && rank[a] === rank[b],
    (a, b) => source.isSmaller(onGrid[a] as number, onGrid[b] as number),
  );
  context.rules.set('FC_OFF_GRID', 'forecasts', source.usable.length - onGrid.length);
  context.rules.set('DQ_DUPLICATES', 'forecasts', context.rules.get('DQ_DUPLICATES', 'forecasts') + onGrid.length - kept.length);

  const order = kept.map((at) => onGrid[at] as number);
  const runs: number[] = [];
  kept.forEach((at, i) => { if (i === 0 || run[at] !== run[kept[i - 1] as number]) runs.push(i); });
  const seriesOf = order.map((row) => series.rowOf(row));
  const categoryOfRow = category === null ? null : { ...category, codes: order.map((row) => category.codes[row] as number) };
  const flags = Uint8Array.from(order, (row) => isActual[row] as number);
  const named = new Set<number>();
  categoryOfRow?.codes.forEach((code, i) => { if (flags[i] === 0) named.add(code); });
  return {
    length: order.length, sources: ['forecasts'], excluded: table.rowCount - order.length, source: order,
    grid, series, seriesOf, isActual: flags, runs: Uint32Array.from([...runs, order.length]), hasMadeAt: source.hasMadeAt,
    periodOf: Uint16Array.from(order, periodAt),
    madeMs: Float64Array.from(order, (row) => madeMs(row)),
    amountUnits: Float64Array.from(order, (row) => units[row] as number),
    categories: category === null ? [null] : [...named].map((code) => category.dictionary[code] ?? null).sort(compareTexts),
    dimension: (name) => context.memo(`forecast-dimension ${name}`, (): CategoryColumn | null =>
      (name === categoryDimension && categoryOfRow !== null ? categoryOfRow : series.dimension(name, seriesOf))),
  };
});
