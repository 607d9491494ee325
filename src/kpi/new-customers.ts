import { release } from '../model/release.js';
import { categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { customerRows, dealsWithExisting } from './customer-life.js';
import { services } from './customer-service.js';
import { datedWins } from './dated-wins.js';
import { orderByKeys } from './order-by-keys.js';

/** Instants at which somebody became a new customer, oldest first; row of the customer entity. */
export interface NewCustomers { readonly row: Int32Array; readonly day: Int32Array }

const hourMs = 3_600_000;

/** Something that makes or keeps a customer one; a win or recorded date is a point. */
interface Contact { readonly startMs: number; readonly endMs: number; readonly isExisting: boolean }

const contactsByRow = (context: KpiContext): ReadonlyMap<number, Contact[]> => {
  const index = customerIndex(context);
  const customers = customerRows(context);
  const byRow = new Map<number, Contact[]>();
  const add = (customer: number, contact: Contact): void => {
    const row = customer === -1 ? -1 : (customers.rowOf[customer] as number);
    if (row === -1 || !(contact.startMs < context.asOfMs)) return;
    const list = byRow.get(row);
    if (list === undefined) byRow.set(row, [contact]); else list.push(contact);
  };
  const wins = datedWins(context);
  const isExisting = dealsWithExisting(categoryOf(context.tables.get('deals'), 'type'));
  wins.row.forEach((row, i) => {
    const at = wins.closedMs(i);
    add(wins.customer[i] as number, { startMs: at, endMs: at, isExisting: isExisting(row) });
  });
  const own = services(context);
  own?.customer.forEach((customer, i) => add(customer, { startMs: own.startMs[i] as number, endMs: own.endMs[i] as number, isExisting: false }));
  const table = context.tables.get('customers');
  const ids = categoryOf(table, 'id');
  const numbers = index.numbersOf(ids);
  instantOf(table, 'first_won_at')?.ms.forEach((at, row) => {
    if (ids !== null && numbers !== null) add(numbers[ids.codes[row] as number] as number, { startMs: at, endMs: at, isExisting: false });
  });
  return byRow;
};

/** Customers who came back, not by a renewal or upsell, after more than the gap without win or service. */
const returns = (context: KpiContext, gapDays: number): { readonly row: readonly number[]; readonly atMs: readonly number[] } => {
  const row: number[] = [];
  const atMs: number[] = [];
  for (const [customer, contacts] of contactsByRow(context)) {
    contacts.sort((a, b) => a.startMs - b.startMs || Number(a.isExisting) - Number(b.isExisting));
    let lastMs: number | null = null;
    for (const { startMs, endMs, isExisting } of contacts) {
      if (lastMs !== null && startMs > lastMs + gapDays * 24 * hourMs && !isExisting) {
        row.push(customer);
        atMs.push(startMs);
      }
      lastMs = Math.max(lastMs ?? endMs, endMs);
    }
  }
  return { row, atMs };
};

/**
 * New customers of all time, oldest contact of each. With a gap in days, a customer who comes back (not by a renewal or
 * upsell) after more than that without win or service counts once more.
 */
export const newCustomers = (context: KpiContext, reactivationGapDays: number | null): NewCustomers =>
  context.memo(`new-customers ${reactivationGapDays}`, () => {
    const { length, isNew, firstMs } = customerRows(context);
    const back = reactivationGapDays === null ? { row: [], atMs: [] } : returns(context, reactivationGapDays);
    const row = new Int32Array(length + back.row.length);
    const atMs = new Float64Array(row.length);
    let n = 0;
    for (let i = 0; i < length; i++) {
      if (isNew[i] === 0) continue;
      row[n] = i;
      atMs[n++] = firstMs[i] as number;
    }
    row.set(back.row, n);
    atMs.set(back.atMs, n);
    const order = orderByKeys(atMs.subarray(0, n + back.row.length));
    const sorted = { row: new Int32Array(order.length), day: new Int32Array(order.length) };
    for (let i = 0; i < order.length; i++) {
      sorted.row[i] = row[order[i] as number] as number;
      sorted.day[i] = context.calendar.dayOf(atMs[order[i] as number] as number);
    }
    release(row, atMs, order);
    return sorted;
  });
