import { combineBags, isBag, type Bag } from './bag.js';
import { combineSparse, emptySparse, isSparse, type SparseHistogram } from './sparse-histogram.js';

/**
 * Sufficient statistics of one group of rows. Every field is additive: a count, an exact integer sum,
 * a histogram (index = bin, or sparse), a map of cells by key, or a bag of whole numbers. Merging shards or filter values is adding fields.
 */
export type Cell = number | Float64Array | CellMap | Bag | SparseHistogram;
export interface Cells { readonly [field: string]: Cell }
export type CellMap = ReadonlyMap<string, Cells>;

const combineArrays = (a: Float64Array, b: Float64Array, sign: 1 | -1): Float64Array => {
  const sum = new Float64Array(Math.max(a.length, b.length));
  sum.set(a);
  for (let i = 0; i < b.length; i++) sum[i] = (sum[i] as number) + sign * (b[i] as number);
  return sum;
};

/** Entries in ascending order of their keys; maps of cells are built that way, others are sorted. */
const sortedEntries = (map: CellMap): readonly (readonly [string, Cells])[] => {
  const entries = [...map];
  for (let i = 1; i < entries.length; i++) {
    if ((entries[i - 1] as [string, Cells])[0] > (entries[i] as [string, Cells])[0]) return entries.sort(([x], [y]) => (x < y ? -1 : 1));
  }
  return entries;
};

const combineMaps = (a: CellMap, b: CellMap, sign: 1 | -1): CellMap => {
  const [left, right] = [sortedEntries(a), sortedEntries(b)];
  const out = new Map<string, Cells>();
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    const [x, y] = [left[i], right[j]];
    if (y === undefined || (x !== undefined && x[0] < y[0])) {
      out.set((x as readonly [string, Cells])[0], (x as readonly [string, Cells])[1]);
      i++;
      continue;
    }
    const isShared = x !== undefined && x[0] === y[0];
    const sum = isShared ? combine(x[1], y[1], sign) : sign === 1 ? y[1] : combine({}, y[1], -1);
    // A key without cases left is a key that was never there.
    if (sign === 1 || !isNothing(sum)) out.set(y[0], sum);
    if (isShared) i++;
    j++;
  }
  return out;
};

const isNothing = (cells: Cells): boolean => Object.values(cells).every((cell) =>
  typeof cell === 'number' ? cell === 0
    : cell instanceof Float64Array ? cell.every((count) => count === 0)
      : isBag(cell) ? cell.items.length === 0 : isSparse(cell) ? cell.bins.length === 0 : cell.size === 0);

const zeroLike = (cell: Cell): Cell => {
  if (typeof cell === 'number') return 0;
  if (cell instanceof Float64Array) return new Float64Array(0);
  if (isSparse(cell)) return emptySparse;
  return isBag(cell) ? { width: cell.width, items: new Float64Array(0) } : new Map();
};

const combineCell = (a: Cell, b: Cell, sign: 1 | -1): Cell => {
  if (typeof a === 'number' && typeof b === 'number') return a + sign * b;
  if (a instanceof Float64Array && b instanceof Float64Array) return combineArrays(a, b, sign);
  if (a instanceof Map && b instanceof Map) return combineMaps(a, b, sign);
  if (typeof a === 'object' && typeof b === 'object' && isBag(a) && isBag(b)) return combineBags(a, b, sign);
  if (typeof a === 'object' && typeof b === 'object' && isSparse(a) && isSparse(b)) return combineSparse(a, b, sign);
  throw new TypeError('cells of different shape cannot be combined');
};

const combine = (a: Cells, b: Cells, sign: 1 | -1): Cells => {
  const out: Record<string, Cell> = Object.assign(Object.create(null) as Record<string, Cell>, a);
  for (const field of Object.keys(b)) {
    const right = b[field] as Cell;
    out[field] = combineCell(out[field] ?? zeroLike(right), right, sign);
  }
  return out;
};

/** Adds two groups of rows that share no row. */
export const addCells = <C extends Cells>(a: C, b: C): C => combine(a, b, 1) as C;

/** Takes a part out of a whole that contains it. Not for maxima and top-k lists. */
export const subtractCells = <C extends Cells>(whole: C, part: C): C => combine(whole, part, -1) as C;
