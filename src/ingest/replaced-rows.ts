import type { Column } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { IngestError } from './ingest-error.js';
import { keepRows } from './keep-rows.js';
import { cellValue } from './row-text.js';

const keyColumn = (table: DraftTable, key: string): Column | null => {
  const column = table.columns.get(key);
  if (column === undefined) return null;
  if (column.kind !== 'text' && column.kind !== 'category') throw new IngestError('INPUT', { params: { reason: `${key} cannot tell rows apart` } });
  return column;
};

/** Values of a column that tells rows apart; rows without one replace nothing. Throws IngestError INPUT where there is no such column. */
export const keysOfRows = (table: DraftTable, key: string): ReadonlySet<string> => {
  const column = keyColumn(table, key);
  if (column === null) {
    if (table.rowCount === 0) return new Set();
    throw new IngestError('INPUT', { params: { reason: `the rows have no column ${key}` } });
  }
  const keys = new Set<string>();
  for (let row = 0; row < table.rowCount; row++) {
    const value = cellValue(column, row);
    if (value !== null) keys.add(String(value));
  }
  return keys;
};

/** The table without the rows that others take the place of; itself where there are none. */
export const withoutKeys = (table: DraftTable, key: string, keys: ReadonlySet<string>): DraftTable => {
  const column = keyColumn(table, key);
  if (column === null || keys.size === 0) return table;
  const dropped = new Uint8Array(table.rowCount);
  let count = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const value = cellValue(column, row);
    if (value === null || !keys.has(String(value))) continue;
    dropped[row] = 1;
    count += 1;
  }
  return keepRows(table, dropped, count);
};
