import { civilFromDay } from '../model/zone.js';
import { missingDay, type CategoryColumn } from '../model/table.js';
import { monthIndexOf, dayOfMonthIndex } from './calendar-units.js';
import { categoryOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { services } from './customer-service.js';
import { organicDimension } from './organic-channels.js';

/** Where the customers lie: what their dimensions are read from. */
export interface CustomerPlaces extends EntityRows {
  /** Number in the customer index. */
  readonly customer: Int32Array;
  /** Row of a customer number; -1 = never acquired. */
  readonly rowOf: Int32Array;
  readonly firstDay: Int32Array;
  /** Row of the first won deal; -1 = none. */
  readonly firstDeal: Int32Array;
}

/** The values of a column at one of its rows per customer row; -1 = none. */
const pick = (column: CategoryColumn | null, rows: Int32Array | null): CategoryColumn | null => {
  if (column === null || rows === null) return null;
  const codes = new (column.codes.constructor as new (length: number) => CategoryColumn['codes'])(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const source = rows[row] as number;
    if (source !== -1) codes[row] = column.codes[source] as number;
  }
  return { kind: 'category', codes, dictionary: column.dictionary };
};

/** The first column where it has a value, else the second. */
const either = (a: CategoryColumn | null, b: CategoryColumn | null): CategoryColumn | null => {
  if (a === null || b === null) return a ?? b;
  const dictionary = [...a.dictionary];
  const codeOf = new Map(dictionary.map((text, code) => [text, code] as const));
  const translated = b.dictionary.map((text) => {
    const known = codeOf.get(text);
    if (known !== undefined) return known;
    codeOf.set(text, dictionary.length);
    return dictionary.push(text) - 1;
  });
  const codes = new Uint32Array(a.codes.length).map((_, row) => (a.codes[row] !== 0 ? (a.codes[row] as number) : (translated[b.codes[row] as number] as number)));
  return { kind: 'category', codes, dictionary };
};

/** Per customer row the row of a table whose ids name the customer, the first one where an id is there twice; -1 = none. */
const rowsById = (context: KpiContext, table: 'customers' | 'accounts', customers: CustomerPlaces): Int32Array | null => {
  const ids = categoryOf(context.tables.get(table), 'id');
  if (ids === null) return null;
  const index = customerIndex(context);
  const numbers = index.numbersOf(ids) ?? index.find(ids);
  const rowOfNumber = new Int32Array(index.size).fill(-1);
  for (let row = 0; row < ids.codes.length; row++) {
    const number = numbers[ids.codes[row] as number] as number;
    if (number !== -1 && rowOfNumber[number] === -1) rowOfNumber[number] = row;
  }
  return customers.customer.map((number) => rowOfNumber[number] as number);
};

/** Product of the first subscription (one without a start is older than every other); of several at the same instant the first by name. */
const firstProduct = (context: KpiContext, customers: CustomerPlaces): CategoryColumn | null => {
  const column = categoryOf(context.tables.get('subscriptions'), 'product_id');
  const own = services(context);
  if (column === null || own === null) return null;
  const nameOf = (row: number): string => column.dictionary[column.codes[row] as number] ?? '\uffff';
  const first = new Int32Array(customers.length).fill(-1);
  const firstMs = new Float64Array(customers.length).fill(Infinity);
  for (const { customer, startMs, row: sources } of [own, own.undated]) {
    for (let i = 0; i < customer.length; i++) {
      const row = customers.rowOf[customer[i] as number] as number;
      if (row === -1) continue;
      const [at, best, source] = [startMs[i] as number, firstMs[row] as number, sources[i] as number];
      if (at > best || (at === best && nameOf(source) >= nameOf(first[row] as number))) continue;
      first[row] = source;
      firstMs[row] = at;
    }
  }
  return pick(column, first);
};

/** `YYYY-MM` of the first date; null = not known. */
const cohorts = (customers: CustomerPlaces): CategoryColumn => {
  const { firstDay } = customers;
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<number, number>();
  const codes = new Uint32Array(firstDay.length).map((_, row) => {
    if (firstDay[row] === missingDay) return 0;
    const month = monthIndexOf(firstDay[row] as number);
    const known = codeOf.get(month);
    if (known !== undefined) return known;
    const { year, month: ofYear } = civilFromDay(dayOfMonthIndex(month));
    codeOf.set(month, dictionary.length);
    return dictionary.push(`${String(year).padStart(4, '0')}-${String(ofYear).padStart(2, '0')}`) - 1;
  });
  return { kind: 'category', codes, dictionary };
};

/**
 * A dimension of the customers: their own column, else that of their account, else that of their first won deal
 * (a product first from the first subscription). `channel` is the acquired channel, else the source of the first won deal;
 * `cohort` the month of the first date. null = nothing of the data tells.
 */
export const customerDimension = (context: KpiContext, customers: CustomerPlaces, name: string): CategoryColumn | null => {
  const { tables } = context;
  const ofRows = (table: 'customers' | 'accounts', column: string): CategoryColumn | null => {
    const source = categoryOf(tables.get(table), column);
    return source === null ? null : pick(source, rowsById(context, table, customers));
  };
  const fromCustomer = (column: string): CategoryColumn | null => ofRows('customers', column);
  const fromDeal = (column: string): CategoryColumn | null => pick(categoryOf(tables.get('deals'), column), customers.firstDeal);
  switch (name) {
    case 'channel':
    case 'acquired_channel': return either(fromCustomer('acquired_channel'), fromDeal('source'));
    case 'source': return either(fromDeal('source'), fromCustomer('acquired_channel'));
    case 'organic': {
      const channel = customers.dimension('channel');
      return channel === null ? null : organicDimension(context, channel);
    }
    case 'cohort': return cohorts(customers);
    case 'sold_by':
    case 'owner_id': return fromCustomer('sold_by') ?? fromDeal('owner_id');
    case 'segment': return fromCustomer('segment')
      ?? ofRows('accounts', 'segment') ?? fromDeal('segment');
    case 'product_id': return firstProduct(context, customers) ?? fromDeal('product_id');
    case 'currency': return null;
    default: return fromDeal(name);
  }
};
