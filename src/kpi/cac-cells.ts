import type { Period } from '../model/period.js';
import { missingDay } from '../model/table.js';
import { countNew, newCustomersOf, sumDeals, type CustomerSums } from './cac-customers.js';
import { countSpendRows, sumSpend, type SpendSums } from './cac-spend.js';
import { cacWindow, type CacWindow } from './cac-window.js';
import type { CellMap, Cells } from './cells.js';
import { clvCells, customerGroups, wholeKey } from './clv-cells.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { customerRows } from './customer-life.js';
import { firstSpells, mrrAt } from './customer-service.js';
import type { Cut, GroupIndex, GroupKey, Question } from './define-kpi.js';
import { leadRows, opportunityRows, type FunnelRows } from './funnel-rows.js';
import { spendRows } from './spend-rows.js';

/** Additive figures of one group of spend and customers. Money in 1/10000 units. */
export type CacCells = {
  /**
   * Sales spend without channel is shared among the channels by new customers, so a channel's cost depends on customers
   * that its filter leaves out. Per pool within which it is shared (one, unless segments cut by more than the channel):
   * `shared` and `customers` of the selection, `channels` { spend, customers }, `months` { own, shared, customers },
   * and `whole`: the same of all channels { rows, shared, customers, months }, one entry per group, each equal.
   */
  readonly pools: CellMap;
  /** Won deals of the window that are neither renewal nor upsell. */
  readonly dealAmount: number;
  readonly dealN: number;
  /** Monthly revenue of those in service at the window's end whose revenue is known, and how many they are. */
  readonly mrr: number;
  readonly mrrN: number;
  /** First stays by length in local days. */
  readonly ended: Float64Array;
  readonly staying: Float64Array;
  readonly leads: number;
  readonly opportunities: number;
  /** Cells of the customer value under the key ''. */
  readonly clv: CellMap;
};

export const isChannelDimension = (name: string): boolean => name === 'channel' || name === 'organic';

/** The cut without its conditions on channels: within each of its groups sales spend is shared. */
const poolCut = (context: KpiContext, cut: Cut): Cut => {
  const names = [...Object.keys(cut.filter), ...cut.segmentBy];
  if (!names.some(isChannelDimension)) return cut;
  const filter = Object.fromEntries(Object.entries(cut.filter).filter(([name]) => !isChannelDimension(name)));
  const spend = spendRows(context);
  return createCut(filter, cut.segmentBy.filter((name) => !isChannelDimension(name)), spend === null ? [customerRows(context)] : [customerRows(context), spend]);
};

const poolKeyOf = (cut: Cut, pools: Cut, key: GroupKey): string =>
  JSON.stringify(pools === cut ? key : key.filter((_, i) => !isChannelDimension(cut.segmentBy[i] ?? '')));

interface Sums { readonly spend: SpendSums; readonly customers: CustomerSums }

const sumsOf = (context: KpiContext, question: Question, window: CacWindow, cut: Cut): readonly Sums[] => {
  const count = cut.groups.length;
  const rows = spendRows(context);
  const spend = sumSpend(context, window, rows === null ? null : cut.groupOf(rows), count);
  const customers = countNew(context, window, newCustomersOf(context, question.options), cut.groupOf(customerRows(context)), count);
  return spend.map((own, i) => ({ spend: own, customers: customers[i] as CustomerSums }));
};

const wholeCells = ({ spend, customers }: Sums, counted: ReturnType<typeof countSpendRows>): Cells => {
  const months = new Map<string, Cells>();
  for (const month of new Set([...counted.months.keys(), ...customers.months.keys()])) {
    months.set(String(month), {
      rows: counted.months.get(month) ?? 0, shared: spend.months.get(month)?.shared ?? 0, customers: customers.months.get(month) ?? 0,
    });
  }
  return { rows: counted.rows, shared: spend.shared, customers: customers.n, months };
};

const poolCells = ({ spend, customers }: Sums, whole: CellMap): Cells => {
  const channels = new Map<string, Cells>();
  for (const key of new Set([...spend.channels.keys(), ...customers.channels.keys()])) {
    channels.set(key, { spend: spend.channels.get(key) ?? 0, customers: customers.channels.get(key) ?? 0 });
  }
  const months = new Map<string, Cells>();
  for (const month of new Set([...spend.months.keys(), ...customers.months.keys()])) {
    const { own, shared } = spend.months.get(month) ?? { own: 0, shared: 0 };
    months.set(String(month), { own, shared, customers: customers.months.get(month) ?? 0 });
  }
  return { shared: spend.shared, customers: customers.n, channels, months, whole };
};

