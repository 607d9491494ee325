import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import { dayMs } from '../model/zone.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { KpiContext } from './context.js';
import { dealCycles } from './deal-spans.js';
import { GrowingHistogram } from './growing-histogram.js';

/** The instants and days a pipeline question is about. */
export interface PipelineTime {
  /** t = end of the period or asOf, whichever is earlier; the stock is the left limit there. */
  readonly ms: number;
  /** First local day not before t: what begins or closes on an earlier day lies before t. */
  readonly day: number;
  readonly fromDay: number;
  /** Calendar unit of the period that contains t: what the target is for. */
  readonly unitFromDay: number;
  readonly unitToDay: number;
  /** Age in days beyond which a deal is older than 90 % of the won ones; Infinity with under 50 won deals. */
  readonly staleDays: number;
}

const fewestWon = 50;

/** Own p90 of the won deals' cycle, in days; null with too few. From all won deals. */
const wonP90Days = (context: KpiContext): number | null => context.memo('won-p90-days', () => {
  const { rows: { parts }, startDay, bin, unitMs } = dealCycles(context);
  const won = new GrowingHistogram();
  for (let row = parts[1]; row < parts[2]; row++) if (startDay[row] !== missingDay) won.add(bin[row] as number);
  const p90 = won.total() < fewestWon ? null : quantileOfHistogram(won.counts, 0.9);
  return p90 === null ? null : (p90 * unitMs) / dayMs;
});

export const pipelineTime = (context: KpiContext, period: Period): PipelineTime => {
  const { calendar, asOfMs } = context;
  const ms = Math.min(period.endMs, asOfMs);
  const day = calendar.dayOf(ms - 1) + 1;
  const unit = calendar.daysOf(calendar.unitAround(period, calendar.dayOf(ms), asOfMs));
  return { ms, day, fromDay: calendar.dayOf(period.startMs), unitFromDay: unit.startDay, unitToDay: unit.endDay, staleDays: wonP90Days(context) ?? Infinity };
};
