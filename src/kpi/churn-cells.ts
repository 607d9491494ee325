import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { CellMap, Cells } from './cells.js';
import { addRevenue, bridgeCells, newRevenueSums, readRevenue, type RevenuePair } from './churn-bridge.js';
import { lifeCells, noLives, type LifeCells } from './churn-lives.js';
import { churnRows, isCause, type ChurnRows } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { stayAt } from './customer-stays.js';
import { scopeOf, type Cut, type GroupIndex, type Question } from './define-kpi.js';
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

/** Stays of all customers against the period; time in service (unless brief) ends at asOf at the latest. */
const sumStays = (
  context: KpiContext, rows: ChurnRows, { period: { startMs, endMs } }: Question, groupOf: GroupIndex | null, groups: number, isBrief: boolean,
): readonly StaySums[] => {
  const sums = Array.from({ length: groups }, newStaySums);
  const { stays, rule } = rows;
  const graceMs = rule.graceDays * dayMs;
  const untilMs = Math.min(endMs, context.asOfMs);
  for (let row = 0; row < rows.length; row++) {
    const own = sums[groupOf === null ? 0 : (groupOf[row] as number)];
    if (own === undefined) continue;
    for (let stay = stays.stayFrom[row] as number; stay < (stays.stayFrom[row + 1] as number); stay++) {
      const [begun, ended, startDay] = [stays.startMs[stay] as number, stays.endMs[stay] as number, stays.startDay[stay] as number];
      if (begun >= untilMs || ended < startMs) continue;
      const isAtStart = begun < startMs;
      if (isAtStart) own.n0++;
      const [from, to] = [Math.max(begun, startMs), Math.min(ended, untilMs)];
      if (!isBrief && to > from) addServiceTime(context, own, startDay, from, to);
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

const namesOf = ({ filter, segmentBy }: Cut): readonly string[] => [...Object.keys(filter), ...segmentBy];

/** Customers at the start per group of a cut, whatever the reasons of those who left. */
const poolsOf = (context: KpiContext, question: Question): readonly CellMap[] => {
  const { cut, period, options } = question;
  if (!namesOf(cut).some(isCause)) return cut.groups.map(() => new Map());
  const filter = Object.fromEntries(Object.entries(cut.filter).filter(([name]) => !isCause(name)));
  const segmentBy = cut.segmentBy.filter((name) => !isCause(name));
  const rows = churnRows(context, { period, options, dimensions: [...Object.keys(filter), ...segmentBy] });
  const pooled = createCut(filter, segmentBy, [rows]);
  const sums = sumStays(context, rows, question, pooled.groupOf(rows), pooled.groups.length, true);
  const keyOf = (key: readonly (string | null)[]): string => JSON.stringify(key);
  const n0Of = new Map(pooled.groups.map((key, i) => [keyOf(key), (sums[i] as StaySums).n0] as const));
  return cut.groups.map((key, group) => {
    const entryOf = (pool: string): readonly [string, Cells] => [pool, { entries: new Map([[keyOf(key), { n0: n0Of.get(pool) ?? 0 }]]) }];
    // The rest of too many segments holds some of every pool.
    if (group === cut.restIndex) return new Map([...n0Of.keys()].sort().map(entryOf));
    return new Map([entryOf(keyOf(key.filter((_, i) => !isCause(cut.segmentBy[i] ?? ''))))]);
  });
};

/** Customers at the start behind the pools of one or several groups. */
export const pooledN0 = (pools: CellMap): number => {
  let n0 = 0;
  for (const { entries } of pools.values()) n0 += Math.max(...[...(entries as CellMap).values()].map((entry) => entry['n0'] as number));
  return n0;
};

/** Whether the lost ones are told by reason: then nothing but their number is theirs alone. */
export const isByCause = ({ cut, isSegment }: Question): boolean =>
  (isSegment === true ? namesOf(cut) : Object.keys(cut.filter)).some(isCause);

/** Cells per group of the cut: passes over the customers for stays, revenue and whole lives; brief ones only tell the rate. */
export const churnCells = (context: KpiContext, question: Question, isBrief = false): readonly ChurnCells[] => {
  const { cut } = question;
  const groups = cut.groups.length;
  const rows = churnRows(context, scopeOf(question));
  const groupOf = cut.groupOf(rows);
  const stays = sumStays(context, rows, question, groupOf, groups, isBrief);
  const revenue = isBrief ? Array.from({ length: groups }, newRevenueSums) : sumRevenue(rows, question, groupOf, groups);
  const lives = isBrief ? Array.from({ length: groups }, () => noLives) : lifeCells(context, rows, groupOf, groups);
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
