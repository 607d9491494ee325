import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { dealLines, productNames } from './product-lines.js';
import { eachOpportunity, effortOf, exposureWindow } from './product-effort.js';
import { productRows } from './product-rows.js';
import type { Behind } from './behind.js';

/** The deals that were opportunities in the period, with their lines. */
export const productPerformanceBehind = (context: KpiContext, question: Question): Behind => {
  const rows = productRows(context);
  const index = question.cut.groupOf(rows);
  const lines = dealLines(context, rows.deals, productNames(context));
  const [deals, ofDeals]: [number[], number[]] = [[], []];
  eachOpportunity(context, rows, exposureWindow(context, question), effortOf(question), ({ row }) => {
    const [from, to] = [rows.starts[row] as number, rows.starts[row + 1] as number];
    const isAsked = index === null || index.subarray(from, to).includes(0);
    if (!isAsked) return;
    deals.push(rows.deals.source[row] as number);
    if (lines !== null) ofDeals.push(...lines.lines.subarray(lines.starts[row], lines.starts[row + 1]));
  });
  const dealColumns = ['id', 'name', 'status', 'created_at', 'closed_at', 'product_id', 'amount', 'margin', 'currency', 'owner_id', 'source', 'campaign'];
  return {
    tables: [
      { table: 'deals', rows: deals, columns: dealColumns },
      { table: 'deal_lines', rows: ofDeals, columns: ['deal_id', 'product_id', 'qty', 'unit_price', 'total', 'margin'] },
    ],
    fixed: {},
  };
};
