import type { EntityRows } from './context.js';
import { keyOfValue } from './value-key.js';

/** One dense code per row for a combination of dimensions. */
export interface CrossCodes {
  readonly codes: Uint16Array | Uint32Array;
  /** Keys of the values, joined by {@link separator}, per code, in ascending order. */
  readonly keys: readonly string[];
}

export const separator = '\u001f';

/** Combinations of the dimensions that occur in the rows; a dimension that the rows lack is not set in all of them. */
export const crossCodes = (rows: EntityRows, dimensions: readonly string[]): CrossCodes => {
  const columns = dimensions.map((name) => rows.dimension(name));
  const dense = new Map<number, number>();
  const first: number[] = [];
  const codes = new Uint32Array(rows.length);
  for (let row = 0; row < codes.length; row++) {
    let combined = 0;
    for (const column of columns) combined = column === null ? combined : combined * column.dictionary.length + (column.codes[row] as number);
    let code = dense.get(combined);
    if (code === undefined) {
      code = first.push(row) - 1;
      dense.set(combined, code);
    }
    codes[row] = code;
  }
  const keys = first.map((row) => columns.map((column) => keyOfValue(column === null ? null : column.dictionary[column.codes[row] as number] ?? null)).join(separator));
  // Renumbered by key, so that cells come out in the same order whatever the order of rows.
  const order = keys.map((_, code) => code).sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  const rank = new Uint32Array(order.length);
  order.forEach((code, place) => { rank[code] = place; });
  for (let row = 0; row < codes.length; row++) codes[row] = rank[codes[row] as number] as number;
  return { codes: order.length <= 65_536 ? new Uint16Array(codes) : codes, keys: order.map((code) => keys[code] as string) };
};
