import type { Column } from '../model/table.js';
import { withCodes } from './byte-dictionary.js';
import type { DraftTable } from './draft-table.js';

const pick = <A extends Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array | Int8Array>(array: A, rows: Uint32Array): A => {
  const out = new (array.constructor as new (length: number) => A)(rows.length);
  for (let i = 0; i < rows.length; i++) out[i] = array[rows[i] as number] as number;
  return out;
};

/** The given rows of a column, in their order; a row may be picked several times. */
export const pickColumn = (column: Column, rows: Uint32Array): Column => {
  switch (column.kind) {
    case 'number': return { kind: 'number', values: pick(column.values, rows) };
    case 'boolean': return { kind: 'boolean', values: pick(column.values, rows) };
    case 'group': return { kind: 'group', of: pick(column.of, rows) };
    case 'category': return withCodes(column, pick(column.codes, rows));
    case 'instant': return { ...column, ms: pick(column.ms, rows), day: column.day === null ? null : pick(column.day, rows) };
    case 'text': {
      const offsets = new Uint32Array(rows.length + 1);
      let used = 0;
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        used += (column.offsets[row + 1] as number) - (column.offsets[row] as number);
        offsets[i + 1] = used;
      }
      const bytes = new Uint8Array(used);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i] as number;
        bytes.set(column.bytes.subarray(column.offsets[row], column.offsets[row + 1]), offsets[i]);
      }
      return { kind: 'text', bytes, offsets };
    }
  }
};

/** The table without the rows whose mark is 1; itself when there are none. */
export const keepRows = (table: DraftTable, dropped: Uint8Array, droppedCount: number): DraftTable => {
  if (droppedCount === 0) return table;
  const rows = new Uint32Array(table.rowCount - droppedCount);
  for (let row = 0, next = 0; row < table.rowCount; row++) if (dropped[row] === 0) rows[next++] = row;
  const columns = new Map<string, Column>();
  for (const [name, column] of table.columns) columns.set(name, pickColumn(column, rows));
  return {
    name: table.name, rowCount: rows.length, columns,
    sourceRow: pick(table.sourceRow, rows), inputOf: table.inputOf === null ? null : pick(table.inputOf, rows),
  };
};
