/** Rows of a table grouped by an owner (deal, lead), each group in time order: those of owner i are `rows[starts[i]..starts[i+1])`. */
export interface GroupedRows { readonly starts: Uint32Array; readonly rows: Uint32Array }

/**
 * Groups rows by owner. Within a group they are ordered by `compare`, which must not depend on the order of rows.
 *
 * @param ownerOf owner per row, -1 = left out
 */
export const groupRows = (ownerCount: number, ownerOf: Int32Array, compare: (a: number, b: number) => number): GroupedRows => {
  const starts = new Uint32Array(ownerCount + 1);
  for (let row = 0; row < ownerOf.length; row++) {
    const owner = ownerOf[row] as number;
    if (owner >= 0) starts[owner + 1] = (starts[owner + 1] as number) + 1;
  }
  for (let i = 0; i < ownerCount; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number);
  const next = starts.slice(0, ownerCount);
  const rows = new Uint32Array(starts[ownerCount] as number);
  for (let row = 0; row < ownerOf.length; row++) {
    const owner = ownerOf[row] as number;
    if (owner < 0) continue;
    rows[next[owner] as number] = row;
    next[owner] = (next[owner] as number) + 1;
  }
  for (let i = 0; i < ownerCount; i++) {
    const [from, to] = [starts[i] as number, starts[i + 1] as number];
    if (to - from > 1) rows.subarray(from, to).sort(compare);
  }
  return { starts, rows };
};
