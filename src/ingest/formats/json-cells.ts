import type { OddCell } from '../field-batch.js';
import { grown } from '../growing.js';
import { undoEscapes } from './json-unescape.js';

const mostRows = 256;
const cellsPerBatch = 65_536;

/**
 * Cells of the row at hand and of those before it in the batch, as positions into the bytes. Wider than there are keys, so that it need not
 * be laid out anew for each that turns up.
 */
export class JsonCells {
  fieldCount = 0;
  rowCount = 0;
  capacity = 0;
  bounds = new Int32Array(0);
  /** 1 = a number as JSON writes it, which needs no guess about its marks. */
  literals = new Uint8Array(0);
  sourceRow = new Uint32Array(0);
  starts = new Int32Array(0);
  ends = new Int32Array(0);
  /** 1 = a literal of this field is more than digits. */
  fractional = new Uint8Array(0);
  readonly odd: OddCell[] = [];
  /** Of the rows that are complete. */
  private oddKept = 0;
  /** Fields of texts with escapes in the row at hand. */
  readonly escaped: number[] = [];
  /** Rows whose escapes have been undone in place. */
  readonly undone = new Set<number>();

  /** Makes room for more fields a row, for the rows that wait as well. */
  widen(fields: number): void {
    const before = this.fieldCount;
    const { bounds, literals, fractional, rowCount } = this;
    this.fieldCount = Math.max(16, before * 2, fields);
    this.capacity = Math.max(rowCount + 1, Math.min(mostRows, Math.floor(cellsPerBatch / this.fieldCount)));
    this.bounds = new Int32Array(this.capacity * this.fieldCount * 2);
    this.literals = new Uint8Array(this.capacity * this.fieldCount);
    this.fractional = new Uint8Array(this.fieldCount);
    this.fractional.set(fractional);
    for (let row = 0; row < rowCount; row++) {
      this.bounds.set(bounds.subarray(2 * row * before, 2 * (row + 1) * before), 2 * row * this.fieldCount);
      this.literals.set(literals.subarray(row * before, (row + 1) * before), row * this.fieldCount);
    }
    this.sourceRow = grown(this.sourceRow, this.capacity);
    this.starts = grown(this.starts, this.capacity);
    this.ends = grown(this.ends, this.capacity);
  }

  /** The bytes of the rows that wait have moved towards the front. */
  shift(by: number): void {
    const { bounds, starts, ends, rowCount, fieldCount } = this;
    for (let i = 0; i < 2 * rowCount * fieldCount; i++) if (bounds[i] !== 0) bounds[i] = (bounds[i] as number) - by;
    for (let row = 0; row < rowCount; row++) {
      starts[row] = (starts[row] as number) - by;
      ends[row] = (ends[row] as number) - by;
    }
  }

  /** A row may have been begun before and not finished. */
  begin(): void {
    const base = this.rowCount * this.fieldCount;
    this.bounds.fill(0, 2 * base, 2 * (base + this.fieldCount));
    this.literals.fill(0, base, base + this.fieldCount);
    this.odd.length = this.oddKept;
    this.escaped.length = 0;
  }

  /** Takes the row at hand; `start` to `end` is how it is written. */
  commit(bytes: Uint8Array, start: number, end: number, number: number): void {
    const { bounds, fieldCount, rowCount, escaped } = this;
    if (escaped.length > 0) {
      // A key that comes twice in a row is met twice, its last text is undone once.
      for (const field of new Set(escaped)) {
        const at = 2 * (rowCount * fieldCount + field);
        bounds[at + 1] = undoEscapes(bytes, bounds[at] as number, bounds[at + 1] as number);
      }
      this.undone.add(rowCount);
    }
    this.starts[rowCount] = start;
    this.ends[rowCount] = end;
    this.sourceRow[rowCount] = number;
    this.oddKept = this.odd.length;
    this.rowCount += 1;
  }

  /** The batch without a row that was begun and is to be read again. */
  get complete(): readonly OddCell[] {
    return this.odd.slice(0, this.oddKept);
  }

  clear(): void {
    this.rowCount = this.oddKept = 0;
    this.fractional.fill(0);
    this.odd.length = 0;
    this.undone.clear();
  }
}
