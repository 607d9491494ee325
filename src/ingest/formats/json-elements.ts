import { IngestError } from '../ingest-error.js';
import { encodingError } from '../utf8.js';
import type { ByteWindow } from './byte-window.js';
import { JsonCells } from './json-cells.js';
import { incomplete, JsonDepth, JsonFault, lastString, skipBlanks, stringEnd, valueEnd } from './json-grammar.js';
import { JsonKeys } from './json-keys.js';
import { JsonRowReader } from './json-rows.js';
import type { RowSink } from './sink.js';

const mostObjects = 1024;
/** Rows may be long: they wait for each other no longer than this. */
const bytesPerBatch = 4_194_304;
const brace = 123;
const bracket = 91;
const decoder = new TextDecoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

export interface ElementSettings { readonly label: string; readonly maxDepth: number }

/**
 * Takes the rows of a JSON document one by one, wherever they stand, and hands them on: as cells, so that no object is made of any, or as
 * objects where the sink needs them. Lists whose first row is a list of names are a table with a header.
 */
export class JsonElements {
  private readonly keys = new JsonKeys();
  private readonly cells = new JsonCells();
  private readonly reader: JsonRowReader;
  /** Names of the columns where rows are lists. */
  private header: readonly string[] | null = null;
  private seen = 0;
  /** Where the first and behind which the last of the rows stands that wait to become objects together. */
  private objectsFrom = -1;
  private objectsTo = -1;
  private readonly objectNumbers: number[] = [];

  constructor(private readonly window: ByteWindow, private readonly sink: RowSink, private readonly settings: ElementSettings) {
    this.reader = new JsonRowReader(this.keys, this.cells, settings.maxDepth);
    window.onShift = (by) => {
      this.cells.shift(by);
      this.objectsFrom -= by;
      this.objectsTo -= by;
    };
  }

  /** Values under keys that were too many to be columns. */
  ignoredValues = 0;

  /**
   * Takes the row that starts at `from`; gives the position behind it or `incomplete`. `depth`: what encloses it. `number`: the line it
   * stands on, where it has one. Throws JsonFault, JsonDepth.
   */
  take(from: number, end: number, isWhole: boolean, depth: number, number?: number): number {
    const { window: { bytes }, sink } = this;
    const byte = bytes[from];
    if (byte === brace && this.header === null) {
      const close = sink.wantsObjects === true ? this.asObject(from, end, isWhole, depth, number) : this.asCells(from, end, isWhole, depth, number);
      if (close >= 0) this.seen += 1;
      return close;
    }
    const close = valueEnd(bytes, from, end, isWhole, this.settings.maxDepth - depth);
    if (close < 0) return incomplete;
    const isList = byte === bracket;
    if (isList && number === undefined && this.seen === 0 && this.header === null && this.takeHeader(from, close)) return close;
    const index = this.seen++;
    if (isList && this.header !== null) this.asFields(from, close, index);
    else this.refuse(from, close, index, number);
    return close;
  }

  /** As many rows wait as are handed on at once: told by rows and bytes alone, never by the pieces in which they come. */
  get isFull(): boolean {
    const { cells, objectNumbers, window } = this;
    return (cells.rowCount > 0 && cells.rowCount >= cells.capacity) || objectNumbers.length >= mostObjects || (window.held >= 0 && window.start - window.held >= bytesPerBatch);
  }

  /** Hands on what waits. */
  flush(): void {
    const { cells, window, sink, header, objectNumbers } = this;
    window.held = -1;
    if (objectNumbers.length > 0) this.flushObjects();
    if (cells.rowCount === 0) return;
    const { bounds, literals, fractional, complete: odd, fieldCount, rowCount, sourceRow } = cells;
    const { bytes, offset: byteOffset } = window;
    const rowText = (row: number): string => this.textOf(row);
    sink.batch({ bytes, byteOffset, bounds, fieldCount, rowCount, sourceRow, literals, fractional, odd, rowText, ...(header === null ? { names: this.keys.names } : {}) });
    cells.clear();
  }

  private asCells(from: number, end: number, isWhole: boolean, depth: number, number: number | undefined): number {
    const { cells, reader, window } = this;
    if (cells.capacity === 0) cells.widen(1);
    let close = reader.read(window.bytes, from, end, isWhole, depth);
    if (close >= 0 && reader.hasNoRoom) {
      cells.widen(this.keys.names.length);
      close = reader.read(window.bytes, from, end, isWhole, depth);
    }
    if (close < 0) return incomplete;
    this.hold(from);
    cells.commit(window.bytes, from, close, number ?? this.seen + 1);
    this.ignoredValues += reader.ignored;
    return close;
  }

  private hold(from: number): void {
    if (this.window.held < 0) this.window.held = from;
  }

  /** Rows as objects, many parsed at once: their text from the first to the last is a list but for its brackets. */
  private asObject(from: number, end: number, isWhole: boolean, depth: number, number: number | undefined): number {
    const { window, objectNumbers } = this;
    const close = valueEnd(window.bytes, from, end, isWhole, this.settings.maxDepth - depth);
    if (close < 0) return incomplete;
    this.hold(from);
    if (objectNumbers.length === 0) this.objectsFrom = from;
    // What lies between the rows, a comma or the end of a line, becomes a comma.
    else window.bytes.fill(32, this.objectsTo, from).fill(44, this.objectsTo, this.objectsTo + 1);
    this.objectsTo = close;
    objectNumbers.push(number ?? this.seen + 1);
    return close;
  }

