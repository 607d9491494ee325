import type { InputOptions } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import type { CategoryColumn, Column, NumberColumn } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import type { TableLog } from './report.js';

const numberOf = (column: Column | undefined): NumberColumn | null => (column?.kind === 'number' ? column : null);

/** Amount 0 means "not given" where the source writes 0 for an empty field. */
export const zeroIsNull = (table: DraftTable, options: InputOptions, log: TableLog): DraftTable => {
  const amount = numberOf(table.columns.get('amount'));
  if (options.zeroIsNull !== true || amount === null) return table;
  const values = amount.values.slice();
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (values[row] !== 0) continue;
    values[row] = Number.NaN;
    count += 1;
  }
  if (count > 0) log.find('ZERO_IS_NULL', { column: 'amount', count });
  log.rule('ZERO_IS_NULL', count);
  return { ...table, columns: new Map(table.columns).set('amount', { kind: 'number', values }) };
};

/** Whether more rows could tell that chances are in percent, or that they are not: nothing lies between 0 and 1 yet and nothing above, or both do. */
export const isProbabilityOpen = ({ name, columns }: DraftTable): boolean => {
  const probability = numberOf(columns.get('probability'));
  if (name !== 'deals' || probability === null) return false;
  const hasShares = probability.values.some((value) => value > 0 && value < 1);
  const hasPercents = probability.values.some((value) => value > 1);
  return hasShares === hasPercents && probability.values.some((value) => value > 0);
};

/** A chance is 0 to 1. A column that goes over 1 is in percent; what then still lies outside is no chance. */
export const settleProbability = (table: DraftTable, log: TableLog): DraftTable => {
  const probability = numberOf(table.columns.get('probability'));
  if (table.name !== 'deals' || probability === null) return table;
  const { values } = probability;
  let highest = 0;
  let between = 0;
  let firstBetween = -1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value > highest) highest = value;
    if (value > 0 && value < 1 && between++ === 0) firstBetween = row;
  }
  const scale = highest > 1 ? 100 : 1;
  if (scale === 100 && between > 0) {
    log.find('DQ_PROB_MIXED', { column: 'probability', row: table.sourceRow[firstBetween] as number, count: between });
    log.rule('DQ_PROB_MIXED', between);
  }
  const out = new Float64Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = (values[row] as number) / scale;
    const isOutside = value < 0 || value > 1;
    out[row] = isOutside ? Number.NaN : value;
    if (isOutside) log.find('PROBABILITY_RANGE', { column: 'probability', row: table.sourceRow[row] as number, value: String(values[row]) });
  }
  return { ...table, columns: new Map(table.columns).set('probability', { kind: 'number', values: out }) };
};

/**
 * Exports without amounts on open deals still name the product: its list price may stand in. Off unless asked for, and offered where it
 * would help, since a list price is not what the customer will pay.
 */
export const listPrices = (tables: Map<TableName, DraftTable>, options: InputOptions, log: TableLog): void => {
  const deals = tables.get('deals');
  const prices = pricesById(tables.get('products'));
  const status = deals?.columns.get('status');
  const product = deals?.columns.get('product_id');
  if (deals === undefined || prices === null || status?.kind !== 'category' || product?.kind !== 'category') return;
  const amount = numberOf(deals.columns.get('amount'));
  const values = amount?.values.slice() ?? new Float64Array(deals.rowCount).fill(Number.NaN);
  const count = fillFromList(values, status, product, prices);
  if (count === 0) return;
  if (options.listPriceForOpenDeals !== true) {
    log.offers.push({ code: 'LIST_PRICE_FOR_OPEN_DEALS', count });
    return;
  }
  tables.set('deals', { ...deals, columns: new Map(deals.columns).set('amount', { kind: 'number', values }) });
  log.find('LIST_PRICE_FOR_OPEN_DEALS', { column: 'amount', count });
  log.rule('LIST_PRICE_FOR_OPEN_DEALS', count);
};

const pricesById = (products: DraftTable | undefined): ReadonlyMap<string, number> | null => {
  const id = products?.columns.get('id');
  const price = numberOf(products?.columns.get('list_price'));
  if (products === undefined || id?.kind !== 'category' || price === null) return null;
  const prices = new Map<string, number>();
  for (let row = 0; row < products.rowCount; row++) {
    const key = id.dictionary[id.codes[row] as number] ?? null;
    const value = price.values[row] as number;
    if (key !== null && !Number.isNaN(value)) prices.set(key, value);
  }
  return prices;
};

const fillFromList = (values: Float64Array, status: CategoryColumn, product: CategoryColumn, prices: ReadonlyMap<string, number>): number => {
  const open = status.dictionary.indexOf('open');
  const priceOf = product.dictionary.map((id) => (id === null ? Number.NaN : (prices.get(id) ?? Number.NaN)));
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (status.codes[row] !== open || !Number.isNaN(values[row])) continue;
    const price = priceOf[product.codes[row] as number] as number;
    if (Number.isNaN(price)) continue;
    values[row] = price;
    count += 1;
  }
  return count;
};
