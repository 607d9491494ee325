/** Rows of a table grouped by an owner (deal, lead), each group in time order: those of owner i are `rows[starts[i]..starts[i+1])`. */
export interface GroupedRows { readonly starts: Uint32Array; readonly rows: Uint32Array }

/** Up to this size a group is sorted by insertion: most hold a handful of rows, and a million of them would each set up a sort. */
const smallGroup = 24;

const sortGroup = (rows: Uint32Array, from: number, to: number, compare: (a: number, b: number) => number): void => {
  if (to - from > smallGroup) {
    rows.subarray(from, to).sort(compare);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const row = rows[i] as number;
    let place = i;
    while (place > from && compare(rows[place - 1] as number, row) > 0) {
      rows[place] = rows[place - 1] as number;
      place--;
    }
    rows[place] = row;
  }
};

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
  for (let i = 0; i < ownerCount; i++) sortGroup(rows, starts[i] as number, starts[i + 1] as number, compare);
  return { starts, rows };
};
