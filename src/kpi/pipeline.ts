import type { Interval } from '../model/interval.js';
import type { Period } from '../model/period.js';
import type { Caveat, TrendPoint } from '../model/result.js';
import { pipelineCaveatTexts } from './pipeline-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { columnsOf, outcomeColumns, rateColumns, targetColumns } from './columns-read.js';
import type { EntityRows, KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import { defineKpi, type Compared, type Finished, type Question, type Scope } from './define-kpi.js';
import { leadRows } from './lead-rows.js';
import { fromMoneyUnits } from './money.js';
import { countsLeads } from './open-leads.js';
import { cellsOfPeriods } from './period-cells.js';
import { pipelineCells, type PipelineCells } from './pipeline-cells.js';
import { finishPipeline, noPipelineDetails } from './pipeline-finish.js';
import { stockReliability } from './reliability.js';
import { stockGroups, stockRows } from './stock-rows.js';

const caveat = caveatWriter(pipelineCaveatTexts);

const changeCaveats = (after: Compared<'pipeline', PipelineCells>, before: Compared<'pipeline', PipelineCells>): readonly Caveat[] => {
  const [now, then] = [after.finished.details, before.finished.details];
  if (now.value === null || then.value === null || now.weighted === null || then.weighted === null) return [];
  return now.value > then.value && now.weighted < then.weighted ? [caveat('PL_VALUE_UP_WEIGHTED_DOWN')] : [];
};

/** A stock is counted in full: a difference is what it is. */
const difference = (after: Finished<'pipeline'>, before: Finished<'pipeline'>): Interval | null => {
  if (after.value === null || before.value === null) return null;
  const change = after.value - before.value;
  return { lo: change, hi: change, level: 0.95, method: 'census' };
};

type StockChange = { readonly n: number; readonly nNull: number; readonly units: number };

/** Change of the open stock from the end of one period to the next: every open stretch counts from the first end after its begin to the last before its own end. */
const stockChanges = (context: KpiContext, { cut }: Question, periods: readonly Period[]): readonly (readonly StockChange[])[] => {
  const rows = stockRows(context);
  const index = stockGroups(context, rows, cut);
  const { beginDay, endDay, amountUnits } = rows;
  const ends = periods.map((period) => context.calendar.daysOf(period).endDay);
  const steps = cut.groups.map(() => periods.map(() => ({ n: 0, nNull: 0, units: 0 })));
  const first = ends[0] ?? 0;
  for (let row = 0; row < rows.length; row++) {
    const own = steps[index === null ? 0 : (index[row] as number)];
    if (own === undefined || (endDay[row] as number) < first) continue;
    const units = amountUnits === null ? NaN : (amountUnits[row] as number);
    // Number of ends at or before the day: where the stretch begins to count, and where it no longer does.
    let from = 0;
    while (from < ends.length && (ends[from] as number) <= (beginDay[row] as number)) from++;
    let to = from;
    while (to < ends.length && (ends[to] as number) <= (endDay[row] as number)) to++;
    if (to === from) continue;
    for (const [at, sign] of [[from, 1], [to, -1]] as const) {
      const step = own[at];
      if (step === undefined) continue;
      step.n += sign;
      if (units === units) step.units += sign * units; else step.nNull += sign;
    }
  }
  return steps;
};

const entities = (context: KpiContext, scope?: Scope): readonly EntityRows[] =>
  [stockRows(context), dealRows(context), ...(countsLeads(context, scope?.options ?? {}) ? [leadRows(context)] : [])];

/** Stocks at the ends of several periods. */
const trend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  const { has, parts, amountUnits } = dealRows(context);
  const isKnown = has.closedAt || parts[5] === parts[1];
  const stock = { n: 0, nNull: 0, units: 0 };
  return cellsOfPeriods({ id: 'pipeline stocks', rows: entities, cells: stockChanges }, context, question, periods).map((step, i) => {
    stock.n += step.n;
    stock.nNull += step.nNull;
    stock.units += step.units;
    const isNull = !isKnown || amountUnits === null || (stock.n > 0 && stock.nNull === stock.n);
    const value = isNull ? null : fromMoneyUnits(stock.units);
    return { period: periods[i] as Period, value, n: stock.n, ci: null, reliability: isNull ? 'none' : stockReliability(stock.n, stock.nNull) };
  });
};

/** Pipeline: number and value of the open deals at an instant, weighted by their chances, with the flows that led there. */
export const pipeline = defineKpi<'pipeline', PipelineCells>({
  id: 'pipeline',
  version: '1',
  unit: 'money',
  better: 'higher',
  name: { en: 'Pipeline value and volume', de: 'Wert und Volumen der Pipeline' },
  formula: {
    en: 'Sum of the amounts of the deals open at the end of the period (before that day)',
    de: 'Summe der Beträge der am Ende des Zeitraums (vor diesem Tag) offenen Deals',
  },
  needs: [[{ table: 'deals', columns: ['status'] }, { table: 'deals', columns: ['stage'] }]],
  time: 'stock',
  judgedUpTo: 2,
  dataRules: {
    DQ_FUTURE: ['deals', 'stage_history'], DQ_CLOSED_NO_DATE: ['deals'], DQ_REOPENED: ['deals'], DQ_FX_MISSING: ['deals'],
    DQ_PROB_MIXED: ['deals'], DQ_DUPLICATES: ['deals'],
  },
  reads: columnsOf(outcomeColumns, rateColumns, targetColumns, {
    deals: ['amount', 'currency', 'probability', 'expected_close_at', 'pipeline'], stage_history: ['amount', 'pipeline'],
  }),
  isAdditive: true,
  noDetails: noPipelineDetails,
  rows: entities,
  cells: pipelineCells,
  finish: finishPipeline,
  trend,
  monthly: trend,
  difference,
  explain: () => import('./pipeline-explain.js').then(({ explainPipeline: explain }) => ({ explain })),
  behind: () => import('./pipeline-behind.js').then(({ pipelineBehind }) => pipelineBehind),
  changeCaveats,
  isShown: ({ flow, leads }) => leads > 0 || flow.some((sum) => sum !== 0),
});
