import { combineBags, isBag, sumBags, type Bag } from './bag.js';
import type { Cell, CellMap, Cells } from './cell.js';
import { KeyHistograms, sumKeyHistograms } from './key-histograms.js';
import { KeyTable, sumKeyTables } from './key-table.js';
import { KeyedCells } from './keyed-cells.js';
import { combineSparse, emptySparse, isSparse, sumSparse, type SparseHistogram } from './sparse-histogram.js';

export type { Cell, CellMap, Cells };

const isAll = <T extends Cell>(cells: readonly Cell[], is: (cell: Cell) => cell is T): cells is readonly T[] => cells.every(is);
const isNumber = (cell: Cell): cell is number => typeof cell === 'number';
const isArray = (cell: Cell): cell is Float64Array => cell instanceof Float64Array;
const isMap = (cell: Cell): cell is CellMap => cell instanceof Map;
const isBagCell = (cell: Cell): cell is Bag => typeof cell === 'object' && isBag(cell);
const isSparseCell = (cell: Cell): cell is SparseHistogram => typeof cell === 'object' && isSparse(cell);

const differentShape = (): TypeError => new TypeError('cells of different shape cannot be combined');

const sumArrays = (arrays: readonly Float64Array[]): Float64Array => {
  const sum = new Float64Array(arrays.reduce((longest, { length }) => Math.max(longest, length), 0));
  for (const array of arrays) for (let i = 0; i < array.length; i++) sum[i] = (sum[i] as number) + (array[i] as number);
  return sum;
};

/** With its entries in ascending order of their keys, so that equal contents are equal bytes. */
const sorted = (map: Map<string, Cells>): CellMap => {
  let last = '';
  for (const key of map.keys()) {
    if (key < last) return new Map([...map].sort(([x], [y]) => (x < y ? -1 : 1)));
    last = key;
  }
  return map;
};

/** By place, where all are of the same names; null where they are not. */
const sumKeyed = (maps: readonly CellMap[]): CellMap | null =>
  (maps.every((map) => map instanceof KeyTable) ? sumKeyTables(maps) : maps.every((map) => map instanceof KeyHistograms) ? sumKeyHistograms(maps) : null);

const sumMaps = (maps: readonly CellMap[]): CellMap => {
  const keyed = sumKeyed(maps);
  if (keyed !== null) return keyed;
  const found = new Map<string, Cells | Cells[]>();
  for (const map of maps) {
    for (const [key, cells] of map) {
      const known = found.get(key);
      if (known === undefined) found.set(key, cells);
      else if (Array.isArray(known)) known.push(cells);
      else found.set(key, [known, cells]);
    }
  }
  for (const [key, cells] of found) if (Array.isArray(cells)) found.set(key, sumAll(cells));
  return sorted(found as Map<string, Cells>);
};

/** Of cells that are no plain numbers. */
const sumLarger = (cells: readonly Cell[]): Cell => {
  if (isAll(cells, isArray)) return sumArrays(cells);
  if (isAll(cells, isMap)) return sumMaps(cells);
  if (isAll(cells, isBagCell)) return sumBags(cells);
  if (isAll(cells, isSparseCell)) return sumSparse(cells);
  throw differentShape();
};

/** One field of all groups that have it. */
const cellsOf = (groups: readonly Cells[], field: string): readonly Cell[] => {
  const found: Cell[] = [];
  for (const { [field]: cell } of groups) if (cell !== undefined) found.push(cell);
  return found;
};

const sumAll = (groups: readonly Cells[]): Cells => {
  const out: Record<string, Cell> = { ...groups[0] };
  const larger: string[] = [];
  for (let group = 1; group < groups.length; group++) {
    const cells = groups[group] as Cells;
    for (const field in cells) {
      const left = out[field];
      const right = cells[field] as Cell;
      if (typeof left === 'number' && typeof right === 'number') out[field] = left + right;
      else if (left === undefined) out[field] = right;
      else if (!larger.includes(field)) larger.push(field);
    }
  }
  for (const field of larger) out[field] = sumLarger(cellsOf(groups, field));
  return out;
};

/** Adds groups of rows that share no row, all at once: one by one, each would be copied as often as there are others. */
export const sumCells = <C extends Cells>(groups: readonly C[]): C => sumAll(groups) as C;

/** Adds two groups of rows that share no row. */
export const addCells = <C extends Cells>(a: C, b: C): C => sumAll([a, b]) as C;

/** What an entry of a map or a field costs beside its numbers, about. */
const bytesOfField = 64;

/** About how much memory cells take. */
export const bytesOfCells = (cells: Cells): number => {
  let bytes = 0;
  for (const cell of Object.values(cells)) {
    bytes += bytesOfField;
    if (typeof cell === 'number') continue;
    if (isArray(cell)) bytes += cell.byteLength;
    else if (cell instanceof KeyedCells) bytes += cell.byteLength;
    else if (isMap(cell)) for (const inner of cell.values()) bytes += bytesOfField + bytesOfCells(inner);
    else bytes += isBagCell(cell) ? cell.items.byteLength : cell.bins.byteLength + cell.counts.byteLength;
  }
  return bytes;
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

const minusMap = (whole: CellMap, part: CellMap): CellMap => {
  const out = new Map(whole);
  for (const [key, cells] of part) {
    const rest = minus(whole.get(key) ?? {}, cells);
    // A key without cases left is a key that was never there.
    if (isNothing(rest)) out.delete(key); else out.set(key, rest);
  }
  return sorted(out);
};

const minusCell = (whole: Cell, part: Cell): Cell => {
  if (isNumber(whole) && isNumber(part)) return whole - part;
  if (isArray(whole) && isArray(part)) return sumArrays([whole, part.map((count) => -count)]);
  if (isMap(whole) && isMap(part)) return minusMap(whole, part);
  if (isBagCell(whole) && isBagCell(part)) return combineBags(whole, part, -1);
  if (isSparseCell(whole) && isSparseCell(part)) return combineSparse(whole, part, -1);
  throw differentShape();
};

const minus = (whole: Cells, part: Cells): Cells => {
  const out: Record<string, Cell> = { ...whole };
  for (const [field, cell] of Object.entries(part)) out[field] = minusCell(out[field] ?? zeroLike(cell), cell);
  return out;
};

/** Takes a part out of a whole that contains it. Not for maxima and top-k lists. */
export const subtractCells = <C extends Cells>(whole: C, part: C): C => minus(whole, part) as C;
