import { release } from '../model/release.js';
import { categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { moneyColumns } from './money.js';

/** Revenue rows before asOf that name a customer; money in 1/10000 units, NaN = missing. */
export interface RevenueRows {
  readonly customer: Int32Array;
  readonly atMs: Float64Array;
  readonly amount: Float64Array;
  readonly margin: Float64Array;
  /** Σ over rows that have both; the gross margin share is margin / amount. */
  readonly bothMargin: number;
  readonly bothAmount: number;
  readonly excluded: number;
}

const none = (length: number): Float64Array => new Float64Array(length).fill(NaN);

/** Built once per context; null without the table or its required columns. */
export const revenueRows = (context: KpiContext): RevenueRows | null => context.memo('revenue-rows', () => {
  const table = context.tables.get('revenue');
  const ids = categoryOf(table, 'customer_id');
  const at = instantOf(table, 'occurred_at');
  if (table === undefined || ids === null || at === null) return null;
  const index = customerIndex(context);
  // Days are only needed to look up rates.
  const days = categoryOf(table, 'currency') === null ? 0 : Int32Array.from(at.ms, (ms) => (Number.isNaN(ms) ? 0 : context.calendar.dayOf(ms)));
  const [margin, amount] = moneyColumns(context, 'revenue', ['margin', 'amount'], days).map((units) => units ?? none(table.rowCount)) as [Float64Array, Float64Array];
  const customerOf = index.numbersOf(ids) as Int32Array;
  const rows = new Uint32Array(table.rowCount);
  let n = 0;
  let nFuture = 0;
  let bothMargin = 0;
  let bothAmount = 0;
  for (let row = 0; row < table.rowCount; row++) {
    if ((at.ms[row] as number) >= context.asOfMs) nFuture++;
    else if (!Number.isNaN(at.ms[row])) {
      if (!Number.isNaN(margin[row]) && !Number.isNaN(amount[row])) {
        bothMargin += margin[row] as number;
        bothAmount += amount[row] as number;
      }
      if (customerOf[ids.codes[row] as number] !== -1) rows[n++] = row;
    }
  }
  context.rules.set('DQ_FUTURE', 'revenue', nFuture);
  // Mostly every row counts: then its columns are taken as they are.
  const kept = (values: Float64Array): Float64Array => {
    if (n === values.length) return values;
    const out = new Float64Array(n);
    for (let i = 0; i < n; i++) out[i] = values[rows[i] as number] as number;
    return out;
  };
  const customer = new Int32Array(n);
  for (let i = 0; i < n; i++) customer[i] = customerOf[ids.codes[rows[i] as number] as number] as number;
  const revenue = { customer, atMs: kept(at.ms), amount: kept(amount), margin: kept(margin), bothMargin, bothAmount, excluded: table.rowCount - n };
  release(rows);
  return revenue;
});

/** Per customer number: `known` = Σ margins, `plain` = Σ amounts of rows without margin, `firstMs` = first revenue (Infinity = none). */
export interface CustomerRevenue { readonly known: Float64Array; readonly plain: Float64Array; readonly firstMs: Float64Array }

/** Not kept: what the customers' rows are made of. */
export const customerRevenue = (context: KpiContext): CustomerRevenue => {
  const { size } = customerIndex(context);
  const known = new Float64Array(size);
  const plain = new Float64Array(size);
  const firstMs = new Float64Array(size).fill(Infinity);
  const rows = revenueRows(context);
  for (let i = 0; rows !== null && i < rows.customer.length; i++) {
    const customer = rows.customer[i] as number;
    const margin = rows.margin[i] as number;
    const amount = rows.amount[i] as number;
    const at = rows.atMs[i] as number;
    if (!Number.isNaN(margin)) known[customer] = (known[customer] as number) + margin;
    else if (!Number.isNaN(amount)) plain[customer] = (plain[customer] as number) + amount;
    if (at < (firstMs[customer] as number)) firstMs[customer] = at;
  }
  return { known, plain, firstMs };
};
