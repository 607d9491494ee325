import { flatRow } from '../flat-row.js';
import { collectKeys, isPlainRow } from '../plain-row.js';
import type { RowSink } from './sink.js';

/** Few enough to be read within a slice of the page's time, enough for columns to be read in loops. */
export const rowsPerBatch = 1024;

/** Hands rows that lie in memory over in batches, the keys of all of them first. `pause` is called after each. */
export const feedRows = async (rows: readonly unknown[], sink: RowSink, pause: () => Promise<void> | undefined): Promise<void> => {
  const keys = new Set<string>();
  for (let at = 0; at < rows.length; at += rowsPerBatch) {
    collectKeys(rows.slice(at, at + rowsPerBatch).map((row, i) => (isPlainRow(row) ? flatRow(row, at + i + 1) : row)), keys);
    await pause();
  }
  sink.keys([...keys]);
  for (let at = 0; at < rows.length; at += rowsPerBatch) {
    sink.rows(rows.slice(at, at + rowsPerBatch));
    await pause();
  }
};
