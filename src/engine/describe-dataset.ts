import type { TableName } from '../model/schema.js';
import type { CategoryColumn, Table, Tables } from '../model/table.js';
import type { DatasetInfo } from './engine.js';

/** Where filters and segments come from; a dimension that several tables have is counted in the first of them. */
const dimensionTables: readonly TableName[] = ['deals', 'leads', 'activities', 'customers', 'subscriptions', 'spend'];

/** Codes of these are facts about a row or keys without number, not groups to look at. */
const notDimensions: ReadonlySet<string> = new Set(['currency', 'status', 'id', 'customer_id']);

const countValues = ({ codes, dictionary }: CategoryColumn): readonly { value: string | null; count: number }[] => {
  const counts = new Uint32Array(dictionary.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return Array.from(dictionary, (value, code) => ({ value, count: counts[code] as number }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (String(a.value) < String(b.value) ? -1 : 1));
};

const summary = (table: Table): { rows: number; columns: string[] } => ({ rows: table.rowCount, columns: [...table.columns.keys()] });

/** What a dataset holds: rows and columns per table, values per dimension. One pass over the category columns. */
export const describeDataset = (tables: Tables, of: Pick<DatasetInfo, 'asOf' | 'timeZone' | 'currency'>): DatasetInfo => {
  const dimensions: Record<string, readonly { value: string | null; count: number }[]> = Object.create(null) as typeof dimensions;
  for (const name of dimensionTables) {
    for (const [column, data] of tables.get(name)?.columns ?? []) {
      if (data.kind === 'category' && !notDimensions.has(column)) dimensions[column] ??= countValues(data);
    }
  }
  return { ...of, tables: Object.fromEntries([...tables].map(([name, table]) => [name, summary(table)])), dimensions: { ...dimensions } };
};
