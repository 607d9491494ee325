import type { Period } from '../model/period.js';
import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { CellMap } from './cells.js';
import { addRevenue, bridgeCells, newRevenueSums, readRevenue, type RevenuePair } from './churn-bridge.js';
import { lifeCells, type LifeCells } from './churn-lives.js';
import { poolsOf } from './churn-pools.js';
import { churnRows, type ChurnRows } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { stayAt } from './customer-stays.js';
import { scopeOf, type GroupIndex, type Question } from './define-kpi.js';
import { bandEnds, bandOf, unknownBand } from './tenure-bands.js';

/** Additive figures of one group of customers over one period [a, b). Money in 1/10000 units. */
export interface ChurnCells extends LifeCells {
  /** In a stay at a (left limit), those of them whose stay ends before b, and of these those who may still return. */
  readonly n0: number;
  readonly churned: number;
  readonly provisional: number;
  /** By tenure band at the end: the lost ones, and all ends in the period (also of stays begun in it). */
  readonly bandChurned: Float64Array;
  readonly bandEnds: Float64Array;
  /** Time in service within the period by tenure band: whole days, and the ms that they leave. */
  readonly bandDays: Float64Array;
  readonly bandRestMs: Float64Array;
  readonly mrr0: number;
  readonly mrr1: number;
  readonly kept: number;
  readonly mrrN: number;
  /** Movement of monthly revenue → customers `n` and `units`. */
  readonly bridge: CellMap;
  readonly bridgeUnknown: number;
  /**
   * Only where the cut goes by why customers leave: the customers at the start whatever their reason. Per group without
   * its reasons one entry for each group with them, all equal, so that groups put together do not count them twice.
   */
  readonly pools: CellMap;
}

const bands = unknownBand + 1;

interface StaySums {
  n0: number; churned: number; provisional: number;
  readonly bandChurned: Float64Array; readonly bandEnds: Float64Array; readonly bandDays: Float64Array; readonly bandRestMs: Float64Array;
}

const newStaySums = (): StaySums => ({
  n0: 0, churned: 0, provisional: 0,
  bandChurned: new Float64Array(bands), bandEnds: new Float64Array(bands), bandDays: new Float64Array(bands), bandRestMs: new Float64Array(bands),
});

const add = (bins: Float64Array, bin: number, amount: number): void => { bins[bin] = (bins[bin] as number) + amount; };

const addTime = ({ bandDays, bandRestMs }: StaySums, band: number, ms: number): void => {
  const days = Math.floor(ms / dayMs);
  add(bandDays, band, days);
  add(bandRestMs, band, ms - days * dayMs);
};

/** Time from one instant to another, cut where the tenure passes from one band to the next: at the local midnight after the band's last day. */
const addServiceTime = (context: KpiContext, sums: StaySums, startDay: number, fromMs: number, toMs: number): void => {
  if (startDay === missingDay) {
    addTime(sums, unknownBand, toMs - fromMs);
    return;
  }
  let from = fromMs;
  const [fromDay, toDay] = [context.calendar.dayOf(fromMs), context.calendar.dayOf(toMs)];
  for (let band = bandOf(startDay, fromDay); ; band++) {
    const lastDay = bandEnds[band as 0 | 1] ?? Infinity;
    const nextDay = startDay + lastDay + 1;
    if (toDay < nextDay) {
      addTime(sums, band, toMs - from);
      return;
    }
    const nextMs = context.calendar.midnightOf(nextDay);
    addTime(sums, band, nextMs - from);
    from = nextMs;
  }
};

