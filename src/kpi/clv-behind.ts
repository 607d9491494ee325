import { customerGroups } from './clv-cells.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { acquisitionsBehind, rowsNaming } from './customers-behind.js';
import type { Question } from './define-kpi.js';
import type { Behind } from './behind.js';

/** The customers, what made them customers, and all they brought in before the cut-off. */
export const clvBehind = (context: KpiContext, question: Question): Behind => {
  const { rowOf } = customerRows(context);
  const groups = customerGroups(context, question);
  const wanted = new Set<number>();
  groups.forEach((group, row) => { if (group === 0) wanted.add(row); });
  const at = instantOf(context.tables.get('revenue'), 'occurred_at');
  const revenue = rowsNaming(context, 'revenue', 'customer_id', (customer) => wanted.has(rowOf[customer] as number))
    .filter((row) => ((at?.ms[row] ?? NaN)) < context.asOfMs);
  return {
    tables: [
      { table: 'revenue', rows: revenue, columns: ['customer_id', 'occurred_at', 'amount', 'margin', 'currency'] },
      ...acquisitionsBehind(context, wanted),
    ],
    fixed: {},
  };
};
