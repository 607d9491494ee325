import { fnv1a32 } from '../stats/index.js';
import type { CategoryColumn } from '../model/table.js';
import { categoryOf, instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerDimension, type CustomerPlaces } from './customer-dimensions.js';
import { customerIndex, hashOfDealCustomer } from './customer-index.js';
import { customerRevenue, revenueRows } from './customer-revenue.js';
import { services } from './customer-service.js';
import { datedWins } from './dated-wins.js';

/** One row per customer ever acquired, ordered by what they brought in. */
export interface CustomerRows extends CustomerPlaces {
  /** First won deal, subscription or recorded first win; where none is dated, the first revenue. */
  readonly firstMs: Float64Array;
  /** When the customer became a new one in the sense of acquisition; NaN = predates the data, or only seen by revenue. */
  readonly newMs: Float64Array;
  /** Σ known margins and Σ amounts without margin, 1/10000 units; rows ascend by the two. */
  readonly known: Float64Array;
  readonly plain: Float64Array;
  /** 0 = stands for a deal in data without account ids: no revenue can ever be told to be its own. */
  readonly hasValue: Uint8Array;
  /** fnv1a32 of the customer's id, for the bootstrap. */
  hashes(): Uint32Array;
}

const existingTypes: ReadonlySet<string | null> = new Set(['renewal', 'upsell']);

/** 1 per deal that a customer already had to be one for. */
export const dealsWithExisting = (type: CategoryColumn | null): ((row: number) => boolean) => {
  if (type === null) return () => false;
  const isExisting = type.dictionary.map((text) => existingTypes.has(text === null ? null : text.toLowerCase()));
  return (row) => isExisting[type.codes[row] as number] as boolean;
};

/** First dates per customer number, Infinity = none. A tie between two deals goes to the smaller id in UTF-8 bytes. */
const firstDates = (context: KpiContext): { other: Float64Array; dealMs: Float64Array; deal: Int32Array } => {
  const index = customerIndex(context);
  const other = new Float64Array(index.size).fill(Infinity);
  const dealMs = new Float64Array(index.size).fill(Infinity);
  const deal = new Int32Array(index.size).fill(-1);
  const ids = textOf(context.tables.get('deals'), 'id');
  const isSmallerId = (a: number, b: number): boolean => {
    if (ids === null) return a < b;
    const [i, j, iEnd, jEnd] = [ids.offsets[a], ids.offsets[b], ids.offsets[a + 1], ids.offsets[b + 1]] as [number, number, number, number];
    for (let k = 0; i + k < iEnd && j + k < jEnd; k++) {
      if (ids.bytes[i + k] !== ids.bytes[j + k]) return (ids.bytes[i + k] as number) < (ids.bytes[j + k] as number);
    }
    return iEnd - i < jEnd - j;
  };
  const wins = datedWins(context);
  wins.row.forEach((row, i) => {
    const customer = index.ofDeal(row);
    const at = wins.closedMs[i] as number;
    const best = dealMs[customer] as number;
    if (at < best || (at === best && isSmallerId(row, deal[customer] as number))) {
      dealMs[customer] = at;
      deal[customer] = row;
    }
  });
  const own = services(context);
  own?.customer.forEach((customer, i) => {
    other[customer] = Math.min(other[customer] as number, own.startMs[i] as number);
  });
  const customers = context.tables.get('customers');
  const ownIds = categoryOf(customers, 'id');
  instantOf(customers, 'first_won_at')?.ms.forEach((at, row) => {
    const customer = index.of(ownIds, row);
    if (customer !== -1 && at < context.asOfMs) other[customer] = Math.min(other[customer] as number, at);
  });
  return { other, dealMs, deal };
};

/** Entity rows of the customers; built once per context. */
export const customerRows = (context: KpiContext): CustomerRows => context.memo('customer-rows', () => {
  const index = customerIndex(context);
  const { other, dealMs, deal } = firstDates(context);
  const revenue = customerRevenue(context);
  const deals = context.tables.get('deals');
  const isExisting = dealsWithExisting(categoryOf(deals, 'type'));
  const hasAccounts = categoryOf(deals, 'account_id') !== null;
  const firstOf = (customer: number): number => Math.min(other[customer] as number, dealMs[customer] as number);
  const acquired: number[] = [];
  for (let customer = 0; customer < index.size; customer++) {
    if (Math.min(firstOf(customer), revenue.firstMs[customer] as number) < Infinity) acquired.push(customer);
  }
  const customer = Int32Array.from(acquired).sort((a, b) =>
    (revenue.known[a] as number) - (revenue.known[b] as number) || (revenue.plain[a] as number) - (revenue.plain[b] as number) || a - b);
  const rowOf = new Int32Array(index.size).fill(-1);
  customer.forEach((number, row) => { rowOf[number] = row; });
  const firstMs = Float64Array.from(customer, (number) => (firstOf(number) < Infinity ? firstOf(number) : (revenue.firstMs[number] as number)));
  const dimensions = new Map<string, CategoryColumn | null>();
  let hashes: Uint32Array | null = null;
  const rows: CustomerRows = {
    length: customer.length,
    excluded: (services(context)?.excluded ?? 0) + (revenueRows(context)?.excluded ?? 0),
    customer, rowOf, firstMs,
    firstDay: Int32Array.from(firstMs, (ms) => context.calendar.dayOf(ms)),
    newMs: Float64Array.from(customer, (number) => {
      const isOld = (dealMs[number] as number) <= (other[number] as number) && (deal[number] as number) !== -1 && isExisting(deal[number] as number);
      return firstOf(number) < Infinity && !isOld ? firstOf(number) : NaN;
    }),
    known: Float64Array.from(customer, (number) => revenue.known[number] as number),
    plain: Float64Array.from(customer, (number) => revenue.plain[number] as number),
    hasValue: Uint8Array.from(customer, (number) => (number < index.names.length || hasAccounts ? 1 : 0)),
    firstDeal: Int32Array.from(customer, (number) => deal[number] as number),
    dimension: (name) => {
      const known = dimensions.get(name);
      if (known !== undefined) return known;
      const column = customerDimension(context, rows, name);
      dimensions.set(name, column);
      return column;
    },
    hashes: () => hashes ??= Uint32Array.from(customer, (number) => {
      const name = index.names[number];
      return name !== undefined ? fnv1a32(name) : hashOfDealCustomer(context, index.dealOf(number), fnv1a32('deal:'));
    }),
  };
  return rows;
});
