import type { DataInputSource } from '../model/input.js';
import { givenLabels } from './given-labels.js';
import { createRowEncoder } from './row-encoder.js';

/** Up to this many rows are encoded at once, when they are handed over: what the host changes later cannot show. */
export const snapshotMaxRows = 2_000;

/**
 * The rows a host hands over, as they are now: what it changes afterwards cannot show. Short lists are copied whole,
 * longer ones only as lists, their objects are read when the load begins. Never throws: rows that cannot be read are
 * refused by `load`, with row and column.
 */
export const snapshotRows = (rows: readonly Readonly<Record<string, unknown>>[]): DataInputSource => {
  if (rows.length === 0 || rows.length > snapshotMaxRows) return { rows: rows.slice() };
  const { encode, keys } = createRowEncoder();
  try {
    const file = new Blob(rows.map((row, i) => `${encode(row, i)}\n`));
    return { file, format: 'ndjson', keys: keys(), label: givenLabels.rows };
  } catch {
    return { rows: rows.slice() };
  }
};
