import { dictionaryBytes, dictionarySize } from '../kpi/dictionary-bytes.js';
import { compareTexts } from '../kpi/text-index.js';
import { segmentNames } from '../kpi/segment-names.js';
import type { TableName } from '../model/schema.js';
import type { CategoryColumn, Table, Tables } from '../model/table.js';
import type { DatasetInfo, ValueCount } from './engine.js';

/** Where filters and segments come from; a dimension that several tables have is counted in the first of them. */
const dimensionTables: readonly TableName[] = ['deals', 'leads', 'activities', 'customers', 'subscriptions', 'spend'];

/** Codes of these are facts about a row or keys without number, not groups to look at. */
const notDimensions: ReadonlySet<string> = new Set(['currency', 'status', 'id', 'customer_id']);

/** Values told per dimension: more than anybody chooses from. A reference to accounts has hundreds of thousands. */
export const valuesTold = 200;

const countCodes = (column: CategoryColumn): Uint32Array => {
  const counts = new Uint32Array(dictionarySize(column));
  for (let row = 0; row < column.codes.length; row++) {
    const code = column.codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return counts;
};

/** The codes that come first, in order; a heap with the last of them on top, so that most codes cost one comparison. */
const firstOf = (codes: Iterable<number>, count: number, compare: (a: number, b: number) => number): readonly number[] => {
  const heap: number[] = [];
  const swap = (a: number, b: number): void => {
    [heap[a], heap[b]] = [heap[b] as number, heap[a] as number];
  };
  const isAfter = (a: number, b: number): boolean => compare(heap[a] as number, heap[b] as number) > 0;
  for (const code of codes) {
    if (heap.length < count) {
      let at = heap.push(code) - 1;
      for (let above = (at - 1) >> 1; at > 0 && isAfter(at, above); at = above, above = (at - 1) >> 1) swap(at, above);
    } else if (compare(code, heap[0] as number) < 0) {
      heap[0] = code;
      for (let at = 0; ;) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        const lower = right < heap.length && isAfter(right, left) ? right : left;
        if (lower >= heap.length || !isAfter(lower, at)) break;
        swap(at, lower);
        at = lower;
      }
    }
  }
  return heap.sort(compare);
};

const valueOf = ({ entries, dictionary }: CategoryColumn, code: number): string | null => {
  if (code === 0) return null;
  // The dictionary of such a column would make a string of every value.
  return entries === undefined ? (dictionary[code] as string) : new TextDecoder().decode(entries.bytes.subarray(entries.offsets[code], entries.offsets[code + 1]));
};

function* occurring(counts: Uint32Array): Iterable<number> {
  for (let code = 1; code < counts.length; code++) if ((counts[code] as number) > 0) yield code;
}

interface Values { readonly top: readonly ValueCount[]; readonly distinct: number }

const valuesOf = (column: CategoryColumn): Values => {
  const counts = countCodes(column);
  const countOf = (code: number): number => counts[code] as number;
  const texts = dictionaryBytes(column);
  const byFrequency = (a: number, b: number): number => countOf(b) - countOf(a) || (a === 0 ? 1 : b === 0 ? -1 : compareTexts(texts, a, b));
  const hasMissing = countOf(0) > 0;
  const codes = [...firstOf(occurring(counts), valuesTold, byFrequency), ...(hasMissing ? [0] : [])].sort(byFrequency);
  let distinct = hasMissing ? 1 : 0;
  for (const _ of occurring(counts)) distinct++;
  return { top: codes.map((code) => ({ value: valueOf(column, code), count: countOf(code) })), distinct };
};

const summary = (table: Table): { rows: number; columns: string[] } => ({ rows: table.rowCount, columns: [...table.columns.keys()] });

/** What a dataset holds: rows and columns per table, the most frequent values per dimension. One pass over the category columns. */
export const describeDataset = (tables: Tables, of: Pick<DatasetInfo, 'asOf' | 'timeZone' | 'currency'>): DatasetInfo => {
  const found = new Map<string, Values>();
  for (const name of dimensionTables) {
    for (const [column, data] of tables.get(name)?.columns ?? []) {
      if (data.kind === 'category' && !notDimensions.has(column) && !found.has(column)) found.set(column, valuesOf(data));
    }
  }
  return {
    ...of, tables: Object.fromEntries([...tables].map(([name, table]) => [name, summary(table)])),
    dimensions: Object.fromEntries([...found].map(([name, { top }]) => [name, top])),
    names: segmentNames(tables),
    distinct: Object.fromEntries([...found].map(([name, { distinct }]) => [name, distinct])),
  };
};
