import type { CategoryColumn } from '../model/table.js';
import { booleanOf, categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import type { ProductRows } from './product-layout.js';

/** Dimensions in which the products of one deal can differ. */
export const productDimensions: ReadonlySet<string> = new Set(['product_id', 'product', 'product_category']);

/** Another name for each value of a column; values without one are not set. */
const renamed = (column: CategoryColumn, nameOf: ReadonlyMap<string, string>): CategoryColumn => {
  const dictionary: (string | null)[] = [null];
  const codeOfName = new Map<string, number>();
  const codeOf = Uint32Array.from(column.dictionary, (value) => {
    const name = value === null ? undefined : nameOf.get(value);
    if (name === undefined) return 0;
    const code = codeOfName.get(name) ?? dictionary.push(name) - 1;
    codeOfName.set(name, code);
    return code;
  });
  return { kind: 'category', codes: Uint32Array.from(column.codes, (code) => codeOf[code] as number), dictionary };
};

/** One value per id of a list; the first row of an id counts. */
const listed = (context: KpiContext, table: 'owners' | 'products', valueOf: (row: number) => string | null): ReadonlyMap<string, string> => {
  const ids = categoryOf(context.tables.get(table), 'id');
  const found = new Map<string, string>();
  ids?.codes.forEach((code, row) => {
    const id = ids.dictionary[code] ?? null;
    const value = valueOf(row);
    if (id !== null && value !== null && !found.has(id)) found.set(id, value);
  });
  return found;
};

const trained = (context: KpiContext, { deals }: ProductRows): CategoryColumn | null => {
  const flags = booleanOf(context.tables.get('owners'), 'trained')?.values ?? null;
  const owner = deals.dimension('owner_id');
  return flags === null || owner === null ? null : renamed(owner, listed(context, 'owners', (row) => (flags[row] === 1 ? 'true' : flags[row] === 0 ? 'false' : null)));
};

const category = (context: KpiContext, { product }: ProductRows): CategoryColumn | null => {
  const column = categoryOf(context.tables.get('products'), 'category');
  return column === null ? null : renamed(product, listed(context, 'products', (row) => column.dictionary[column.codes[row] as number] ?? null));
};

/** A dimension of the deals, or of whether their owner is trained (`true`, `false`), per row of the products. */
const ofDeal = (context: KpiContext, rows: ProductRows, name: string): CategoryColumn | null => {
  const column = name === 'trained' ? trained(context, rows) : rows.deals.dimension(name);
  if (column === null) return null;
  const codes = new (column.codes.constructor as new (length: number) => CategoryColumn['codes'])(rows.length);
  for (let deal = 0; deal + 1 < rows.starts.length; deal++) codes.fill(column.codes[deal] as number, rows.starts[deal], rows.starts[deal + 1]);
  return { kind: 'category', codes, dictionary: column.dictionary };
};

/** Values per row of the products; null = the data lacks the dimension. */
export const productDimension = (context: KpiContext, rows: ProductRows, name: string): CategoryColumn | null => {
  switch (name) {
    case 'product_id': case 'product': return rows.product;
    case 'product_category': return category(context, rows);
    default: return ofDeal(context, rows, name);
  }
};
