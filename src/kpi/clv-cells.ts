import { createTwoLimbSum } from '../stats/two-limb-sum.js';
import type { Bag } from './bag.js';
import type { CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import { contractAges, firstSpells, mrrAt } from './customer-service.js';
import { customerRows, type CustomerRows } from './customer-life.js';
import { revenueRows } from './customer-revenue.js';
import type { Cut, GroupIndex, Question } from './define-kpi.js';
import { exactCell } from './exact-cell.js';
import { tenure } from './tenure.js';

/** What both customer KPIs need of a group of customers. Money in 1/10000 units; x = g + GM · u per customer. */
export type ClvCells = {
  readonly n: number;
  /** In service at asOf. */
  readonly active: number;
  /** Σ g: known margins. */
  readonly g: number;
  /** Σ u: amounts without margin. */
  readonly u: number;
  /** Exact sums of squares and products, see exact-cell. */
  readonly gg: Float64Array;
  readonly gu: Float64Array;
  readonly uu: Float64Array;
  /** Monthly revenue of those in service at asOf whose revenue is known, and how many they are. */
  readonly mrr: number;
  readonly mrrN: number;
  /** First stays by contract age: left at renewal t, still there after t renewals. */
  readonly lost: Float64Array;
  readonly alive: Float64Array;
  /**
   * Figures of all rows whatever the cut: one entry per group, each the same. Shards add up within an entry;
   * groups put together keep theirs side by side.
   */
  readonly whole: CellMap;
};

/** Of nobody. */
export const noClvCells: ClvCells = {
  n: 0, active: 0, g: 0, u: 0, gg: new Float64Array(0), gu: new Float64Array(0), uu: new Float64Array(0), mrr: 0, mrrN: 0,
  lost: new Float64Array(0), alive: new Float64Array(0), whole: new Map(),
};

export type ClvFullCells = ClvCells & {
  /** One (g, u) per customer. */
  readonly values: Bag;
  /** By completed months since acquisition: customers who have completed month i, and what they brought in it. */
  readonly monthN: Float64Array;
  readonly monthG: Float64Array;
  readonly monthU: Float64Array;
  /** The same by years; active = customers with revenue in that year. */
  readonly yearN: Float64Array;
  readonly yearActive: Float64Array;
  readonly yearAmount: Float64Array;
  readonly yearG: Float64Array;
  readonly yearU: Float64Array;
};

/** Months per contract period: option, else 1 where subscriptions exist; null = no contract. */
export const contractMonthsOf = (context: KpiContext, options: Question['options']): number | null => {
  const given = options['contractMonths'];
  if (typeof given === 'number' && Number.isInteger(given) && given >= 1) return firstSpells(context) === null ? null : given;
  return firstSpells(context) === null ? null : 1;
};

/** Name of a group's own entry in `whole`. */
export const wholeKey = (cut: Cut, group: number): string => JSON.stringify(cut.groups[group] ?? []);

/** Group per customer row, `groups.length` = not asked for: fails the filter, stands for an unnamed deal, or is of another cohort. */
export const customerGroups = (context: KpiContext, { cut, period, options }: Question): GroupIndex => {
  const { length, hasValue, firstMs } = customerRows(context);
  const groupOf = cut.groupOf(customerRows(context));
  const isCohort = options['basis'] === 'cohort';
  const none = cut.groups.length;
  const groups = none < 255 ? new Uint8Array(length) : new Uint32Array(length);
  for (let row = 0; row < length; row++) {
    const first = firstMs[row] as number;
    const isAsked = hasValue[row] === 1 && (!isCohort || (first >= period.startMs && first < period.endMs));
    groups[row] = !isAsked ? none : groupOf === null ? 0 : (groupOf[row] as number);
  }
  return groups;
};

/** First stays by contract age per group; nothing without contracts. */
const agesOf = (context: KpiContext, rows: CustomerRows, groups: GroupIndex, count: number, months: number | null): { lost: Float64Array; alive: Float64Array }[] => {
  const ages = months === null ? new Int32Array(0) : contractAges(context, months);
  const hasEnded = firstSpells(context)?.hasEnded ?? new Uint8Array(0);
  let oldest = 0;
  for (let i = 0; i < ages.length; i++) oldest = Math.max(oldest, ages[i] as number);
  const length = months === null ? 0 : oldest + 1;
  const cells = Array.from({ length: count }, () => ({ lost: new Float64Array(length), alive: new Float64Array(length) }));
  for (let row = 0; row < (months === null ? 0 : rows.length); row++) {
    const number = rows.customer[row] as number;
    const age = ages[number] ?? -1;
    const group = cells[groups[row] as number];
    if (group === undefined || age < 0) continue;
    const bins = hasEnded[number] === 1 ? group.lost : group.alive;
    bins[age] = (bins[age] as number) + 1;
  }
  return cells;
};

/** Sums over the customers of one group. */
interface ValueSums { n: number; active: number; g: number; u: number; mrr: number; mrrN: number }

/** Cells per group of the cut, without the customers' own values. */
export const clvCells = (context: KpiContext, question: Question, groups: GroupIndex): readonly ClvCells[] => {
  const { cut } = question;
  const count = cut.groups.length;
  const rows = customerRows(context);
  const { known, plain, customer } = rows;
  const isActive = firstSpells(context)?.isActive ?? null;
  const monthly = mrrAt(context, context.asOfMs);
  const sums = Array.from({ length: count }, (): ValueSums => ({ n: 0, active: 0, g: 0, u: 0, mrr: 0, mrrN: 0 }));
  const squares = createTwoLimbSum(3 * count);
  for (let row = 0; row < rows.length; row++) {
    const group = groups[row] as number;
    const sum = sums[group];
    if (sum === undefined) continue;
    const g = known[row] as number;
    const u = plain[row] as number;
    sum.n++;
    sum.g += g;
    sum.u += u;
    if (g !== 0) squares.addProduct(3 * group, g, g);
    if (u !== 0) {
      squares.addProduct(3 * group + 2, u, u);
      if (g !== 0) squares.addProduct(3 * group + 1, g, u);
    }
    const number = customer[row] as number;
    if (isActive !== null && isActive[number] === 1) sum.active++;
    const mrr = monthly === null ? NaN : (monthly[number] as number);
    if (mrr === mrr) {
      sum.mrr += mrr;
      sum.mrrN++;
    }
  }
  const ages = agesOf(context, rows, groups, count, contractMonthsOf(context, question.options));
  const revenue = revenueRows(context);
  const whole = { margin: revenue?.bothMargin ?? 0, amount: revenue?.bothAmount ?? 0, rows: revenue?.customer.length ?? 0 };
  return sums.map((sum, group) => ({
    ...sum, ...(ages[group] as { lost: Float64Array; alive: Float64Array }),
    gg: exactCell(squares.exact(3 * group)), gu: exactCell(squares.exact(3 * group + 1)), uu: exactCell(squares.exact(3 * group + 2)),
    whole: new Map([[wholeKey(cut, group), whole]]),
  }));
};

/** Bags of (g, u): rows already ascend by the two, so each group's list is sorted as it comes. */
const bagsOf = (rows: CustomerRows, groups: GroupIndex, counts: readonly number[]): readonly Bag[] => {
  const items = counts.map((n) => new Float64Array(2 * n));
  const filled = new Uint32Array(counts.length);
  for (let row = 0; row < rows.length; row++) {
    const group = groups[row] as number;
    const own = items[group];
    if (own === undefined) continue;
    const at = filled[group] as number;
    own[at] = rows.known[row] as number;
    own[at + 1] = rows.plain[row] as number;
    filled[group] = at + 2;
  }
  return items.map((own) => ({ width: 2, items: own }));
};

/** Cells per group with all that the customer value itself shows. */
export const clvFullCells = (context: KpiContext, question: Question): readonly ClvFullCells[] => {
  const groups = customerGroups(context, question);
  const base = clvCells(context, question, groups);
  const bags = bagsOf(customerRows(context), groups, base.map(({ n }) => n));
  const lives = tenure(context).cells(groups, base.length);
  return base.map((cells, group) => ({ ...cells, values: bags[group] as Bag, ...(lives[group] as (typeof lives)[number]) }));
};
