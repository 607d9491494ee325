import { IngestError } from '../ingest-error.js';
import type { ByteWindow } from './byte-window.js';
import { behindColon, JsonDepth, JsonFault, numberEnd, skipBlanks, stringEnd, wordEnd } from './json-grammar.js';
import type { JsonElements } from './json-elements.js';
import type { DecodeSettings } from './sink.js';

/** Keys under which interfaces commonly wrap their rows: the first of them at the top holds the rows, whatever else there is. */
const wrappers: ReadonlySet<string> = new Set(['data', 'rows', 'results', 'records', 'items', 'value']);
/** Deeper than this nobody wraps rows without saying where. */
const deepest = 4;
const shownText = 80;

const decoder = new TextDecoder();

/** A list or an object that is open. */
interface Open {
  readonly isList: boolean;
  /** Keys from the top; null inside a list, where no key leads to. */
  readonly path: readonly string[] | null;
  /** The value that comes next has just been named. */
  key: string | null;
  /** A value has come: a comma or the end must follow. */
  hasValue: boolean;
  /** A comma has come: the end must not follow. */
  isAfterComma: boolean;
}

export type EnvelopeSettings = Pick<DecodeSettings, 'label' | 'path' | 'maxDepth' | 'watched'>;

const shown = (path: readonly string[]): string => ['$', ...path].join('.');

/**
 * Walks through what lies around the rows of a JSON document, piece by piece, and takes the rows where they are: at the path the host
 * names, at the top, under a usual wrapper, or in the only list of objects there is. Two such lists are refused with both paths.
 */
export class JsonEnvelope {
  private readonly open: Open[] = [];
  private readonly wanted: readonly string[] | null;
  /** Where the rows are, once they were met. */
  private rowsAt: readonly string[] | null = null;
  private isWrapped = false;
  private inRows = false;
  private afterRow = false;
  private afterRowComma = false;
  private emptyAt: readonly string[] | null = null;
  /** How far the host's path leads, and what lies there if it is no list. */
  private reached: readonly string[] = [];
  private found: { readonly got: string; readonly text: string } | null = null;
  private isDone = false;

  constructor(private readonly window: ByteWindow, private readonly elements: JsonElements, private readonly settings: EnvelopeSettings) {
    const { path } = settings;
    this.wanted = path === undefined ? null : path === '' ? [] : path.split('.');
  }

  /** Goes as far as the bytes at hand allow, or until there are rows enough for a batch: then true. Throws JsonFault, JsonDepth, IngestError SHAPE. */
  walk(): boolean {
    const { elements } = this;
    while (!elements.isFull && (this.inRows ? this.row() : this.step()));
    const { isFull } = elements;
    if (isFull || this.window.isEnd) elements.flush();
    return isFull;
  }

  /** At the end of the input: there must have been a document and rows in it. */
  finish(): void {
    const { window: { start, end, bytes }, settings: { label }, wanted } = this;
    if (!this.isDone) throw new JsonFault(skipBlanks(bytes, start), 'ends too early');
    if (start < end) throw new JsonFault(start, 'goes on behind its end');
    if (this.rowsAt !== null || (wanted === null && this.emptyAt !== null)) return;
    const { got, text } = this.found ?? { got: 'nothing', text: '' };
    throw new IngestError('SHAPE', {
      phase: 'decode', ...(text === '' ? {} : { value: text }), params: { label, expected: 'an array of objects', path: shown(this.reached), got },
    });
  }

  /** One row or the end of the list; false = more bytes are needed. */
  private row(): boolean {
    const { window } = this;
    const { bytes, end, isEnd } = window;
    const at = (window.start = skipBlanks(bytes, window.start));
    if (at >= end) return this.starve();
    const byte = bytes[at];
    if (byte === 93 && !this.afterRowComma) {
      this.inRows = false;
      window.start = at + 1;
      this.closed();
      return true;
    }
    if (this.afterRow) {
      if (byte !== 44) throw new JsonFault(at, 'lacks a comma between rows');
      window.start = at + 1;
      this.afterRow = false;
      this.afterRowComma = true;
      return true;
    }
    const close = this.elements.take(at, end, isEnd, this.open.length + 1);
    if (close < 0) return false;
    window.start = close;
    this.afterRow = true;
    this.afterRowComma = false;
    return true;
  }

  /** One token of what lies around; false = more bytes are needed. */
  private step(): boolean {
    const { window, open } = this;
    const { bytes, end } = window;
    const at = (window.start = skipBlanks(bytes, window.start));
    if (at >= end) return this.isDone ? false : this.starve();
    if (this.isDone) throw new JsonFault(at, 'goes on behind its end');
    const inner = open.at(-1);
    const byte = bytes[at] as number;
    if (inner === undefined) return this.value(at, byte, []);
    if (byte === (inner.isList ? 93 : 125) && inner.key === null && !inner.isAfterComma) {
      window.start = at + 1;
      open.pop();
      this.closed();
      return true;
    }
    if (inner.hasValue) {
      if (byte !== 44) throw new JsonFault(at, inner.isList ? 'lacks a comma in a list' : 'lacks a comma in an object');
      inner.hasValue = false;
      inner.isAfterComma = true;
      window.start = at + 1;
      return true;
    }
    if (inner.isList) return this.value(at, byte, null);
    if (inner.key === null) return this.key(at, byte, inner);
    return this.value(at, byte, inner.path === null ? null : [...inner.path, inner.key]);
  }

