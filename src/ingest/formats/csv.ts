import type { BrokenRow } from '../field-batch.js';
import { IngestError } from '../ingest-error.js';
import type { DialectGiven } from './csv-dialect.js';
import { headBytes, longestRecord, readHead } from './csv-head.js';
import { CsvRowText } from './csv-row-text.js';
import { NarrowRows } from './narrow-rows.js';
import type { Decoder, RowSink } from './sink.js';
import { isTotalRow, mayNameTotal } from './total-rows.js';

const pieceBytes = 131_072;
const lf = 10;
const cr = 13;
const blank = 32;

const decoder = new TextDecoder();

export type CsvHandlers = Pick<RowSink, 'header' | 'batch' | 'broken' | 'note'>;

/**
 * Cuts CSV bytes into rows of fields, piece by piece: no string is made and no row object. Knows delimiters and quotes of all kinds
 * (csv-dialect.ts), LF, CRLF and CR, a byte order mark, lines above the header, sums and remarks below the rows, and a last row
 * without line break. After a quote that does not close properly it goes on with the next line. Knows nothing of columns and types.
 */
export class CsvDecoder {
  /** One byte more than is ever filled: a line break behind the end stops the innermost loop. */
  private buffer = new Uint8Array(pieceBytes * 2 + 1);
  /** Where `buffer[0]` lies in the input. */
  private byteOffset = 0;
  private start = 0;
  private end = 0;
  /** A record that did not end in the buffer is not looked at again before this many bytes are there. */
  private waitFor = headBytes;
  private delimiter = -1;
  private quote = 34;
  private fieldCount = 0;
  /** Fields up to the last one with a name: a row must have so many. */
  private namedCount = 0;
  private bounds = new Int32Array(0);
  private sourceRow = new Uint32Array(0);
  private rowNumber = 0;
  private rowCount = 0;
  private skipLf = false;
  private isEnd = false;
  /** The first batch ends with the bytes the head was told from, so that columns are told from the same rows whatever the pieces. */
  private firstBatchEnd = Number.POSITIVE_INFINITY;
  /** Positions in `bounds` of fields with doubled quotes in the row at hand. */
  private doubled: number[] = [];
  private readonly texts = new CsvRowText();
  private readonly narrow: NarrowRows;

  constructor(private readonly handlers: CsvHandlers, private readonly given: DialectGiven = {}) {
    this.narrow = new NarrowRows(handlers);
  }