/** First stays by days and revenue in service at the window's end, per group of customer rows. */
const serviceCells = (context: KpiContext, atMs: number, groups: GroupIndex, count: number) => {
  const { customer, length: rowCount } = customerRows(context);
  const spells = firstSpells(context);
  const monthly = mrrAt(context, atMs);
  let longest = 0;
  spells?.startDay.forEach((start, i) => { if (start !== missingDay) longest = Math.max(longest, (spells.endDay[i] as number) - start); });
  const length = spells === null ? 0 : longest + 1;
  const cells = Array.from({ length: count }, () => ({ mrr: 0, mrrN: 0, ended: new Float64Array(length), staying: new Float64Array(length) }));
  for (let row = 0; row < (spells === null && monthly === null ? 0 : rowCount); row++) {
    const cell = cells[groups[row] as number];
    if (cell === undefined) continue;
    const number = customer[row] as number;
    const mrr = monthly === null ? NaN : (monthly[number] as number);
    if (mrr === mrr) {
      cell.mrr += mrr;
      cell.mrrN++;
    }
    const start = spells?.startDay[number] ?? missingDay;
    if (spells === null || start === missingDay) continue;
    const bins = spells.hasEnded[number] === 1 ? cell.ended : cell.staying;
    const days = (spells.endDay[number] as number) - start;
    bins[days] = (bins[days] as number) + 1;
  }
  return cells;
};

const countFunnel = (rows: FunnelRows | null, context: KpiContext, { period, cut }: Question): Float64Array => {
  const counts = new Float64Array(cut.groups.length + 1);
  if (rows === null) return counts;
  const groupOf = cut.groupOf(rows);
  const { ms, isCounted } = rows;
  const { startMs } = period;
  const endMs = Math.min(period.endMs, context.asOfMs);
  for (let row = 0; row < ms.length; row++) {
    const at = ms[row] as number;
    if (!(at >= startMs && at < endMs) || (isCounted !== null && isCounted[row] === 0)) continue;
    const group = groupOf === null ? 0 : (groupOf[row] as number);
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
};

/** Spend and new customers per group: all that the cost itself needs. */
const poolsOf = (context: KpiContext, question: Question): readonly CellMap[] => {
  const { cut } = question;
  const window = cacWindow(context, question);
  const pools = poolCut(context, cut);
  const own = sumsOf(context, question, window, cut);
  const ofPool = pools === cut ? own : sumsOf(context, question, window, pools);
  const poolIndex = new Map(pools.groups.map((key, i) => [JSON.stringify(key), i] as const));
  const counted = countSpendRows(context, window);
  return own.map((sums, i): CellMap => {
    const poolKey = poolKeyOf(cut, pools, cut.groups[i] ?? []);
    const whole = ofPool[poolIndex.get(poolKey) ?? -1] ?? sums;
    return new Map([[poolKey, poolCells(sums, new Map([[wholeKey(cut, i), wholeCells(whole, counted)]]))]]);
  });
};

/** One pass each over spend, new customers, won deals and subscriptions. */
export const cacCells = (context: KpiContext, question: Question): readonly CacCells[] => {
  const { cut, period } = question;
  const count = cut.groups.length;
  const pools = poolsOf(context, question);
  const toDate: Question = { ...question, options: { ...question.options, basis: 'to-date' } };
  const groups = customerGroups(context, toDate);
  const service = serviceCells(context, Math.min(period.endMs, context.asOfMs), groups, count);
  const deals = sumDeals(context, cacWindow(context, question), cut.groupOf(customerRows(context)), count);
  const leads = countFunnel(leadRows(context), context, question);
  const opportunities = countFunnel(opportunityRows(context), context, question);
  const values = clvCells(context, toDate, groups);
  return pools.map((own, i): CacCells => ({
    pools: own,
    dealAmount: deals[i]?.amount ?? 0, dealN: deals[i]?.n ?? 0,
    ...(service[i] as (typeof service)[number]),
    leads: leads[i] ?? 0, opportunities: opportunities[i] ?? 0,
    clv: new Map([['', values[i] as (typeof values)[number]]]),
  }));
};

/** Per group the cells of several periods: the cost alone, without what surrounds it. */
export const cacCostCells = (context: KpiContext, question: Question, periods: readonly Period[]): readonly (readonly CacCells[])[] => {
  const none = new Float64Array(0);
  const pools = periods.map((period) => poolsOf(context, { ...question, period }));
  return question.cut.groups.map((_, group) => pools.map((own): CacCells => ({
    pools: own[group] as CellMap,
    dealAmount: 0, dealN: 0, mrr: 0, mrrN: 0, ended: none, staying: none, leads: 0, opportunities: 0, clv: new Map(),
  })));
};
