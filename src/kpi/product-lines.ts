import type { CategoryColumn } from '../model/table.js';
import { categoryOf, numberOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import type { DealRows } from './deal-layout.js';
import { dealIndex } from './stage-history.js';

/** Names of all products, by text; code 0 = not set. */
export interface ProductNames {
  readonly dictionary: readonly (string | null)[];
  /** Code per code of a column that names products. */
  codesOf(column: CategoryColumn | null): Uint32Array;
}

/** Products that deals or their lines name. */
export const productNames = (context: KpiContext): ProductNames => {
  const columns = (['deals', 'deal_lines'] as const).map((table) => categoryOf(context.tables.get(table), 'product_id'));
  const names = new Set(columns.flatMap((column) => column?.dictionary.filter((name) => name !== null) ?? []));
  const dictionary = [null, ...[...names].sort()];
  const codeOf = new Map(dictionary.map((name, code) => [name, code] as const));
  return { dictionary, codesOf: (column) => Uint32Array.from(column?.dictionary ?? [null], (name) => codeOf.get(name) ?? 0) };
};

/** The product lines of the deals: those of deal row d are `lines[starts[d]..starts[d+1])`, in no order that could be relied on. */
export interface DealLines {
  readonly starts: Uint32Array;
  /** Row of `deal_lines`. */
  readonly lines: Uint32Array;
  readonly productCode: (line: number) => number;
  /** As given, in the deal's currency; NaN = missing. */
  readonly total: (line: number) => number;
  readonly margin: (line: number) => number;
  readonly quantity: (line: number) => number;
}

const reader = (values: Float64Array | null): ((line: number) => number) => (values === null ? () => NaN : (line) => values[line] as number);

/** Total of a line; where the data has no totals at all, quantity × unit price. */
const totals = (context: KpiContext): ((line: number) => number) => {
  const table = context.tables.get('deal_lines');
  const [total, quantity, price] = (['total', 'qty', 'unit_price'] as const).map((column) => numberOf(table, column)?.values ?? null);
  return total !== null && total !== undefined ? reader(total)
    : (line) => (quantity === null || quantity === undefined || price === null || price === undefined ? NaN : (quantity[line] as number) * (price[line] as number));
};

/** null without a table of lines that names deals and products: then a deal's own product is all there is. */
export const dealLines = (context: KpiContext, deals: DealRows, names: ProductNames): DealLines | null => {
  const table = context.tables.get('deal_lines');
  const dealId = textOf(table, 'deal_id');
  const index = dealIndex(context);
  const column = categoryOf(table, 'product_id');
  if (table === undefined || dealId === null || index === null || column === null) return null;
  const rowOfDeal = new Int32Array(context.tables.get('deals')?.rowCount ?? 0).fill(-1);
  for (let row = 0; row < deals.length; row++) rowOfDeal[deals.source[row] as number] = row;
  const owner = new Int32Array(table.rowCount);
  const starts = new Uint32Array(deals.length + 1);
  for (let line = 0; line < owner.length; line++) {
    const deal = index.rowOf(dealId, line);
    const row = deal < 0 ? -1 : (rowOfDeal[deal] as number);
    owner[line] = row;
    if (row >= 0) starts[row + 1] = (starts[row + 1] as number) + 1;
  }
  for (let row = 0; row < deals.length; row++) starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
  const next = starts.slice(0, deals.length);
  const lines = new Uint32Array(starts[deals.length] as number);
  for (let line = 0; line < owner.length; line++) {
    const row = owner[line] as number;
    if (row < 0) continue;
    lines[next[row] as number] = line;
    next[row] = (next[row] as number) + 1;
  }
  const codes = names.codesOf(column);
  return {
    starts, lines,
    productCode: (line) => codes[column.codes[line] as number] as number,
    total: totals(context), margin: reader(numberOf(table, 'margin')?.values ?? null), quantity: reader(numberOf(table, 'qty')?.values ?? null),
  };
};
