import { instantOf } from './columns.js';
import { churnRows, isCause } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { rowsNaming } from './customers-behind.js';
import { stayAt } from './customer-stays.js';
import type { Question } from './define-kpi.js';
import type { Behind } from './behind.js';

/**
 * The subscriptions of the customers at the start of the period, all of them, since a later one may bridge a gap; where
 * stays are read off revenue its rows. Whoever left for some reason is counted among all customers at the start.
 */
export const churnBehind = (context: KpiContext, { period, options, cut }: Question): Behind => {
  const filter = Object.fromEntries(Object.entries(cut.filter).filter(([name]) => !isCause(name)));
  const rows = churnRows(context, { period, options, dimensions: Object.keys(filter) });
  const index = createCut(filter, [], [rows]).groupOf(rows);
  const { stays, rule, customer } = rows;
  const wanted = new Set<number>();
  const services: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    if ((index !== null && index[row] !== 0) || stayAt(stays, row, period.startMs) === -1) continue;
    wanted.add(customer[row] as number);
    for (let i = stays.serviceFrom[row] as number; i < (stays.serviceFrom[row + 1] as number); i++) services.push(stays.service.row[i] as number);
  }
  const isWanted = (number: number): boolean => wanted.has(number);
  const customers = { table: 'customers', rows: rowsNaming(context, 'customers', 'id', isWanted), columns: ['id', 'first_won_at', 'acquired_channel', 'sold_by', 'segment'] } as const;
  if (rule.inactiveDays === null) {
    return { tables: [{ table: 'subscriptions', rows: services, columns: ['customer_id', 'started_at', 'ended_at', 'end_reason', 'mrr', 'currency', 'product_id'] }, customers], fixed: {} };
  }
  const at = instantOf(context.tables.get('revenue'), 'occurred_at');
  const revenue = rowsNaming(context, 'revenue', 'customer_id', isWanted).filter((row) => (at?.ms[row] ?? NaN) < context.asOfMs);
  return { tables: [{ table: 'revenue', rows: revenue, columns: ['customer_id', 'occurred_at', 'amount', 'currency'] }, customers], fixed: {} };
};