  private flushObjects(): void {
    const { window, objectNumbers, objectsFrom, objectsTo } = this;
    const written = window.bytes.subarray(objectsFrom, objectsTo);
    let text: string;
    try {
      text = strictDecoder.decode(written);
    } catch {
      throw encodingError(written, window.offset + objectsFrom);
    }
    this.objectsFrom = this.objectsTo = -1;
    this.sink.rows(JSON.parse(`[${text}]`) as readonly unknown[], objectNumbers.splice(0));
  }

  private takeHeader(from: number, end: number): boolean {
    const names = JSON.parse(decoder.decode(this.window.bytes.subarray(from, end))) as readonly unknown[];
    if (names.length === 0 || names.some((name) => typeof name !== 'string')) return false;
    this.header = names as readonly string[];
    this.cells.widen(names.length);
    this.sink.header(this.header);
    return true;
  }

  /** A list that has been looked at once already: it is whole and right. */
  private asFields(from: number, end: number, index: number): void {
    const { window: { bytes }, cells, header } = this;
    cells.begin();
    const expected = (header as readonly string[]).length;
    let field = 0;
    let at = skipBlanks(bytes, from + 1);
    for (; bytes[at] !== 93; field++) {
      const close = valueEnd(bytes, at, end, true, this.settings.maxDepth);
      if (field < expected) this.putField(field, at, close);
      at = skipBlanks(bytes, close);
      if (bytes[at] === 44) at = skipBlanks(bytes, at + 1);
    }
    if (field !== expected) {
      this.sink.broken({ code: 'FIELD_COUNT', row: index + 2, text: decoder.decode(bytes.subarray(from, Math.min(end, from + 4096))), params: { expected, got: field } });
    } else {
      this.hold(from);
      cells.commit(bytes, from, end, index + 2);
    }
  }

  private putField(field: number, at: number, close: number): void {
    const { window: { bytes }, cells } = this;
    const cell = cells.rowCount * cells.fieldCount + field;
    const byte = bytes[at] as number;
    if (byte === brace || byte === bracket) {
      cells.odd.push({ row: cells.rowCount, field, what: byte === brace ? 'object' : 'array' });
      return;
    }
    const isText = byte === 34;
    cells.bounds[2 * cell] = isText ? at + 1 : at;
    cells.bounds[2 * cell + 1] = isText ? close - 1 : byte === 110 ? at : close;
    if (isText && stringEnd(bytes, at + 1, close, true) > 0 && lastString.hasEscapes) cells.escaped.push(field);
    if (byte !== 116 && byte !== 102 && byte !== 110 && !isText) {
      cells.literals[cell] = 1;
      cells.fractional[field] = 1;
    }
  }

  private refuse(from: number, end: number, index: number, number: number | undefined): void {
    const { bytes } = this.window;
    const byte = bytes[from];
    const got = byte === bracket ? 'an array' : byte === brace ? 'an object' : byte === 34 ? 'string' : byte === 110 ? 'null' : byte === 116 || byte === 102 ? 'boolean' : 'number';
    const expected = this.header === null ? 'an object' : 'an array';
    const text = decoder.decode(bytes.subarray(from, Math.min(end, from + 200)));
    this.sink.broken({ code: 'SHAPE', row: number ?? index + (this.header === null ? 1 : 2), text, params: { expected, path: `$[${index}]`, got } });
  }

  /** A row of the batch as it stands in the file, or rewritten where its escapes have been undone. */
  private textOf(row: number): string {
    const { cells: { starts, ends, undone, bounds, fieldCount, literals }, window: { bytes }, keys: { names }, header } = this;
    if (!undone.has(row)) return decoder.decode(bytes.subarray(starts[row], Math.min(ends[row] as number, (starts[row] as number) + 4096)));
    const values = Array.from({ length: (header ?? names).length }, (_, field) => {
      const cell = row * fieldCount + field;
      const text = decoder.decode(bytes.subarray(bounds[2 * cell], bounds[2 * cell + 1]));
      return literals[cell] === 1 ? text : JSON.stringify(text);
    });
    return header === null ? `{${values.map((value, field) => `${JSON.stringify(names[field])}:${value}`).join()}}` : `[${values.join()}]`;
  }
}

/** A fault of the grammar as an error of the input. */
export const jsonError = (cause: unknown, window: ByteWindow, { label, maxDepth }: ElementSettings, row?: number): unknown => {
  if (cause instanceof JsonDepth) return new IngestError('TOO_DEEP', { phase: 'decode', params: { label, limit: maxDepth } });
  if (!(cause instanceof JsonFault)) return cause;
  const byte = window.offset + cause.at;
  return new IngestError('JSON', { phase: 'decode', params: { label, reason: `it ${cause.reason} at byte ${byte}`, byte }, ...(row === undefined ? {} : { row }) });
};

