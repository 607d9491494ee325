import { fnv1a32 } from '../stats/index.js';
import { release } from '../model/release.js';
import type { TableName } from '../model/schema.js';
import type { CategoryColumn } from '../model/table.js';
import { categoryOf, instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerDimension, type CustomerPlaces } from './customer-dimensions.js';
import { customerIndex, hashOfDealCustomer } from './customer-index.js';
import { customerRevenue, revenueRows, type CustomerRevenue } from './customer-revenue.js';
import { services } from './customer-service.js';
import { datedWins } from './dated-wins.js';
import { dealRows } from './deal-rows.js';
import { orderByKeys } from './order-by-keys.js';
import { compareTexts } from './text-index.js';

/** One row per customer ever acquired, ordered by what they brought in. */
export interface CustomerRows extends CustomerPlaces {
  /** First won deal, subscription or recorded first win; where none is dated, the first revenue. */
  readonly firstMs: Float64Array;
  /** 1 = became a new customer, in the sense of acquisition, at `firstMs`; 0 = predates the data, or only seen by revenue. */
  readonly isNew: Uint8Array;
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
  const isSmallerId = (a: number, b: number): boolean => (ids === null ? a < b : compareTexts(ids, a, b) < 0);
  const wins = datedWins(context);
  for (let i = 0; i < wins.row.length; i++) {
    const customer = wins.customer[i] as number;
    const at = wins.closedMs(i);
    const best = dealMs[customer] as number;
    if (at < best || (at === best && isSmallerId(wins.row[i] as number, deal[customer] as number))) {
      dealMs[customer] = at;
      deal[customer] = wins.row[i] as number;
    }
  }
  const own = services(context);
  own?.customer.forEach((customer, i) => {
    other[customer] = Math.min(other[customer] as number, own.startMs[i] as number);
  });
  const customers = context.tables.get('customers');
  const ownIds = categoryOf(customers, 'id');
  const numbers = index.numbersOf(ownIds);
  instantOf(customers, 'first_won_at')?.ms.forEach((at, row) => {
    const customer = ownIds === null || numbers === null ? -1 : (numbers[ownIds.codes[row] as number] as number);
    if (customer !== -1 && at < context.asOfMs) other[customer] = Math.min(other[customer] as number, at);
  });
  return { other, dealMs, deal };
};

/** Customers ever acquired, ordered by what they brought in, equal ones by number. */
const acquiredCustomers = (firstMs: Float64Array, revenue: CustomerRevenue): Int32Array => {
  const acquired = new Int32Array(firstMs.length);
  let n = 0;
  for (let customer = 0; customer < firstMs.length; customer++) if ((firstMs[customer] as number) < Infinity) acquired[n++] = customer;
  const [known, plain] = [new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    known[i] = revenue.known[acquired[i] as number] as number;
    plain[i] = revenue.plain[acquired[i] as number] as number;
  }
  const order = orderByKeys(known, plain);
  const ordered = new Int32Array(n);
  for (let row = 0; row < n; row++) ordered[row] = acquired[order[row] as number] as number;
  release(acquired, known, plain, order);
  return ordered;
};

/** What customers are known by: rows of the list that name one, services and revenue that count, the deals that could have won one. */
const sourcesOf = (context: KpiContext): Pick<CustomerRows, 'sources' | 'sourceRows' | 'excluded'> => {
  const ids = categoryOf(context.tables.get('customers'), 'id');
  const [listed, service, revenue, deals] = [ids?.codes.length ?? 0, services(context), revenueRows(context), dealRows(context)];
  let named = 0;
  for (let row = 0; row < listed; row++) if (ids?.codes[row] !== 0) named++;
  const sources: TableName[] = [...(ids === null ? [] : ['customers' as const]), ...(service === null ? [] : ['subscriptions' as const]), ...(revenue === null ? [] : ['revenue' as const])];
  return {
    sources: [...sources, ...(deals.sources ?? [])],
    sourceRows: named + (service === null ? 0 : service.row.length + service.undated.row.length) + (revenue?.customer.length ?? 0) + deals.length,
    excluded: listed - named + (service?.excluded ?? 0) + (revenue?.excluded ?? 0) + deals.excluded,
  };
};

const gather = (values: Float64Array, customer: Int32Array): Float64Array => {
  const out = new Float64Array(customer.length);
  for (let row = 0; row < out.length; row++) out[row] = values[customer[row] as number] as number;
  return out;
};

/** Entity rows of the customers; built once per context. */
export const customerRows = (context: KpiContext): CustomerRows => context.memo('customer-rows', () => {
  const index = customerIndex(context);
  const { other, dealMs, deal } = firstDates(context);
  const revenue = customerRevenue(context);
  const deals = context.tables.get('deals');
  const isExisting = dealsWithExisting(categoryOf(deals, 'type'));
  const hasAccounts = categoryOf(deals, 'account_id') !== null;
  // By customer number: the first date of any kind, and whether it made a new customer.
  const firstOfAll = new Float64Array(index.size);
  const isNewOf = new Uint8Array(index.size);
  for (let number = 0; number < index.size; number++) {
    const ofDeal = dealMs[number] as number;
    const ofOther = other[number] as number;
    const first = Math.min(ofOther, ofDeal);
    const firstWon = deal[number] as number;
    const isOld = ofDeal <= ofOther && firstWon !== -1 && isExisting(firstWon);
    firstOfAll[number] = first < Infinity ? first : (revenue.firstMs[number] as number);
    isNewOf[number] = first < Infinity && !isOld ? 1 : 0;
  }
  // Each is as long as all customers together: gone before the sort needs room.
  release(other, dealMs, revenue.firstMs);
  const customer = acquiredCustomers(firstOfAll, revenue);
  const length = customer.length;
  const [known, plain, firstMs] = [gather(revenue.known, customer), gather(revenue.plain, customer), gather(firstOfAll, customer)];
  release(revenue.known, revenue.plain, firstOfAll);
  const rowOf = new Int32Array(index.size).fill(-1);
  const firstDay = new Int32Array(length);
  const firstDeal = new Int32Array(length);
  const isNew = new Uint8Array(length);
  const hasValue = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const number = customer[row] as number;
    rowOf[number] = row;
    firstDay[row] = context.calendar.dayOf(firstMs[row] as number);
    firstDeal[row] = deal[number] as number;
    isNew[row] = isNewOf[number] as number;
    hasValue[row] = number < index.named || hasAccounts ? 1 : 0;
  }
  release(deal, isNewOf);
  let hashes: Uint32Array | null = null;
  const rows: CustomerRows = {
    length,
    ...sourcesOf(context),
    customer, rowOf, firstMs, firstDay, firstDeal, isNew, hasValue,
    known, plain,
    dimension: (name) => context.memo(`customer-dimension ${name}`, () => customerDimension(context, rows, name)),
    hashes: () => {
      if (hashes !== null) return hashes;
      const start = fnv1a32('deal:');
      hashes = new Uint32Array(length);
      for (let row = 0; row < length; row++) {
        const number = customer[row] as number;
        hashes[row] = number < index.named ? index.hashOf(number) : hashOfDealCustomer(context, index.dealOf(number), start);
      }
      return hashes;
    },
  };
  return rows;
});
