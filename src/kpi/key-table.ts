import type { Cells } from './cell.js';
import { KeyedCells } from './keyed-cells.js';

/** Cells of plain numbers by key. */
export class KeyTable extends KeyedCells {
  /**
   * @param fields names of the numbers of each cell
   * @param numbers those of one key after those of the other
   */
  constructor(names: readonly string[], readonly fields: readonly string[], codes: Uint32Array, readonly numbers: Float64Array) {
    super(names, codes);
  }

  /** From a place for every name; where all numbers are 0 the key does not occur. */
  static ofDense(names: readonly string[], fields: readonly string[], dense: Float64Array): KeyTable {
    const width = fields.length;
    const codes = new Uint32Array(names.length);
    let n = 0;
    for (let code = 0; code < codes.length; code++) {
      for (let i = 0; i < width; i++) {
        if (dense[code * width + i] === 0) continue;
        codes[n++] = code;
        break;
      }
    }
    const numbers = new Float64Array(n * width);
    for (let at = 0; at < n; at++) {
      const from = (codes[at] as number) * width;
      for (let i = 0; i < width; i++) numbers[at * width + i] = dense[from + i] as number;
    }
    return new KeyTable(names, fields, codes.slice(0, n), numbers);
  }

  override get byteLength(): number {
    return this.codes.byteLength + this.numbers.byteLength;
  }

  protected override cellsAt(at: number): Cells {
    const cells: Record<string, number> = {};
    for (let i = 0; i < this.fields.length; i++) cells[this.fields[i] as string] = this.numbers[at * this.fields.length + i] as number;
    return cells;
  }
}

/** Few tables of the same names and fields, all at once: the least code of all of them comes next. */
const merged = (tables: readonly KeyTable[], { names, fields }: KeyTable, entries: number): KeyTable => {
  const width = fields.length;
  const codes = new Uint32Array(entries);
  const numbers = new Float64Array(entries * width);
  const next = tables.map(() => 0);
  for (let to = 0; ; to++) {
    let code = names.length;
    for (let k = 0; k < next.length; k++) {
      const own = (tables[k] as KeyTable).codes;
      const at = next[k] as number;
      if (at < own.length && (own[at] as number) < code) code = own[at] as number;
    }
    if (code === names.length) return new KeyTable(names, fields, codes.slice(0, to), numbers.slice(0, to * width));
    codes[to] = code;
    for (let k = 0; k < next.length; k++) {
      const own = tables[k] as KeyTable;
      const at = next[k] as number;
      if (at >= own.codes.length || own.codes[at] !== code) continue;
      for (let i = 0; i < width; i++) numbers[to * width + i] = (numbers[to * width + i] as number) + (own.numbers[at * width + i] as number);
      next[k] = at + 1;
    }
  }
};

const sumDense = (tables: readonly KeyTable[], { names, fields }: KeyTable): KeyTable => {
  const width = fields.length;
  const dense = new Float64Array(names.length * width);
  for (const { codes, numbers } of tables) {
    for (let at = 0; at < codes.length; at++) {
      const to = (codes[at] as number) * width;
      for (let i = 0; i < width; i++) dense[to + i] = (dense[to + i] as number) + (numbers[at * width + i] as number);
    }
  }
  return KeyTable.ofDense(names, fields, dense);
};

const areSame = (a: readonly string[], b: readonly string[]): boolean => a === b || (a.length === b.length && a.every((name, i) => name === b[i]));

/** All tables together, which must be of the same names and fields; null where they are not. */
export const sumKeyTables = (tables: readonly KeyTable[]): KeyTable | null => {
  const [first] = tables;
  if (first === undefined || tables.some(({ names, fields }) => names !== first.names || !areSame(fields, first.fields))) return null;
  const occurring = tables.filter(({ size }) => size > 0);
  const entries = occurring.reduce((sum, { size }) => sum + size, 0);
  if (occurring.length < 2) return occurring[0] ?? first;
  // A place for every name costs a look at every name; merging looks at every table for each entry.
  return occurring.length * entries > first.names.length ? sumDense(occurring, first) : merged(occurring, first, entries);
};

/** Sum of one number over all cells of plain numbers. */
export const totalOf = (cells: ReadonlyMap<string, Cells>, field: string): number => {
  let sum = 0;
  if (cells instanceof KeyTable) {
    const width = cells.fields.length;
    for (let at = cells.fields.indexOf(field); at < cells.numbers.length; at += width) sum += cells.numbers[at] as number;
    return sum;
  }
  for (const own of cells.values()) sum += own[field] as number;
  return sum;
};