  private key(at: number, byte: number, inner: Open): boolean {
    const { window } = this;
    const { bytes, end, isEnd } = window;
    if (byte !== 34) throw new JsonFault(at, 'lacks a key in an object');
    const close = stringEnd(bytes, at + 1, end, isEnd);
    const value = close < 0 ? close : behindColon(bytes, close + 1, end, isEnd);
    if (value < 0) return false;
    inner.key = JSON.parse(decoder.decode(bytes.subarray(at, close + 1))) as string;
    window.start = value;
    return true;
  }

  private value(at: number, byte: number, path: readonly string[] | null): boolean {
    const { window, open, settings } = this;
    const { bytes, end, isEnd } = window;
    if (byte === 91 || byte === 123) {
      if (open.length >= settings.maxDepth) throw new JsonDepth();
      const isRows = byte === 91 ? this.isRows(at, path) : false;
      if (isRows === null) return false;
      this.arrive(path, at, byte);
      window.start = at + 1;
      if (isRows) {
        this.inRows = true;
        this.afterRow = this.afterRowComma = false;
      } else open.push({ isList: byte === 91, path: byte === 91 ? null : path, key: null, hasValue: false, isAfterComma: false });
      return true;
    }
    const close = byte === 34 ? stringEnd(bytes, at + 1, end, isEnd) : byte === 45 || (byte >= 48 && byte <= 57) ? numberEnd(bytes, at, end, isEnd) : wordEnd(bytes, at, end, isEnd);
    if (close < 0) return false;
    this.arrive(path, at, byte);
    window.start = byte === 34 ? close + 1 : close;
    if (path !== null) this.tell(path.join('.'), at, window.start);
    this.closed();
    return true;
  }

  /** Numbers and truth values as they are written, so that no digit is lost. */
  private tell(path: string, from: number, to: number): void {
    const { window: { bytes }, settings: { watched } } = this;
    if (watched?.paths.has(path) !== true) return;
    const written = decoder.decode(bytes.subarray(from, to));
    watched.found(path, written === 'null' ? null : written.startsWith('"') ? (JSON.parse(written) as string) : written);
  }

  /** Whether the list that opens here holds the rows; null = more bytes are needed to tell. */
  private isRows(at: number, path: readonly string[] | null): boolean | null {
    const { wanted, window: { bytes, end, isEnd } } = this;
    if (path === null) return false;
    if (wanted !== null) {
      const isWanted = wanted.length === path.length && wanted.every((key, i) => key === path[i]);
      if (isWanted) this.rowsAt = path;
      return isWanted;
    }
    if (path.length === 0) {
      this.rowsAt = path;
      return true;
    }
    const first = skipBlanks(bytes, at + 1);
    if (first >= end && !isEnd) return null;
    const isWrapper = path.length === 1 && wrappers.has(path[0] as string);
    if (bytes[first] === 93 && (!isWrapper || this.rowsAt !== null)) {
      this.emptyAt ??= path;
      return false;
    }
    if ((bytes[first] !== 123 && !(isWrapper && (bytes[first] === 93 || bytes[first] === 91))) || path.length > deepest || this.isWrapped) return false;
    if (this.rowsAt !== null) {
      throw new IngestError('SHAPE', {
        phase: 'decode', params: { label: this.settings.label, expected: 'one array of objects', path: `${shown(this.rowsAt)} or ${shown(path)}`, got: 'two; give the path to one of them' },
      });
    }
    this.rowsAt = path;
    this.isWrapped = isWrapper;
    return true;
  }

  /** Remembers how far the host's path leads, for the message. */
  private arrive(path: readonly string[] | null, at: number, byte: number): void {
    const { wanted, window: { bytes, end } } = this;
    if (path === null || this.rowsAt !== null) return;
    const target = wanted ?? [];
    if (path.length > target.length || !path.every((key, i) => key === target[i])) return;
    this.reached = path.length === target.length ? path : target.slice(0, path.length + 1);
    const got = byte === 123 ? 'an object' : byte === 34 ? 'a string' : byte === 110 ? 'null' : byte === 116 || byte === 102 ? 'a boolean' : byte === 91 ? 'an array' : 'a number';
    const text = decoder.decode(bytes.subarray(at, Math.min(end, at + shownText)));
    this.found = path.length === target.length ? { got, text } : null;
  }

  private closed(): void {
    const inner = this.open.at(-1);
    if (inner === undefined) {
      this.isDone = true;
      return;
    }
    inner.hasValue = true;
    inner.isAfterComma = false;
    inner.key = null;
  }

  private starve(): false {
    if (this.window.isEnd) throw new JsonFault(this.window.end, 'ends too early');
    return false;
  }
}
