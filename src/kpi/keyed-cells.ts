import type { Cells } from './cell.js';

/**
 * Cells by key in narrow arrays, read like a map in ascending order of keys. A map of thousands of small cells (rep × kind of lead)
 * takes fifty times the memory and is added as slowly. Never changed: what a map has for that is not to be called.
 */
export abstract class KeyedCells extends Map<string, Cells> {
  /**
   * @param names every key that may occur, ascending; shared by all that are added to each other
   * @param codes places in `names` of the keys that occur, ascending
   */
  constructor(readonly names: readonly string[], readonly codes: Uint32Array) {
    super();
  }

  /** Bytes of its numbers. */
  abstract get byteLength(): number;

  /** Cells of the key at a place in `codes`. */
  protected abstract cellsAt(at: number): Cells;

  nameAt(at: number): string {
    return this.names[this.codes[at] as number] as string;
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
}