/** Stays of all customers against the period; time in service ends at asOf at the latest. */
const sumStays = (context: KpiContext, rows: ChurnRows, { period: { startMs, endMs } }: Question, groupOf: GroupIndex | null, groups: number): readonly StaySums[] => {
  const sums = Array.from({ length: groups }, newStaySums);
  const { stays, rule } = rows;
  const graceMs = rule.graceDays * dayMs;
  const untilMs = Math.min(endMs, context.asOfMs);
  for (let row = 0; row < rows.length; row++) {
    const own = sums[groupOf === null ? 0 : (groupOf[row] as number)];
    if (own === undefined) continue;
    for (let stay = stays.stayFrom[row] as number; stay < (stays.stayFrom[row + 1] as number); stay++) {
      const begun = stays.startMs[stay] as number;
      const ended = stays.endMs[stay] as number;
      const startDay = stays.startDay[stay] as number;
      if (begun >= untilMs || ended < startMs) continue;
      const isAtStart = begun < startMs;
      if (isAtStart) own.n0++;
      const from = Math.max(begun, startMs);
      const to = Math.min(ended, untilMs);
      if (to > from) addServiceTime(context, own, startDay, from, to);
      if (!(ended < endMs)) continue;
      const band = bandOf(startDay, stays.endDay[stay] as number);
      add(own.bandEnds, band, 1);
      if (!isAtStart) continue;
      own.churned++;
      add(own.bandChurned, band, 1);
      // A return at asOf itself is not known yet.
      if (rule.inactiveDays === null && ended + graceMs >= context.asOfMs) own.provisional++;
    }
  }
  return sums;
};

const sumRevenue = (rows: ChurnRows, { period: { startMs, endMs } }: Question, groupOf: GroupIndex | null, groups: number) => {
  const sums = Array.from({ length: groups }, newRevenueSums);
  const pair: RevenuePair = { from: 0, to: 0, isKnown: true };
  for (let row = 0; rows.stays.hasMrr && row < rows.length; row++) {
    const own = sums[groupOf === null ? 0 : (groupOf[row] as number)];
    if (own === undefined) continue;
    readRevenue(rows, row, startMs, endMs, pair);
    addRevenue(own, rows, row, stayAt(rows.stays, row, startMs), endMs, pair);
  }
  return sums;
};

/** Cells per group of the cut: passes over the customers for stays, revenue and whole lives. */
export const churnCells = (context: KpiContext, question: Question): readonly ChurnCells[] => {
  const { cut } = question;
  const groups = cut.groups.length;
  const rows = churnRows(context, scopeOf(question));
  const groupOf = cut.groupOf(rows);
  const stays = sumStays(context, rows, question, groupOf, groups);
  const revenue = sumRevenue(rows, question, groupOf, groups);
  const lives = lifeCells(context, rows, groupOf, groups);
  const pools = poolsOf(context, question);
  return stays.map((own, group): ChurnCells => {
    const money = revenue[group] as (typeof revenue)[number];
    const { mrr0, mrr1, kept, mrrN } = money;
    return {
      ...own, mrr0, mrr1, kept, mrrN, bridge: bridgeCells(money), bridgeUnknown: money.unknown,
      ...(lives[group] as LifeCells), pools: pools[group] as CellMap,
    };
  });
};

/** Customers at the start and those lost in each of several periods, oldest first, in one pass. For an ungrouped cut that is the same in all of them. */
export const churnOfPeriods = (context: KpiContext, question: Question, periods: readonly Period[]): readonly { readonly n0: number; readonly churned: number }[] => {
  const rows = churnRows(context, scopeOf(question));
  const groupOf = question.cut.groupOf(rows);
  const { stayFrom, startMs, endMs } = rows.stays;
  const sums = periods.map(() => ({ n0: 0, churned: 0 }));
  for (let row = 0; row < rows.length; row++) {
    if (groupOf !== null && groupOf[row] !== 0) continue;
    for (let stay = stayFrom[row] as number; stay < (stayFrom[row + 1] as number); stay++) {
      const begun = startMs[stay] as number;
      const ended = endMs[stay] as number;
      for (let i = 0; i < periods.length; i++) {
        const period = periods[i] as Period;
        if (ended < period.startMs) break;
        if (begun >= period.startMs) continue;
        const own = sums[i] as { n0: number; churned: number };
        own.n0++;
        if (ended < period.endMs) own.churned++;
      }
    }
  }
  return sums;
};
