import { grown } from './growing.js';

const decoder = new TextDecoder();

/** Cells that the fast path of a column could not read, kept as bytes until the whole column has been seen. */
export class RawCells {
  count = 0;
  private rows = new Uint32Array(0);
  private ends = new Uint32Array(0);
  private bytes = new Uint8Array(0);
  private used = 0;

  add(row: number, bytes: Uint8Array, start: number, end: number): void {
    this.rows = grown(this.rows, this.count + 1);
    this.ends = grown(this.ends, this.count + 1);
    this.bytes = grown(this.bytes, this.used + end - start);
    for (let i = start; i < end; i++) this.bytes[this.used++] = bytes[i] as number;
    this.rows[this.count] = row;
    this.ends[this.count++] = this.used;
  }

  copy(): RawCells {
    const copy = new RawCells();
    [copy.count, copy.used] = [this.count, this.used];
    copy.rows = this.rows.slice(0, this.count);
    copy.ends = this.ends.slice(0, this.count);
    copy.bytes = this.bytes.slice(0, this.used);
    return copy;
  }

  /** Index of the cell of a row; −1 = that row has none. Rows come in ascending order. */
  indexOf(row: number): number {
    let lo = 0;
    let hi = this.count - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >> 1;
      if ((this.rows[mid] as number) <= row) lo = mid; else hi = mid - 1;
    }
    return hi >= 0 && this.rows[lo] === row ? lo : -1;
  }

  rowOf(index: number): number {
    return this.rows[index] as number;
  }

  textOf(index: number): string {
    return decoder.decode(this.bytes.subarray(index === 0 ? 0 : this.ends[index - 1], this.ends[index]));
  }
}
