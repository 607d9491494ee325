import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import type { TrendPoint } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { aalenJohansenBinned } from '../stats/aalen-johansen-binned.js';
import { incidenceQuantile } from '../stats/incidence-quantile.js';
import { quantile } from '../stats/quantile.js';
import type { KpiContext } from './context.js';
import { slotOfDays } from './day-slots.js';
import { ageDaysOf, dealCycles } from './deal-spans.js';
import { runOf } from './deal-layout.js';
import type { MonthValue, Question } from './define-kpi.js';
import { histograms, type GrowingHistogram } from './growing-histogram.js';
import { closeHorizon } from './horizon.js';
import { interval95 } from './interval.js';
import { meanReliability } from './reliability.js';
import { sumOf, winMedianOf } from './sales-cycle-finish.js';

/** Level at which a bound of the incidence reaches half of all wins; an open side stays null. */
const timeReaching = (time: readonly number[], bound: readonly (number | null)[], level: number, days: number): number | null => {
  const reached = incidenceQuantile(time, bound.map((share) => share ?? 0), level);
  return reached === null ? null : reached * days;
};

/**
 * Trend by entry cohort: time until half of a cohort's wins are in, deals still open censored. The mean of won deals
 * alone shortens when a pipeline grows and lengthens when it dries up. No figure before every deal of the cohort is as
 * old as the horizon of the close ratio.
 */
export const salesCycleTrend = (context: KpiContext, { cut, options }: Question, periods: readonly Period[]): readonly TrendPoint[] => {
  const spans = dealCycles(context);
  const { rows, startDay, bin } = spans;
  const index = cut.groupOf(rows);
  const slots = slotOfDays(context, periods);
  const [won, lost, open] = [histograms(periods.length), histograms(periods.length), histograms(periods.length)];
  const youngest = new Float64Array(periods.length).fill(Infinity);
  for (let row = 0; row < rows.parts[3]; row++) {
    const slot = startDay[row] === missingDay ? -1 : slots.of(startDay[row] as number);
    if (slot < 0 || (index !== null && index[row] !== 0)) continue;
    ((row < rows.parts[1] ? open : row < rows.parts[2] ? won : lost)[slot] as GrowingHistogram).add(bin[row] as number);
    youngest[slot] = Math.min(youngest[slot] as number, ageDaysOf(context, spans, row));
  }
  const days = spans.unitMs / dayMs;
  const horizon = closeHorizon(context, options);
  return periods.map((period, slot) => {
    const wins = (won[slot] as GrowingHistogram).trimmed();
    const n = sumOf(wins);
    const curves = aalenJohansenBinned(wins, (lost[slot] as GrowingHistogram).counts, (open[slot] as GrowingHistogram).counts);
    const median = (youngest[slot] as number) >= horizon ? winMedianOf(curves) : null;
    const value = median === null ? null : median * days;
    const half = (curves.incidence[1]?.at(-1) ?? 0) / 2;
    const ci = value === null ? null : interval95({
      lo: timeReaching(curves.time, curves.hi[1] ?? [], half, days), hi: timeReaching(curves.time, curves.lo[1] ?? [], half, days),
    }, 'log-log');
    return { period, value, n, ci, reliability: value === null ? 'none' : meanReliability(n, value, ci) };
  });
};

/** Mean cycle of the deals won in each period, under the question's filter: what its season is told from, unlike the trend. */
export const meanCycles = (context: KpiContext, { cut }: Question, periods: readonly Period[]): readonly MonthValue[] => {
  const { rows, startDay, bin, restMs, unitMs } = dealCycles(context);
  const index = cut.groupOf(rows);
  return periods.map((period) => {
    const days = context.calendar.daysOf(period);
    const { from, to } = runOf(rows, 1, days.startDay, days.endDay);
    let [n, bins, rest] = [0, 0, 0];
    for (let row = from; row < to; row++) {
      if (startDay[row] === missingDay || (index !== null && index[row] !== 0)) continue;
      n++;
      bins += bin[row] as number;
      rest += restMs[row] as number;
    }
    return { value: n === 0 ? null : (bins * unitMs + rest) / n / dayMs, n };
  });
};

const targetQuarters = 4;

/** Own target: median of the mean cycles of the four quarters before the period; null unless each of them has a won deal. */
export const ownCycleTarget = (context: KpiContext, question: Question): number | null => {
  const means = meanCycles(context, question, context.calendar.lastUnits('quarter', targetQuarters, question.period.startMs)).map(({ value }) => value);
  return means.includes(null) ? null : quantile(means as number[], 0.5);
};
