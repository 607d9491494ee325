import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import type { Question } from './define-kpi.js';
import { categoryOfQuestion, forecastAccuracyCells, type ForecastCells } from './forecast-accuracy-cells.js';
import { forecastPairs, isUsed, kindsOf } from './forecast-accuracy-periods.js';
import { hasDealsToCompare } from './forecast-actuals.js';
import { forecastRows, type ForecastRows } from './forecast-rows.js';
import { snapshotLimits } from './forecast-snapshots.js';
import type { Behind } from './behind.js';

/** The latest snapshot in time of each series for each of the periods, of the kind of series that the forecast is taken from; and what rows say was won. */
const snapshotsOf = (context: KpiContext, rows: ForecastRows, question: Question, periods: ReadonlySet<number>): number[] => {
  const { seriesOf, periodOf, madeMs, isActual, runs, series } = rows;
  const limits = snapshotLimits(context, rows.grid, question.options);
  const category = categoryOfQuestion(rows, question);
  const column = rows.dimension('category');
  const index = question.cut.groupOf(rows);
  const wanted = kindsOf(question);
  const chosen = new Map<number, { readonly rank: number; rows: number[] }>();
  const stated: number[] = [];
  for (let run = 0; run + 1 < runs.length; run++) {
    const period = periodOf[runs[run] as number] as number;
    const rank = wanted.indexOf(series.kinds[seriesOf[runs[run] as number] as number] as (typeof wanted)[number]);
    if (!periods.has(period) || rank < 0) continue;
    let latest = -1;
    for (let row = runs[run] as number; row < (runs[run + 1] as number); row++) {
      if (isActual[row] === 1) stated.push(row);
      const name = column === null ? null : column.dictionary[column.codes[row] as number] ?? null;
      const isRead = isActual[row] === 0 && (category === null || name === null || name === category) && (index === null || index[row] === 0);
      if (isRead && (madeMs[row] as number) < (limits[period] as number)) latest = row;
    }
    if (latest < 0) continue;
    const known = chosen.get(period);
    if (known === undefined || rank < known.rank) chosen.set(period, { rank, rows: [latest] });
    else if (rank === known.rank) known.rows.push(latest);
  }
  return [...[...chosen.values()].flatMap((one) => one.rows), ...stated];
};

/** The forecasts that the used periods are judged by, and the deals won in them. */
export const forecastAccuracyBehind = (context: KpiContext, question: Question): Behind => {
  const rows = forecastRows(context);
  const cells = forecastAccuracyCells(context, question)[0] as ForecastCells;
  const used = forecastPairs(cells, context, question).window.filter(isUsed);
  if (rows === null) return { tables: [], fixed: {} };
  const deals = dealRows(context);
  const index = question.cut.groupOf(deals);
  const won = used.flatMap(({ startDay, endDay }) => {
    const { from, to } = runOf(deals, 1, startDay, endDay);
    return Array.from({ length: to - from }, (_, i) => from + i).filter((row) => index === null || index[row] === 0);
  });
  return {
    tables: [
      {
        table: 'forecasts', rows: snapshotsOf(context, rows, question, new Set(used.map((pair) => pair.index))).map((row) => rows.source[row] as number),
        columns: ['series', 'category', 'made_at', 'period_start', 'period_end', 'amount', 'currency'],
      },
      ...(hasDealsToCompare(context) ? [{
        table: 'deals', rows: won.map((row) => deals.source[row] as number), columns: ['id', 'name', 'closed_at', 'amount', 'currency', 'owner_id', 'segment', 'product_id'],
      } as const] : []),
    ],
    fixed: {},
  };
};
