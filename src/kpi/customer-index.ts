import type { CategoryColumn } from '../model/table.js';
import { categoryOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dictionaryBytes, dictionarySize } from './dictionary-bytes.js';
import { NameTable } from './name-table.js';

/**
 * One number per customer over all tables, since customer.id, account_id and customer_id are one id space.
 * A deal without account is a customer of its own, numbered behind the named ones.
 */
export interface CustomerIndex {
  /** Number of named customers; they come first, in order of first appearance. */
  readonly named: number;
  /** Named customers plus deals without account. */
  readonly size: number;
  /** Customer of each of these rows of `deals`; of a deal without account the one it stands for. */
  ofDeals(rows: Uint32Array): Int32Array;
  /** Deal row of an unnamed customer. */
  dealOf(customer: number): number;
  /** Customer per code of one of the columns that name customers, -1 = no id; null for any other column. */
  numbersOf(column: CategoryColumn | null): Int32Array | null;
  /** Customer per code of a list such as `accounts`; -1 = nobody's id. */
  find(column: CategoryColumn): Int32Array;
  /** fnv1a32 of a named customer's id. */
  hashOf(customer: number): number;
}

const idColumns = [
  ['customers', 'id'], ['deals', 'account_id'], ['subscriptions', 'customer_id'], ['revenue', 'customer_id'],
] as const;

/** Built once per context. */
export const customerIndex = (context: KpiContext): CustomerIndex => context.memo('customer-index', () => {
  const names = new NameTable();
  const numbers = new Map<CategoryColumn, Int32Array | null>();
  const numbersOf = (column: CategoryColumn): Int32Array | null =>
    (numbers.has(column) ? numbers.get(column) ?? new Int32Array(dictionarySize(column)).map((_, code) => code - 1) : null);
  for (const [tableName, columnName] of idColumns) {
    const column = categoryOf(context.tables.get(tableName), columnName);
    if (column === null) continue;
    const own = names.add(dictionaryBytes(column));
    // Of the first dictionary the numbers follow from the codes.
    numbers.set(column, numbers.size === 0 ? null : own);
  }
  const deals = context.tables.get('deals');
  const account = categoryOf(deals, 'account_id');
  const named = names.size;
  const isNamed = account !== null && !account.codes.includes(0);
  return {
    named,
    size: named + (isNamed ? 0 : deals?.rowCount ?? 0),
    ofDeals: (rows) => {
      const ofCode = account === null ? null : numbersOf(account);
      const customers = new Int32Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        const own = account === null || ofCode === null ? -1 : (ofCode[account.codes[row] as number] as number);
        customers[i] = own === -1 ? named + row : own;
      }
      return customers;
    },
    dealOf: (customer) => customer - named,
    numbersOf: (column) => (column === null ? null : numbersOf(column)),
    find: (column) => names.find(dictionaryBytes(column)),
    hashOf: (customer) => names.hashOf(customer),
  };
});

const fnvPrime = 0x01000193;

/** fnv1a32 of `deal:<id>` and of names alike, for the bootstrap: over bytes, since ids of deals are kept as UTF-8. */
export const hashOfDealCustomer = (context: KpiContext, dealRow: number, start: number): number => {
  const ids = textOf(context.tables.get('deals'), 'id');
  if (ids === null) return start;
  let hash = start;
  const end = ids.offsets[dealRow + 1] as number;
  for (let i = ids.offsets[dealRow] as number; i < end; i++) hash = Math.imul(hash ^ (ids.bytes[i] as number), fnvPrime);
  return hash >>> 0;
};
