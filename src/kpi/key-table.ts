import type { Cells } from './cell.js';

/**
 * Cells of plain numbers by key in narrow arrays, read like a map in ascending order of keys. A map of thousands of small cells
 * (rep × kind of lead) takes fifty times the memory and is added as slowly. Never changed: what a map has for that is not to be called.
 */
export class KeyTable extends Map<string, Cells> {
  /**
   * @param names every key that may occur, ascending; shared by all tables that are added to each other
   * @param fields names of the numbers of each cell
   * @param codes places in `names` of the keys that occur, ascending
   * @param numbers those of one key after those of the other
   */
  constructor(
    readonly names: readonly string[], readonly fields: readonly string[], readonly codes: Uint32Array, readonly numbers: Float64Array,
  ) {
    super();
  }

  /** From a place for every name; where all numbers are 0 the key does not occur. */
  static ofDense(names: readonly string[], fields: readonly string[], dense: Float64Array): KeyTable {
    const width = fields.length;
    const occurs = (code: number): boolean => {
      for (let i = code * width; i < (code + 1) * width; i++) if (dense[i] !== 0) return true;
      return false;
    };
    let n = 0;
    for (let code = 0; code < names.length; code++) if (occurs(code)) n++;
    const codes = new Uint32Array(n);
    const numbers = new Float64Array(n * width);
    for (let code = 0, at = 0; code < names.length; code++) {
      if (!occurs(code)) continue;
      codes[at] = code;
      numbers.set(dense.subarray(code * width, (code + 1) * width), at++ * width);
    }
    return new KeyTable(names, fields, codes, numbers);
  }

  override get size(): number {
    return this.codes.length;
  }

  override get(key: string): Cells | undefined {
    let lo = 0;
    let hi = this.codes.length;
    while (lo < hi) {
      const middle = (lo + hi) >> 1;
      if (this.nameAt(middle) < key) lo = middle + 1; else hi = middle;
    }
    return lo < this.codes.length && this.nameAt(lo) === key ? this.cellsAt(lo) : undefined;
  }

  override has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  override forEach(visit: (cells: Cells, key: string, map: Map<string, Cells>) => void): void {
    for (let at = 0; at < this.codes.length; at++) visit(this.cellsAt(at), this.nameAt(at), this);
  }

  override * entries(): MapIterator<[string, Cells]> {
    for (let at = 0; at < this.codes.length; at++) yield [this.nameAt(at), this.cellsAt(at)];
  }

  override * keys(): MapIterator<string> {
    for (let at = 0; at < this.codes.length; at++) yield this.nameAt(at);
  }

  override * values(): MapIterator<Cells> {
    for (let at = 0; at < this.codes.length; at++) yield this.cellsAt(at);
  }

  override [Symbol.iterator](): MapIterator<[string, Cells]> {
    return this.entries();
  }

  private nameAt(at: number): string {
    return this.names[this.codes[at] as number] as string;
  }

  private cellsAt(at: number): Cells {
    const cells: Record<string, number> = {};
    for (let i = 0; i < this.fields.length; i++) cells[this.fields[i] as string] = this.numbers[at * this.fields.length + i] as number;
    return cells;
  }
}

/** All tables together, which must be of the same names and fields; null where they are not. */
export const sumKeyTables = (tables: readonly KeyTable[]): KeyTable | null => {
  const [first] = tables;
  if (first === undefined || tables.some(({ names, fields }) => names !== first.names || fields.join() !== first.fields.join())) return null;
  const width = first.fields.length;
  const dense = new Float64Array(first.names.length * width);
  for (const { codes, numbers } of tables) {
    for (let at = 0; at < codes.length; at++) {
      const to = (codes[at] as number) * width;
      for (let i = 0; i < width; i++) dense[to + i] = (dense[to + i] as number) + (numbers[at * width + i] as number);
    }
  }
  return KeyTable.ofDense(first.names, first.fields, dense);
};
