import { createTwoLimbSum } from '../stats/index.js';
import type { Period } from '../model/period.js';
import { clvFullCells, customerGroups, wholeKey, type ClvFullCells } from './clv-cells.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { revenueRows } from './customer-revenue.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { exactCell } from './exact-cell.js';

/** Value to date as it stood at an instant: customers acquired before it, their revenue before it. */
const cellsAt = (context: KpiContext, question: Question, groups: GroupIndex, atMs: number): ClvFullCells => {
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
  const sums = { n: 0, g: 0, u: 0 };
  const squares = createTwoLimbSum(3);
  for (let row = 0; row < customers.length; row++) {
    if (groups[row] !== 0 || !((customers.firstMs[row] as number) < atMs)) continue;
    const [g, u] = [known[row] as number, plain[row] as number];
    sums.n++;
    sums.g += g;
    sums.u += u;
    squares.addProduct(0, g, g);
    squares.addProduct(1, g, u);
    squares.addProduct(2, u, u);
  }
  const none = new Float64Array(0);
  const whole = { margin: revenue?.bothMargin ?? 0, amount: revenue?.bothAmount ?? 0, rows: revenue?.customer.length ?? 0 };
  return {
    ...sums, active: 0, mrr: 0, mrrN: 0, lost: none, alive: none,
    gg: exactCell(squares.exact(0)), gu: exactCell(squares.exact(1)), uu: exactCell(squares.exact(2)),
    whole: new Map([[wholeKey(question.cut, 0), whole]]),
    values: { width: 2, items: none },
    monthN: none, monthG: none, monthU: none, yearN: none, yearActive: none, yearAmount: none, yearG: none, yearU: none,
  };
};

/**
 * Cells of a trend of the customer value: to date, as it stood at the end of each period (the same value would show in all of them
 * else); by cohort, of the customers acquired in each.
 */
export const clvTrendCells = (context: KpiContext, question: Question, periods: readonly Period[]): readonly ClvFullCells[] => {
  if (question.options['basis'] === 'cohort') return periods.map((period) => clvFullCells(context, { ...question, period })[0] as ClvFullCells);
  const groups = customerGroups(context, question);
  return periods.map(({ endMs }) => cellsAt(context, question, groups, Math.min(endMs, context.asOfMs)));
};
