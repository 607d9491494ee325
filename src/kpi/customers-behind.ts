import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { customerRows } from './customer-life.js';
import { services } from './customer-service.js';
import { datedWins } from './dated-wins.js';
import type { TableBehind } from './behind.js';

/** Rows of a table whose ids name one of the customers. */
export const rowsNaming = (context: KpiContext, table: 'customers' | 'revenue' | 'subscriptions', column: string, isWanted: (customer: number) => boolean): number[] => {
  const ids = categoryOf(context.tables.get(table), column);
  const numbers = customerIndex(context).numbersOf(ids);
  const found: number[] = [];
  ids?.codes.forEach((code, row) => {
    const customer = numbers?.[code] ?? -1;
    if (customer !== -1 && isWanted(customer)) found.push(row);
  });
  return found;
};

/** First subscription of each customer. */
const firstServices = (context: KpiContext, isWanted: (customer: number) => boolean): number[] => {
  const own = services(context);
  const first = new Map<number, number>();
  own?.customer.forEach((customer, i) => {
    if (!isWanted(customer)) return;
    const known = first.get(customer);
    if (known === undefined || (own.startMs[i] as number) < (own.startMs[known] as number)) first.set(customer, i);
  });
  return [...first.values()].map((i) => own?.row[i] as number);
};

/**
 * What makes each of these customers one: the row in the customer list, the first won deal and the first subscription; with
 * `isAll` every win and subscription, which decide who came back.
 *
 * @param wanted rows of the customer entity
 */
export const acquisitionsBehind = (context: KpiContext, wanted: ReadonlySet<number>, isAll = false): readonly TableBehind[] => {
  const { rowOf, firstDeal } = customerRows(context);
  const isWanted = (customer: number): boolean => wanted.has(rowOf[customer] as number);
  const wins = datedWins(context);
  const deals = isAll ? [...wins.row].filter((_, i) => isWanted(wins.customer[i] as number)) : [...wanted].map((row) => firstDeal[row] as number).filter((deal) => deal !== -1);
  return [
    { table: 'customers', rows: rowsNaming(context, 'customers', 'id', isWanted), columns: ['id', 'first_won_at', 'acquired_channel', 'sold_by', 'segment'] },
    { table: 'deals', rows: deals, columns: ['id', 'name', 'account_id', 'closed_at', 'type', 'amount', 'currency', 'source'] },
    {
      table: 'subscriptions', columns: ['customer_id', 'started_at', 'ended_at', 'mrr', 'currency', 'product_id'],
      rows: isAll ? rowsNaming(context, 'subscriptions', 'customer_id', isWanted) : firstServices(context, isWanted),
    },
  ];
};
