import type { CategoryColumn } from '../model/table.js';
import { categoryOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';

/**
 * One number per customer over all tables, since customer.id, account_id and customer_id are one id space.
 * A deal without account is a customer of its own, numbered behind the named ones.
 */
export interface CustomerIndex {
  /** Ids of the named customers, in order of first appearance. */
  readonly names: readonly string[];
  /** Named customers plus deals without account. */
  readonly size: number;
  /** Customer of a deal row. */
  ofDeal(row: number): number;
  /** Deal row of an unnamed customer. */
  dealOf(customer: number): number;
  /** Customer per row of a category column of ids; -1 = no id. */
  of(column: CategoryColumn | null, row: number): number;
}

const idColumns = [
  ['customers', 'id'], ['deals', 'account_id'], ['subscriptions', 'customer_id'], ['revenue', 'customer_id'],
] as const;

/** Built once per context. */
export const customerIndex = (context: KpiContext): CustomerIndex => context.memo('customer-index', () => {
  const names: string[] = [];
  const numberOfName = new Map<string, number>();
  const numbersOf = new Map<CategoryColumn, Int32Array>();
  for (const [tableName, columnName] of idColumns) {
    const column = categoryOf(context.tables.get(tableName), columnName);
    if (column === null) continue;
    numbersOf.set(column, Int32Array.from(column.dictionary, (name) => {
      if (name === null) return -1;
      const known = numberOfName.get(name);
      if (known !== undefined) return known;
      numberOfName.set(name, names.length);
      return names.push(name) - 1;
    }));
  }
  const of = (column: CategoryColumn | null, row: number): number =>
    column === null ? -1 : (numbersOf.get(column)?.[column.codes[row] as number] ?? -1);
  const deals = context.tables.get('deals');
  const account = categoryOf(deals, 'account_id');
  const isNamed = account !== null && !account.codes.includes(0);
  return {
    names,
    size: names.length + (isNamed ? 0 : deals?.rowCount ?? 0),
    of,
    ofDeal: (row) => {
      const named = of(account, row);
      return named === -1 ? names.length + row : named;
    },
    dealOf: (customer) => customer - names.length,
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
