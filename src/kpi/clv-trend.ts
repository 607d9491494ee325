import { createTwoLimbSum } from '../stats/two-limb-sum.js';
import type { Period } from '../model/period.js';
import { release } from '../model/release.js';
import { clvFullCells, customerGroups, wholeKey, type ClvFullCells } from './clv-cells.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { revenueRows } from './customer-revenue.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { exactCell } from './exact-cell.js';

/** Value to date of each group as it stood at an instant: customers acquired before it, their revenue before it. */
const cellsAt = (context: KpiContext, { cut }: Question, groups: GroupIndex, atMs: number): readonly ClvFullCells[] => {
  const customers = customerRows(context);
  const revenue = revenueRows(context);
  const known = new Float64Array(customers.length);
  const plain = new Float64Array(customers.length);
  for (let i = 0; revenue !== null && i < revenue.customer.length; i++) {
    if (!((revenue.atMs[i] as number) < atMs)) continue;
    const row = customers.rowOf[revenue.customer[i] as number] as number;
    const [margin, amount] = [revenue.margin[i] as number, revenue.amount[i] as number];
    if (!Number.isNaN(margin)) known[row] = (known[row] as number) + margin;
    else if (!Number.isNaN(amount)) plain[row] = (plain[row] as number) + amount;
  }
  const sums = cut.groups.map(() => ({ n: 0, g: 0, u: 0 }));
  const squares = createTwoLimbSum(3 * sums.length);
  for (let row = 0; row < customers.length; row++) {
    const group = groups[row] as number;
    const own = sums[group];
    if (own === undefined || !((customers.firstMs[row] as number) < atMs)) continue;
    const [g, u] = [known[row] as number, plain[row] as number];
    own.n++;
    own.g += g;
    own.u += u;
    if (g !== 0) squares.addProduct(3 * group, g, g);
    if (u !== 0) {
      squares.addProduct(3 * group + 2, u, u);
      if (g !== 0) squares.addProduct(3 * group + 1, g, u);
    }
  }
  release(known, plain);
  const none = new Float64Array(0);
  const whole = { margin: revenue?.bothMargin ?? 0, amount: revenue?.bothAmount ?? 0, rows: revenue?.customer.length ?? 0 };
  return sums.map((own, group): ClvFullCells => ({
    ...own, active: 0, mrr: 0, mrrN: 0, lost: none, alive: none,
    gg: exactCell(squares.exact(3 * group)), gu: exactCell(squares.exact(3 * group + 1)), uu: exactCell(squares.exact(3 * group + 2)),
    whole: new Map([[wholeKey(cut, group), whole]]),
    values: { width: 2, items: none },
    monthN: none, monthG: none, monthU: none, yearN: none, yearActive: none, yearAmount: none, yearG: none, yearU: none,
  }));
};

/**
 * Per group the cells of a trend of the customer value: to date, as it stood at the end of each period (the same value would show in all
 * of them else); by cohort, of the customers acquired in each.
 */
export const clvTrendCells = (context: KpiContext, question: Question, periods: readonly Period[]): readonly (readonly ClvFullCells[])[] => {
  const isCohort = question.options['basis'] === 'cohort';
  const groups = isCohort ? null : customerGroups(context, question);
  const byPeriod = periods.map((period) =>
    (groups === null ? clvFullCells(context, { ...question, period }) : cellsAt(context, question, groups, Math.min(period.endMs, context.asOfMs))));
  return question.cut.groups.map((_, group) => byPeriod.map((cells) => cells[group] as ClvFullCells));
};
