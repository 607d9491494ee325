import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import type { TrendPoint } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { aalenJohansenBinned } from '../stats/aalen-johansen-binned.js';
import { incidenceQuantile } from '../stats/incidence-quantile.js';
import { quantile } from '../stats/quantile.js';
import type { EntityRows, KpiContext } from './context.js';
import { slotOfDays } from './day-slots.js';
import { runOf } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import { ageDaysOf, dealCycles } from './deal-spans.js';
import type { MonthValue, Question } from './define-kpi.js';
import { histograms, type GrowingHistogram } from './growing-histogram.js';
import { closeHorizon } from './horizon.js';
import { interval95 } from './interval.js';
import { cellsOfPeriods } from './period-cells.js';
import { meanReliability } from './reliability.js';
import { sumOf, winMedianOf } from './sales-cycle-finish.js';

const rows = (context: KpiContext): readonly EntityRows[] => [dealRows(context)];

/** Level at which a bound of the incidence reaches half of all wins; an open side stays null. */
const timeReaching = (time: readonly number[], bound: readonly (number | null)[], level: number, days: number): number | null => {
  const reached = incidenceQuantile(time, bound.map((share) => share ?? 0), level);
  return reached === null ? null : reached * days;
};

type CohortCells = { readonly won: Float64Array; readonly lost: Float64Array; readonly open: Float64Array; readonly young: number };

/** Entry cohorts per bin of the cycle; `young` = members not yet as old as the horizon. */
const cohortCells = (context: KpiContext, { cut, options }: Question, periods: readonly Period[]): readonly (readonly CohortCells[])[] => {
  const spans = dealCycles(context);
  const { rows, startDay, bin } = spans;
  const [groups, index] = [cut.groups.length, cut.groupOf(rows)];
  const slots = slotOfDays(context, periods);
  const horizon = closeHorizon(context, options);
  const cells = groups * periods.length;
  const [won, lost, open] = [histograms(cells), histograms(cells), histograms(cells)];
  const young = new Float64Array(cells);
  for (let row = 0; row < rows.parts[3]; row++) {
    const slot = startDay[row] === missingDay ? -1 : slots.of(startDay[row] as number);
    const group = index === null ? 0 : (index[row] as number);
    if (slot < 0 || group >= groups) continue;
    const at = group * periods.length + slot;
    ((row < rows.parts[1] ? open : row < rows.parts[2] ? won : lost)[at] as GrowingHistogram).add(bin[row] as number);
    if (ageDaysOf(context, spans, row) < horizon) young[at] = (young[at] as number) + 1;
  }
  return cut.groups.map((_, group) => periods.map((__, slot): CohortCells => {
    const at = group * periods.length + slot;
    const counts = (histogram: readonly GrowingHistogram[]): Float64Array => (histogram[at] as GrowingHistogram).trimmed();
    return { won: counts(won), lost: counts(lost), open: counts(open), young: young[at] as number };
  }));
};

/**
 * Trend by entry cohort: time until half of a cohort's wins are in, deals still open censored. The mean of won deals
 * alone shortens when a pipeline grows and lengthens when it dries up. No figure before every deal of the cohort is as
 * old as the horizon of the close ratio.
 */
export const salesCycleTrend = (context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  const days = dealCycles(context).unitMs / dayMs;
  const cohorts = cellsOfPeriods({ id: 'sales_cycle cohorts', rows, cells: cohortCells }, context, question, periods);
  return cohorts.map(({ won, lost, open, young }, slot) => {
    const n = sumOf(won);
    const curves = aalenJohansenBinned(won, lost, open);
    const median = young === 0 ? winMedianOf(curves) : null;
    const value = median === null ? null : median * days;
    const half = (curves.incidence[1]?.at(-1) ?? 0) / 2;
    const ci = value === null ? null : interval95({
      lo: timeReaching(curves.time, curves.hi[1] ?? [], half, days), hi: timeReaching(curves.time, curves.lo[1] ?? [], half, days),
    }, 'log-log');
    return { period: periods[slot] as Period, value, n, ci, reliability: value === null ? 'none' : meanReliability(n, value, ci) };
  });
};

type MeanCells = { readonly n: number; readonly bins: number; readonly rest: number };

/** Won in each period: how many, their bins and what the bins leave. */
const meanCells = (context: KpiContext, { cut }: Question, periods: readonly Period[]): readonly (readonly MeanCells[])[] => {
  const { rows, startDay, bin, restMs } = dealCycles(context);
  const [groups, index] = [cut.groups.length, cut.groupOf(rows)];
  const sums = cut.groups.map(() => periods.map(() => ({ n: 0, bins: 0, rest: 0 })));
  periods.forEach((period, slot) => {
    const days = context.calendar.daysOf(period);
    const { from, to } = runOf(rows, 1, days.startDay, days.endDay);
    for (let row = from; row < to; row++) {
      const group = index === null ? 0 : (index[row] as number);
      if (startDay[row] === missingDay || group >= groups) continue;
      const own = (sums[group] as (typeof sums)[number])[slot] as { n: number; bins: number; rest: number };
      own.n++;
      own.bins += bin[row] as number;
      own.rest += restMs[row] as number;
    }
  });
  return sums;
};

/** Mean cycle of the deals won in each period, under the question's filter: what its season is told from, unlike the trend. */
export const meanCycles = (context: KpiContext, question: Question, periods: readonly Period[]): readonly MonthValue[] => {
  const { unitMs } = dealCycles(context);
  return cellsOfPeriods({ id: 'sales_cycle means', rows, cells: meanCells }, context, question, periods)
    .map(({ n, bins, rest }) => ({ value: n === 0 ? null : (bins * unitMs + rest) / n / dayMs, n }));
};

const targetQuarters = 4;

/** Own target: median of the mean cycles of the four quarters before the period; null unless each of them has a won deal. */
export const ownCycleTarget = (context: KpiContext, question: Question): number | null => {
  const means = meanCycles(context, question, context.calendar.lastUnits('quarter', targetQuarters, question.period.startMs)).map(({ value }) => value);
  return means.includes(null) ? null : quantile(means as number[], 0.5);
};
