import { release } from '../model/release.js';
import { categoryOfBytes } from './byte-dictionary.js';
import { type BuiltColumn, CellFindings, type ColumnBuilder, oddOf, textOfValue } from './column-builder.js';
import type { FieldBatch, OddCell } from './field-batch.js';
import { grown, trimmed } from './growing.js';
import { decodeUtf8 } from './utf8.js';
import { cellsOfValues } from './value-cells.js';

const encoder = new TextEncoder();

const firstSlots = 256;

/** Texts of plain objects whose codes are remembered as strings; beyond that they are looked up by their bytes. */
const rememberedTexts = 1024;

/** Four bytes as one number; bytes behind `end` count as 0. */
const wordAt = (bytes: Uint8Array, at: number, end: number): number =>
  at + 4 <= end
    ? (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)
    : (at < end ? (bytes[at] as number) : 0) | (at + 1 < end ? (bytes[at + 1] as number) << 8 : 0) | (at + 2 < end ? (bytes[at + 2] as number) << 16 : 0);

const widened = (codes: Uint8Array | Uint16Array | Uint32Array, Wider: typeof Uint16Array | typeof Uint32Array): Uint16Array | Uint32Array => {
  const wider = new Wider(codes);
  release(codes);
  return wider;
};

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
  private codes: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(0);
  /** Number of codes, that of missing included. */
  private size = 1;
  private readonly codeOf = new Map<string, number>();
  private findings = new CellFindings();
  /** Codes of the entries of the dictionary that came last. */
  private taken: { readonly dictionary: readonly (string | null)[]; readonly codes: Int32Array } | null = null;
  /** Cells of the batch at hand. */
  private starts = new Int32Array(0);
  private lengths = new Int32Array(0);
  private firsts = new Int32Array(0);
  private lasts = new Int32Array(0);
  /** Open addressing: slot → code, 0 = free. Size is a power of two. */
  private slots = new Int32Array(firstSlots);
  /** Two words per code that name its value or, beyond 8 bytes, stand for it. */
  private words = new Int32Array(firstSlots);
  /** UTF-8 of entry c is `known[offsets[c] .. offsets[c + 1])`; that of missing is empty. */
  private known = new Uint8Array(1024);
  private offsets = new Uint32Array(256);

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { rowCount } = batch;
    this.byteOffset = batch.byteOffset;
    this.codes = grown(this.codes, this.length + rowCount, expectedRows);
    // Two loops: the first only reads bytes, the second only slots. A large table is slow to reach, and this way one look-up need not wait for another.
    this.nameCells(batch, field);
    for (let r = 0, next = this.length; r < rowCount; r++, next++) {
      const length = this.lengths[r] as number;
      const code = length === 0 ? 0 : this.lookUp(batch.bytes, this.starts[r] as number, length, this.firsts[r] as number, this.lasts[r] as number);
      // Only now: the look-up may have moved the codes to a wider array.
      this.codes[next] = code;
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
    if (text === undefined) this.refuse(this.length, oddOf(value));
    const trimmedText = text?.trim() ?? '';
    let code = trimmedText === '' ? 0 : this.codeOf.get(trimmedText);
    if (code === undefined) {
      code = this.codeOfText(trimmedText);
      if (this.codeOf.size < rememberedTexts) this.codeOf.set(trimmedText, code);
    }
    this.codes = grown(this.codes, this.length + 1);
    this.codes[this.length++] = code;
  }

  /** Rows that name entries of a dictionary: each entry is looked up once, also where many pieces of rows share it. */
  appendCodes(codes: ArrayLike<number>, dictionary: readonly (string | null)[], isMissing: ((row: number) => boolean) | null, expectedRows: number): void {
    const own = this.codesOf(dictionary);
    this.codes = grown(this.codes, this.length + codes.length, expectedRows);
    for (let i = 0; i < codes.length; i++) this.codes[this.length + i] = isMissing?.(i) === true ? 0 : (own[codes[i] as number] ?? 0);
    this.length += codes.length;
  }

  refuse(row: number, what: OddCell['what'], count = 1): void {
    this.findings.add('SHAPE', row, '', { expected: 'a text', path: 'a cell', got: `an ${what}` }, count);
  }

  isMissingAt(row: number): boolean {
    return this.codes[row] === 0;
  }

  finish(): BuiltColumn {
    const { known, offsets, size } = this;
    release(this.slots, this.words);
    const entries = { bytes: trimmed(known, offsets[size] as number), offsets: trimmed(offsets, size + 1) };
    return this.findings.built(categoryOfBytes(trimmed(this.codes, this.length), entries));
  }

  copy(): CategoryBuilder {
    const copy = new CategoryBuilder();
    [copy.length, copy.size, copy.byteOffset] = [this.length, this.size, this.byteOffset];
    copy.codes = this.codes.slice(0, this.length);
    copy.offsets = this.offsets.slice(0, this.size + 1);
    copy.known = this.known.slice(0, this.offsets[this.size]);
    copy.findings = this.findings.copy();
    return copy;
  }

  private codesOf(dictionary: readonly (string | null)[]): Int32Array {
    if (this.taken?.dictionary === dictionary) return this.taken.codes;
    const cells = cellsOfValues(dictionary);
    const codes = cells === null ? Int32Array.from(dictionary, (entry) => (entry === null ? 0 : this.codeOfText(entry.trim()))) : new Int32Array(dictionary.length);
    if (cells !== null) {
      this.nameCells(cells, 0);
      for (let i = 0; i < codes.length; i++) {
        const length = this.lengths[i] as number;
        if (length > 0) codes[i] = this.lookUp(cells.bytes, this.starts[i] as number, length, this.firsts[i] as number, this.lasts[i] as number);
      }
    }
    this.taken = { dictionary, codes };
    return codes;
  }

  private codeOfText(text: string): number {
    const bytes = encoder.encode(text);
    this.nameCells({ bytes, byteOffset: 0, bounds: Int32Array.of(0, bytes.length), fieldCount: 1, rowCount: 1, sourceRow: new Uint32Array(1) }, 0);
    const length = this.lengths[0] as number;
    return length === 0 ? 0 : this.lookUp(bytes, this.starts[0] as number, length, this.firsts[0] as number, this.lasts[0] as number);
  }

  private lookUp(bytes: Uint8Array, start: number, length: number, a: number, b: number): number {
    const { slots, words, offsets } = this;
    const mask = slots.length - 1;
    for (let slot = mix(a, b, length) & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot] as number;
      if (code === 0) return this.add(bytes, start, start + length, a, b, slot);
      const isSame = words[2 * code] === a && words[2 * code + 1] === b && (offsets[code + 1] as number) - (offsets[code] as number) === length;
      if (isSame && (length <= 8 || this.isKnown(code, bytes, start, start + length))) return code;
    }
  }

  private isKnown(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const { known } = this;
    for (let i = start, k = this.offsets[code] as number; i < end; i++, k++) if (bytes[i] !== known[k]) return false;
    return true;
  }

  private add(bytes: Uint8Array, start: number, end: number, a: number, b: number, slot: number): number {
    const code = this.size++;
    if (this.size === 257) this.codes = widened(this.codes, Uint16Array);
    else if (this.size === 65_537) this.codes = widened(this.codes, Uint32Array);
    const used = this.offsets[code] as number;
    const known = (this.known = grown(this.known, used + end - start));
    let seen = 0;
    for (let from = start, to = used; from < end; from++, to++) seen |= known[to] = bytes[from] as number;
    // What lies beyond ASCII is checked right here, where its place is known.
    if (seen >= 128) decodeUtf8(bytes.subarray(start, end), this.byteOffset + start);
    this.offsets = grown(this.offsets, code + 2);
    this.offsets[code + 1] = used + end - start;
    this.words = grown(this.words, 2 * code + 2);
    this.words[2 * code] = a;
    this.words[2 * code + 1] = b;
    this.slots[slot] = code;
    if (code * 1.4 > this.slots.length) this.rehash();
    return code;
  }

  private rehash(): void {
    const length = this.slots.length * 2;
    release(this.slots);
    const slots = (this.slots = new Int32Array(length));
    const { words, offsets } = this;
    const mask = slots.length - 1;
    for (let code = 1; code < this.size; code++) {
      const length = (offsets[code + 1] as number) - (offsets[code] as number);
      let slot = mix(words[2 * code] as number, words[2 * code + 1] as number, length) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
  }
}
