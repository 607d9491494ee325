import { grown } from '../growing.js';
import { IngestError } from '../ingest-error.js';
import { decodeUtf8 } from '../utf8.js';
import { rowsPerBatch } from './feed-rows.js';
import { parseJson } from './json-text.js';

export interface ParsedLines {
  readonly rows: readonly unknown[];
  /** The line each row stands on, the first being 1. */
  readonly numbers: readonly number[];
  /** Bytes of the input up to the end of the last of these lines. */
  readonly bytes: number;
}

const newline = 10;
const comma = 44;

/** Rows may be long: a batch of them stays within this, but for one row. */
const bytesPerBatch = 4_194_304;

/** Cuts bytes into lines and reads them a batch at a time, in one go where every line holds one object. Throws IngestError JSON, ENCODING, TOO_DEEP. */
export class JsonLines {
  private buffer = new Uint8Array(0);
  private used = 0;
  private scanned = 0;
  /** Where `buffer[0]` lies in the input. */
  private offset = 0;
  private line = 0;
  private lineStart = 0;
  private depth = 0;
  private values = 0;
  private isString = false;
  private isEscaped = false;
  private hasText = false;
  private readonly bounds: number[] = [];
  private readonly numbers: number[] = [];
  /** Whether one of the lines at hand is not just one object or list. */
  private isOdd = false;

  constructor(private readonly label: string, private readonly maxDepth: number) {}

  /** Takes a piece over; it may change afterwards. */
  push(chunk: Uint8Array): void {
    const keep = this.bounds[0] ?? this.lineStart;
    if (keep > 0) this.drop(keep);
    this.buffer = grown(this.buffer, this.used + chunk.length);
    this.buffer.set(chunk, this.used);
    this.used += chunk.length;
  }

  /** The next full batch; null = more bytes are needed. At the end of the input, what is left, until nothing is. */
  next(isEnd: boolean): ParsedLines | null {
    while (!this.isFull() && this.scanned < this.used) this.scan();
    if (isEnd && !this.isFull() && this.lineStart < this.used) {
      this.endLine(this.used);
      this.lineStart = this.used;
    }
    return this.numbers.length === 0 || !(isEnd || this.isFull()) ? null : this.parse();
  }

  private isFull(): boolean {
    const { bounds, numbers } = this;
    return numbers.length >= rowsPerBatch || (numbers.length > 0 && (bounds[bounds.length - 1] as number) - (bounds[0] as number) >= bytesPerBatch);
  }

  /** Looks at bytes up to the end of the next line. */
  private scan(): void {
    const { buffer, used, maxDepth } = this;
    let { depth, isString, isEscaped, hasText, values } = this;
    let i = this.scanned;
    for (; i < used; i++) {
      const byte = buffer[i] as number;
      if (byte === newline) break;
      if (isString) {
        if (isEscaped) isEscaped = false;
        else if (byte === 92) isEscaped = true;
        else if (byte === 34) isString = false;
      } else if (byte === 34) isString = true;
      else if (byte === 91 || byte === 123) {
        if (++depth > maxDepth) throw new IngestError('TOO_DEEP', { phase: 'decode', params: { label: this.label, limit: maxDepth } });
      } else if (byte === 93 || byte === 125) {
        if (--depth === 0) values += 1;
      }
      if (byte > 32) hasText = true;
    }
    [this.depth, this.isString, this.isEscaped, this.hasText, this.values] = [depth, isString, isEscaped, hasText, values];
    this.scanned = i;
    if (i === used) return;
    this.endLine(i);
    this.scanned = this.lineStart = i + 1;
  }

  private endLine(end: number): void {
    this.line += 1;
    if (this.hasText) {
      this.bounds.push(this.lineStart, end);
      this.numbers.push(this.line);
      if (this.isString || this.depth !== 0 || this.values !== 1) this.isOdd = true;
    }
    [this.depth, this.isString, this.isEscaped, this.hasText, this.values] = [0, false, false, false, 0];
  }

  private parse(): ParsedLines {
    const { bounds, isOdd } = this;
    const numbers = [...this.numbers];
    const rows = (isOdd ? null : this.parseTogether()) ?? numbers.map((line, i) => parseJson(this.buffer.subarray(bounds[2 * i], bounds[2 * i + 1]), this.label, line));
    const bytes = this.offset + (bounds[bounds.length - 1] as number);
    bounds.length = this.numbers.length = 0;
    this.isOdd = false;
    return { rows, numbers, bytes };
  }

  /** All lines as one list; null = something is wrong with one of them. Each holds at least one value, so as many values as lines are one each. */
  private parseTogether(): readonly unknown[] | null {
    const { buffer, bounds } = this;
    const first = bounds[0] as number;
    const end = bounds[bounds.length - 1] as number;
    // Line breaks become commas; blank lines between stay blank.
    for (let i = 1; i < bounds.length - 1; i += 2) buffer[bounds[i] as number] = comma;
    const text = decodeUtf8(buffer.subarray(first, end), this.offset + first);
    try {
      const rows = JSON.parse(`[${text}]`) as readonly unknown[];
      return rows.length === this.numbers.length ? rows : null;
    } catch {
      return null;
    }
  }

  private drop(count: number): void {
    this.buffer.copyWithin(0, count, this.used);
    this.used -= count;
    this.scanned -= count;
    this.lineStart -= count;
    this.offset += count;
    for (let i = 0; i < this.bounds.length; i++) this.bounds[i] = (this.bounds[i] as number) - count;
  }
}
