import type { CategoryColumn } from '../model/table.js';
import { type BuiltColumn, CellFindings, type ColumnBuilder, textOfValue } from './column-builder.js';
import type { FieldBatch } from './field-batch.js';
import { grown, trimmed } from './growing.js';
import { decodeUtf8 } from './utf8.js';

const decoder = new TextDecoder();

const firstSlots = 256;

/** Four bytes as one number; bytes behind `end` count as 0. */
const wordAt = (bytes: Uint8Array, at: number, end: number): number =>
  at + 4 <= end
    ? (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)
    : (at < end ? (bytes[at] as number) : 0) | (at + 1 < end ? (bytes[at + 1] as number) << 8 : 0) | (at + 2 < end ? (bytes[at + 2] as number) << 16 : 0);

const mix = (a: number, b: number, length: number): number => {
  let hash = Math.imul(a ^ (length << 24), 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
};

/**
 * Repeating strings. Bytes are looked up in a hash table, so a string is made once per distinct value. Most values are short: up to 8
 * bytes, length and the first and last four bytes name them exactly and no byte is compared.
 */
export class CategoryBuilder implements ColumnBuilder {
  private length = 0;
  private byteOffset = 0;
  private isAscii = true;
  private codes: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(0);
  private readonly dictionary: (string | null)[] = [null];
  private readonly codeOf = new Map<string, number>();
  private readonly findings = new CellFindings();
  /** Cells of the batch at hand. */
  private starts = new Int32Array(0);
  private lengths = new Int32Array(0);
  private firsts = new Int32Array(0);
  private lasts = new Int32Array(0);
  /** Open addressing: slot → code, 0 = free. Size is a power of two. */
  private slots = new Int32Array(firstSlots);
  /** Two words per code that name its value or, beyond 8 bytes, stand for it. */
  private words = new Int32Array(firstSlots);
  /** UTF-8 of dictionary entry c is `known[knownEnds[c - 1] .. knownEnds[c])`. */
  private known = new Uint8Array(1024);
  private knownEnds = new Uint32Array(256);

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { rowCount } = batch;
    this.byteOffset = batch.byteOffset;
    this.codes = grown(this.codes, this.length + rowCount, expectedRows);
    // Two loops: the first only reads bytes, the second only slots. A large table is slow to reach, and this way one look-up need not wait for another.
    this.nameCells(batch, field);
    for (let r = 0, next = this.length; r < rowCount; r++, next++) {
      const length = this.lengths[r] as number;
      this.codes[next] = length === 0 ? 0 : this.lookUp(batch.bytes, this.starts[r] as number, length, this.firsts[r] as number, this.lasts[r] as number);
    }
    this.length += rowCount;
  }

  /** Start, length and the two words of every cell of a batch, blanks around it left out. */
  private nameCells({ bytes, bounds, fieldCount, rowCount }: FieldBatch, field: number): void {
    if (this.starts.length < rowCount) {
      this.starts = new Int32Array(rowCount);
      this.lengths = new Int32Array(rowCount);
      this.firsts = new Int32Array(rowCount);
      this.lasts = new Int32Array(rowCount);
    }
    const { starts, lengths, firsts, lasts } = this;
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += 2 * fieldCount) {
      let start = bounds[at] as number;
      let end = bounds[at + 1] as number;
      while (start < end && (bytes[start] as number) <= 32) start++;
      while (start < end && (bytes[end - 1] as number) <= 32) end--;
      const length = end - start;
      let a = wordAt(bytes, start, end);
      let b = length > 4 ? wordAt(bytes, end - 4, end) : 0;
      for (let i = start + 4; i < end - 4 && length > 8; i += 4) {
        a = Math.imul(a ^ wordAt(bytes, i, end), 0x01000193);
        b = Math.imul(b + a, 0x9e3779b1) ^ (a >>> 15);
      }
      starts[r] = start;
      lengths[r] = length;
      firsts[r] = a;
      lasts[r] = b;
    }
  }

  appendValue(value: unknown): void {
    const text = textOfValue(value);
    if (text === undefined) this.findings.add('SHAPE', this.length, '', { expected: 'a text', path: 'a cell', got: Array.isArray(value) ? 'an array' : `a ${typeof value}` });
    const trimmedText = text?.trim() ?? '';
    let code = 0;
    if (trimmedText !== '') {
      code = this.codeOf.get(trimmedText) ?? this.dictionary.length;
      if (code === this.dictionary.length) {
        this.codeOf.set(trimmedText, code);
        this.enter(trimmedText);
      }
    }
    this.codes = grown(this.codes, this.length + 1);
    this.codes[this.length++] = code;
  }

  finish(): BuiltColumn {
    // Of a million distinct values the table is larger than the strings to come: let go of it first.
    this.slots = new Int32Array(0);
    this.words = new Int32Array(0);
    this.decodeDictionary();
    this.known = new Uint8Array(0);
    this.knownEnds = new Uint32Array(0);
    const column: CategoryColumn = { kind: 'category', codes: trimmed(this.codes, this.length), dictionary: this.dictionary };
    return this.findings.built(column);
  }

  private lookUp(bytes: Uint8Array, start: number, length: number, a: number, b: number): number {
    const { slots, words, knownEnds } = this;
    const mask = slots.length - 1;
    for (let slot = mix(a, b, length) & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot] as number;
      if (code === 0) return this.add(bytes, start, start + length, a, b, slot);
      const isSame = words[2 * code] === a && words[2 * code + 1] === b && (knownEnds[code] as number) - (knownEnds[code - 1] as number) === length;
      if (isSame && (length <= 8 || this.isKnown(code, bytes, start, start + length))) return code;
    }
  }

  private isKnown(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { known } = this;
    for (let i = start, k = this.knownEnds[code - 1] as number; i < end; i++, k++) if (bytes[i] !== known[k]) return false;
    return true;
  }

  private add(bytes: Uint8Array, start: number, end: number, a: number, b: number, slot: number): number {
    const code = this.dictionary.length;
    // The text is filled in at the end, for all entries in one go; only what lies beyond ASCII is checked right here, where its place is known.
    this.enter(null);
    const used = this.knownEnds[code - 1] as number;
    const known = (this.known = grown(this.known, used + end - start));
    let seen = 0;
    for (let from = start, to = used; from < end; from++, to++) seen |= known[to] = bytes[from] as number;
    if (seen >= 128) {
      this.isAscii = false;
      decodeUtf8(bytes.subarray(start, end), this.byteOffset + start);
    }
    this.knownEnds = grown(this.knownEnds, code + 1);
    this.knownEnds[code] = used + end - start;
    this.words = grown(this.words, 2 * code + 2);
    this.words[2 * code] = a;
    this.words[2 * code + 1] = b;
    this.slots[slot] = code;
    if (code * 1.4 > this.slots.length) this.rehash();
    return code;
  }

  /** One decoding and many slices: a string made from bytes on its own costs ten times as much. */
  private decodeDictionary(): void {
    const { dictionary, known, knownEnds, isAscii } = this;
    if (knownEnds[1] === 0) return;
    const text = isAscii ? decoder.decode(known.subarray(0, knownEnds[dictionary.length - 1])) : '';
    for (let code = 1; code < dictionary.length; code++) {
      const start = knownEnds[code - 1] as number;
      const end = knownEnds[code] as number;
      dictionary[code] = isAscii ? text.slice(start, end) : decoder.decode(known.subarray(start, end));
    }
  }

  private enter(text: string | null): void {
    this.dictionary.push(text);
    if (this.dictionary.length === 257) this.codes = new Uint16Array(this.codes);
    else if (this.dictionary.length === 65_537) this.codes = new Uint32Array(this.codes);
  }

  private rehash(): void {
    const slots = (this.slots = new Int32Array(this.slots.length * 2));
    const { words, knownEnds } = this;
    const mask = slots.length - 1;
    for (let code = 1; code < this.dictionary.length; code++) {
      const length = (knownEnds[code] as number) - (knownEnds[code - 1] as number);
      let slot = mix(words[2 * code] as number, words[2 * code + 1] as number, length) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
  }
}