  get hasHeader(): boolean {
    return this.delimiter >= 0;
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += pieceBytes) {
      this.take(chunk.subarray(at, Math.min(at + pieceBytes, chunk.length)));
      this.scan();
    }
  }

  close(): void {
    this.isEnd = true;
    this.scan();
    this.narrow.close();
  }

  /** Whether the input ends with a line break; the last row of one that does not may be cut off. */
  get isTerminated(): boolean {
    const last = this.buffer[this.end - 1];
    return last === lf || last === cr;
  }

  private take(piece: Uint8Array): void {
    if (this.end + piece.length >= this.buffer.length) {
      const rest = this.end - this.start;
      const target = rest + piece.length < this.buffer.length ? this.buffer : new Uint8Array((rest + piece.length) * 2 + 1);
      target.set(this.buffer.subarray(this.start, this.end));
      this.buffer = target;
      this.byteOffset += this.start;
      this.start = 0;
      this.end = rest;
    }
    this.buffer.set(piece, this.end);
    this.end += piece.length;
  }

  private scan(): void {
    if (!this.isEnd && this.end - this.start < this.waitFor) return;
    if (this.delimiter < 0 && !this.readHead()) return;
    this.waitFor = 0;
    this.buffer[this.end] = lf;
    while (this.scanRows());
    this.flush();
  }

  private readHead(): boolean {
    const { buffer, handlers, given, isEnd } = this;
    const length = Math.min(this.end, Math.max(headBytes, this.waitFor));
    const head = readHead(buffer.subarray(0, length), isEnd && length === this.end, given);
    if (head === null) {
      this.waitFor = length * 2;
      return false;
    }
    const { names } = head;
    this.delimiter = head.delimiter.charCodeAt(0);
    this.quote = head.quote.charCodeAt(0);
    this.fieldCount = names.length;
    this.namedCount = Math.max(1, names.findLastIndex((name) => name !== '') + 1);
    const rows = Math.max(16, Math.min(4096, Math.floor(pieceBytes / names.length)));
    this.bounds = new Int32Array(rows * names.length * 2);
    this.sourceRow = new Uint32Array(rows);
    this.texts.reset(rows, head.quote, head.delimiter);
    this.rowNumber = head.row;
    this.start = head.end;
    this.firstBatchEnd = length;
    if (head.preamble !== null) handlers.note('PREAMBLE', { row: 1, count: head.preamble.count, value: head.preamble.first });
    handlers.header(names);
    return true;
  }

  /** Reads rows until the buffer or the batch is full; true = there may be more in the buffer. */
  private scanRows(): boolean {
    const { buffer, bounds, end, delimiter, quote, fieldCount, namedCount, isEnd, narrow } = this;
    const highest = Math.max(delimiter, cr);
    const capacity = this.sourceRow.length;
    let i = this.start;
    for (;;) {
      if (this.skipLf && i < end) {
        if (buffer[i] === lf) i += 1;
        this.skipLf = false;
      }
      this.start = i;
      if (i >= end) return false;
      if (this.rowCount === capacity || (i >= this.firstBatchEnd && this.rowCount > 0)) {
        this.flush();
        return true;
      }
      const base = this.rowCount * fieldCount * 2;
      let field = 0;
      let fieldStart = i;
      let byte = 0;
      let hasMore = false;
      for (;;) {
        fieldStart = i;
        let fieldEnd: number;
        if (buffer[i] === quote && i < end) {
          fieldStart += 1;
          fieldEnd = this.closingQuote(fieldStart, field < fieldCount ? base + 2 * field : -1);
          if (fieldEnd === notYet) return this.wait();
          if (fieldEnd === neverCloses) return this.skipBroken(fieldStart);
          i = fieldEnd + 1;
          while (i < end && buffer[i] === blank) i += 1;
          byte = buffer[i] as number;
          if (i < end && byte !== delimiter && byte !== lf && byte !== cr) return this.skipBroken(fieldStart);
        } else {
          byte = buffer[i] as number;
          while (byte > highest || (byte !== delimiter && byte !== lf && byte !== cr)) byte = buffer[++i] as number;
          fieldEnd = i;
        }
        if (field < fieldCount) {
          bounds[base + 2 * field] = fieldStart;
          bounds[base + 2 * field + 1] = fieldEnd;
        } else if (fieldEnd > fieldStart) hasMore = true;
        field += 1;
        if (i >= end) {
          if (!isEnd) return this.wait();
          break;
        }
        if (byte !== delimiter) break;
        i += 1;
      }
      this.rowNumber += 1;
      // A row of nothing but delimiters is as blank as a line without any.
      if (i - this.start === field - 1) narrow.blankLine();
      else if (field < namedCount || hasMore) this.leaveOut(i, field);
      else {
        for (; field < fieldCount; field++) bounds[base + 2 * field] = bounds[base + 2 * field + 1] = i;
        this.commit(base, i);
      }
      this.doubled.length = 0;
      this.skipLf = byte === cr;
      i = Math.min(i + 1, end);
    }
  }

  /** Position of the quote that closes the field, doubled ones passed over. */
  private closingQuote(from: number, boundsAt: number): number {
    const { buffer, end, quote } = this;
    let i = from;
    for (;;) {
      while (buffer[i] !== quote) {
        if (i >= end) return this.isEnd || end - this.start > longestRecord ? neverCloses : notYet;
        i += 1;
      }
      if (i + 1 >= end) return this.isEnd ? i : notYet;
      if (buffer[i + 1] !== quote) return i;
      if (boundsAt >= 0 && this.doubled[this.doubled.length - 1] !== boundsAt) this.doubled.push(boundsAt);
      i += 2;
    }
  }

  private wait(): false {
    this.doubled.length = 0;
    this.waitFor = (this.end - this.start) * 2;
    return false;
  }

  /** The line on which the bad quote opens is left out; reading goes on behind it. */
  private skipBroken(openedAt: number): boolean {
    const { buffer, end } = this;
    let stop = openedAt;
    while (stop < end && buffer[stop] !== lf && buffer[stop] !== cr) stop += 1;
    if (stop === end && !this.isEnd) return this.wait();
    this.rowNumber += 1;
    this.handlers.broken({ code: 'QUOTE', row: this.rowNumber, text: this.textUpTo(stop), params: {} });
    this.doubled.length = 0;
    this.skipLf = buffer[stop] === cr && stop < end;
    this.start = Math.min(stop + 1, end);
    return true;
  }

  private commit(base: number, end: number): void {
    const { buffer, bounds, fieldCount } = this;
    for (const at of this.doubled) {
      const stop = bounds[at + 1] as number;
      let to = bounds[at] as number;
      for (let from = to; from < stop; from++, to++) {
        buffer[to] = buffer[from] as number;
        if (buffer[from] === this.quote) from += 1;
      }
      bounds[at + 1] = to;
    }
    let first = base;
    while (first < base + 2 * (fieldCount - 1) && bounds[first] === bounds[first + 1]) first += 2;
    if (mayNameTotal(buffer, bounds[first] as number, bounds[first + 1] as number) && isTotalRow(buffer, bounds, base, fieldCount)) {
      this.handlers.broken({ code: 'TOTAL_ROW', row: this.rowNumber, text: this.textUpTo(end), params: {} });
      return;
    }
    this.narrow.completeRow();
    this.texts.put(this.rowCount, this.start, end, this.doubled.length > 0);
    this.sourceRow[this.rowCount++] = this.rowNumber;
  }

  private leaveOut(end: number, got: number): void {
    const row: BrokenRow = { code: 'FIELD_COUNT', row: this.rowNumber, text: this.textUpTo(end), params: { expected: this.fieldCount, got } };
    if (got < this.namedCount) this.narrow.narrowRow(row);
    else this.handlers.broken(row);
  }

  private textUpTo(end: number): string {
    return decoder.decode(this.buffer.subarray(this.start, Math.min(end, this.start + 4096)));
  }

  private flush(): void {
    const { buffer: bytes, byteOffset, bounds, fieldCount, rowCount, sourceRow, texts } = this;
    if (rowCount === 0) return;
    this.rowCount = 0;
    this.firstBatchEnd = Number.POSITIVE_INFINITY;
    this.handlers.batch({ bytes, byteOffset, bounds, fieldCount, rowCount, sourceRow, rowText: (row) => texts.of(row, bytes, bounds, fieldCount) });
  }
}

const notYet = -1;
const neverCloses = -2;

export const decodeCsv: Decoder = async (chunks, sink, { label, onPiece, dialect, mayBeCut }) => {
  const csv = new CsvDecoder(sink, dialect);
  let bytes = 0;
  for await (const chunk of chunks) {
    csv.push(chunk);
    await onPiece((bytes += chunk.length));
  }
  csv.close();
  await onPiece(bytes);
  if (!csv.hasHeader) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
  if (mayBeCut && !csv.isTerminated) sink.note('TRUNCATED_ROW', {});
};
