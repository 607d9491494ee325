import { IngestError } from '../ingest-error.js';
import { decodeUtf8 } from '../utf8.js';
import { headerNames, recordEnd, sniffDelimiter } from './csv-dialect.js';
import type { Decoder, RowSink } from './sink.js';

const pieceBytes = 131_072;
/** A record longer than this is taken for a quote that never closes. */
const longestRecord = 4_194_304;
const lf = 10;
const cr = 13;
const quote = 34;
const blank = 32;

const decoder = new TextDecoder();

export type CsvHandlers = Pick<RowSink, 'header' | 'batch' | 'broken'>;

/**
 * Cuts CSV bytes into rows of fields, piece by piece: no string is made and no row object. Knows quotes (with line breaks and
 * doubled quotes inside), LF, CRLF and CR, a byte order mark, and a last row without line break. After a quote that does not close
 * properly it goes on with the next line. Knows nothing of columns and types.
 */
export class CsvDecoder {
  /** One byte more than is ever filled: a line break behind the end stops the innermost loop. */
  private buffer = new Uint8Array(pieceBytes * 2 + 1);
  /** Where `buffer[0]` lies in the input. */
  private byteOffset = 0;
  private start = 0;
  private end = 0;
  /** A record that did not end in the buffer is not looked at again before this many bytes are there. */
  private waitFor = 0;
  private delimiter = -1;
  private fieldCount = 0;
  private bounds = new Int32Array(0);
  private sourceRow = new Uint32Array(0);
  private rowNumber = 0;
  private rowCount = 0;
  private skipLf = false;
  private isEnd = false;
  /** Positions in `bounds` of fields with doubled quotes in the row at hand. */
  private doubled: number[] = [];

  constructor(private readonly handlers: CsvHandlers) {}

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
    this.waitFor = 0;
    this.buffer[this.end] = lf;
    if (this.delimiter < 0 && !this.readHeader()) return;
    while (this.scanRows());
    this.flush();
  }

  private readHeader(): boolean {
    const { buffer, end } = this;
    if (end - this.start < 3 && !this.isEnd) return false;
    if (this.start === 0 && buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf && end >= 3) this.start = 3;
    while (this.start < end && ((buffer[this.start] as number) === lf || (buffer[this.start] as number) === cr)) this.start += 1;
    if (this.start >= end) return false;
    const stop = recordEnd(buffer, this.start, end);
    if (stop < 0 && (this.isEnd || end - this.start > longestRecord)) throw new IngestError('QUOTE', { phase: 'decode', row: 1 });
    if ((stop < 0 || stop === end) && !this.isEnd) return false;
    this.delimiter = sniffDelimiter(buffer, this.start, stop);
    const names = headerNames(decodeUtf8(buffer.subarray(this.start, stop), this.byteOffset + this.start), String.fromCharCode(this.delimiter));
    this.fieldCount = names.length;
    const rows = Math.max(16, Math.min(4096, Math.floor(pieceBytes / names.length)));
    this.bounds = new Int32Array(rows * names.length * 2);
    this.sourceRow = new Uint32Array(rows);
    this.rowNumber = 1;
    this.start = Math.min(stop + 1, end);
    this.skipLf = buffer[stop] === cr;
    this.handlers.header(names);
    return true;
  }

  /** Reads rows until the buffer or the batch is full; true = there may be more in the buffer. */
  private scanRows(): boolean {
    const { buffer, bounds, end, delimiter, fieldCount, isEnd } = this;
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
      if (this.rowCount === capacity) {
        this.flush();
        return true;
      }
      const base = this.rowCount * fieldCount * 2;
      let field = 0;
      let fieldStart = i;
      let byte = 0;
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
        }
        field += 1;
        if (i >= end) {
          if (!isEnd) return this.wait();
          break;
        }
        if (byte !== delimiter) break;
        i += 1;
      }
      this.rowNumber += 1;
      if (field === fieldCount && (fieldCount > 1 || fieldStart < i)) this.commit();
      else if (field > 1 || fieldStart < i) this.reject('FIELD_COUNT', i, { expected: fieldCount, got: field });
      this.doubled.length = 0;
      this.skipLf = byte === cr;
      i = Math.min(i + 1, end);
    }
  }

  /** Position of the quote that closes the field, doubled ones passed over. */
  private closingQuote(from: number, boundsAt: number): number {
    const { buffer, end } = this;
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
    this.reject('QUOTE', stop, {});
    this.doubled.length = 0;
    this.skipLf = buffer[stop] === cr && stop < end;
    this.start = Math.min(stop + 1, end);
    return true;
  }

  private commit(): void {
    for (const at of this.doubled) {
      const { buffer, bounds } = this;
      const stop = bounds[at + 1] as number;
      let to = bounds[at] as number;
      for (let from = to; from < stop; from++, to++) {
        buffer[to] = buffer[from] as number;
        if (buffer[from] === quote) from += 1;
      }
      bounds[at + 1] = to;
    }
    this.sourceRow[this.rowCount++] = this.rowNumber;
  }

  private reject(code: 'FIELD_COUNT' | 'QUOTE', end: number, params: Readonly<Record<string, number>>): void {
    const text = decoder.decode(this.buffer.subarray(this.start, Math.min(end, this.start + 4000)));
    this.handlers.broken({ code, row: this.rowNumber, text, params });
  }

  private flush(): void {
    const { buffer: bytes, byteOffset, bounds, fieldCount, rowCount, sourceRow } = this;
    if (rowCount === 0) return;
    this.rowCount = 0;
    this.handlers.batch({ bytes, byteOffset, bounds, fieldCount, rowCount, sourceRow });
  }
}

const notYet = -1;
const neverCloses = -2;

export const decodeCsv: Decoder = async (chunks, sink, { label, onPiece }) => {
  const csv = new CsvDecoder(sink);
  let bytes = 0;
  for await (const chunk of chunks) {
    csv.push(chunk);
    await onPiece((bytes += chunk.length));
  }
  csv.close();
  if (!csv.hasHeader) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
};
