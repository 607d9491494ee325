import { createRowEncoder } from './row-encoder.js';

/** Long enough to keep messages few, short enough to be written well within a slice. */
export const chunkBytes = 262_144;

const quote = 34;
const backslash = 92;
const newline = 10;
const zero = 48;
/** Whole numbers up to here, and hundredths of them, are written digit by digit: no text is made of them. */
const mostDigits = 2 ** 31;

const encoder = new TextEncoder();
// Held from load on: a host page may replace built-ins afterwards.
const { stringify } = JSON;
const isoOf = Function.prototype.call.bind(Date.prototype.toISOString) as (date: Date) => string;
const timeOf = Function.prototype.call.bind(Date.prototype.getTime) as (date: Date) => number;

/** Keys in their order, each as it stands before its value. */
interface Shape { readonly keys: readonly string[]; readonly before: readonly Uint8Array[] }

const shapeOf = (keys: readonly string[]): Shape =>
  ({ keys, before: keys.map((key, i) => encoder.encode(`${i === 0 ? '{' : ','}${stringify(key)}:`)) });

const noShape = shapeOf([]);

const isExtended = (): boolean => {
  for (const _ in {}) return true;
  return false;
};

/**
 * Writes rows as lines of NDJSON straight into bytes, chunk by chunk. A text per row would leave the collector some hundred
 * megabytes to look through at a million rows, in tasks of a quarter of a second. Rows that hold more than plain values go through
 * the row encoder and come out the same.
 */
export class RowWriter {
  private bytes = new Uint8Array(chunkBytes + chunkBytes / 4);
  private at = 0;
  private shape = noShape;
  private readonly shapes = new Map<string, Shape>();
  private readonly slow = createRowEncoder();
  private readonly isExtended = isExtended();

  constructor(private readonly onChunk: (chunk: ArrayBuffer) => void) {}

  /** Throws as the row encoder. */
  write(row: unknown, index: number): void {
    const start = this.at;
    if (!this.writePlain(row)) {
      this.at = start;
      this.text(this.slow.encode(row, index));
    }
    this.room(1);
    this.bytes[this.at++] = newline;
    if (this.at >= chunkBytes) this.flush();
  }

  flush(): void {
    if (this.at === 0) return;
    this.onChunk(this.bytes.slice(0, this.at).buffer);
    this.at = 0;
  }

  /** Keys of all rows so far, in the order in which they first occurred. */
  keys(): readonly string[] {
    return this.slow.keys();
  }

  /** False = the row is left to the encoder, which also says what is wrong with it. */
  private writePlain(row: unknown): boolean {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return false;
    try {
      const start = this.at;
      if (this.writeAs(row, this.shape)) return true;
      this.at = start;
      const shape = this.meet(row);
      if (shape === this.shape) return false;
      this.shape = shape;
      return this.writeAs(row, shape);
    } catch {
      return false;
    }
  }

  private meet(row: object): Shape {
    const keys = Object.keys(row);
    const name = stringify(keys);
    const shape = this.shapes.get(name) ?? shapeOf(keys);
    if (!this.shapes.has(name)) {
      this.shapes.set(name, shape);
      this.slow.meet(keys);
    }
    return shape;
  }

  /** False = other keys, or a value that is not plain. */
  private writeAs(row: object, { keys, before }: Shape): boolean {
    const prototype: unknown = Object.getPrototypeOf(row);
    const inherits = this.isExtended || (prototype !== Object.prototype && prototype !== null);
    let i = 0;
    // Unlike Object.keys this makes no list.
    for (const key in row) {
      if (inherits && !Object.hasOwn(row, key)) continue;
      if (i >= keys.length || key !== keys[i]) return false;
      this.put(before[i++] as Uint8Array);
      if (!this.value((row as Record<string, unknown>)[key])) return false;
    }
    if (i !== keys.length || i === 0) return false;
    this.room(1);
    this.bytes[this.at++] = 125;
    return true;
  }

  private value(value: unknown): boolean {
    switch (typeof value) {
      case 'string': this.string(value); return true;
      case 'number': this.number(value); return true;
      case 'boolean': this.ascii(value ? 'true' : 'false'); return true;
      case 'undefined': this.ascii('null'); return true;
      case 'object':
        if (value === null) this.ascii('null');
        else if (value instanceof Date && !Number.isNaN(timeOf(value))) this.string(isoOf(value));
        else return false;
        return true;
      default: return false;
    }
  }

  /** Makes room for so many bytes more. */
  private room(count: number): void {
    if (this.at + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.at + count, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.at));
    this.bytes = larger;
  }

  private put(from: Uint8Array): void {
    this.room(from.length);
    for (let i = 0; i < from.length; i++) this.bytes[this.at + i] = from[i] as number;
    this.at += from.length;
  }

  private ascii(text: string): void {
    this.room(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.at + i] = text.charCodeAt(i);
    this.at += text.length;
  }

  /** Any text, as UTF-8. */
  private text(text: string): void {
    this.room(text.length * 3);
    this.at += encoder.encodeInto(text, this.bytes.subarray(this.at)).written;
  }

  private string(text: string): void {
    this.room(text.length * 3 + 2);
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = quote;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit < 0x80 && unit >= 0x20 && unit !== quote && unit !== backslash) bytes[at++] = unit;
      else if (unit >= 0x80 && unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else {
        // What JSON escapes, and what takes more than two bytes.
        this.text(stringify(text));
        return;
      }
    }
    bytes[at++] = quote;
    this.at = at;
  }

  private number(value: number): void {
    const hundredths = Math.round(value * 100);
    if (!Number.isFinite(value)) this.ascii(`"${value}"`);
    else if (Number.isInteger(value) && Math.abs(value) < mostDigits) this.whole(value);
    else if (hundredths / 100 === value && Math.abs(hundredths) < mostDigits) {
      // A quotient of whole numbers is rounded as a decimal fraction is read: both are the nearest double.
      const size = Math.abs(hundredths);
      if (value < 0) this.ascii('-');
      this.whole(Math.floor(size / 100));
      this.room(3);
      this.bytes[this.at++] = 46;
      this.bytes[this.at++] = zero + Math.floor((size % 100) / 10);
      if (size % 10 !== 0) this.bytes[this.at++] = zero + (size % 10);
    } else this.ascii(String(value));
  }

  private whole(value: number): void {
    this.room(11);
    const { bytes } = this;
    let rest = Math.abs(value);
    if (value < 0) bytes[this.at++] = 45;
    let length = 1;
    for (let power = 10; power <= rest; power *= 10) length++;
    for (let i = this.at + length - 1; i >= this.at; i--) {
      bytes[i] = zero + (rest % 10);
      rest = Math.floor(rest / 10);
    }
    this.at += length;
  }
}
