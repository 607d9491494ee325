import type { CategoryColumn } from '../model/table.js';
import { type BuiltColumn, CellFindings, type ColumnBuilder, textOfValue } from './column-builder.js';
import type { FieldBatch } from './field-batch.js';
import { grown, trimmed } from './growing.js';
import { decodeUtf8 } from './utf8.js';

/** Repeating strings: bytes are looked up in a hash table, so a string is made once per distinct value. */
export class CategoryBuilder implements ColumnBuilder {
  private length = 0;
  private byteOffset = 0;
  private codes: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(0);
  private readonly dictionary: (string | null)[] = [null];
  private readonly codeOf = new Map<string, number>();
  private readonly findings = new CellFindings();
  /** Open addressing: slot → code, 0 = free. Size is a power of two. */
  private slots = new Int32Array(256);
  private hashes = new Int32Array(256);
  /** UTF-8 of dictionary entry c is `known[knownEnds[c - 1] .. knownEnds[c])`. */
  private known = new Uint8Array(1024);
  private knownEnds = new Uint32Array(256);

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { bytes, bounds, fieldCount, rowCount } = batch;
    this.byteOffset = batch.byteOffset;
    this.codes = grown(this.codes, this.length + rowCount, expectedRows);
    let next = this.length;
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += 2 * fieldCount) {
      let start = bounds[at] as number;
      let end = bounds[at + 1] as number;
      while (start < end && (bytes[start] as number) <= 32) start++;
      while (start < end && (bytes[end - 1] as number) <= 32) end--;
      let code = 0;
      if (start < end) {
        let hash = end - start;
        for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
        hash ^= hash >>> 15;
        code = this.lookUp(bytes, start, end, hash);
      }
      this.codes[next++] = code;
    }
    this.length = next;
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
    const column: CategoryColumn = { kind: 'category', codes: trimmed(this.codes, this.length), dictionary: this.dictionary };
    return this.findings.built(column);
  }

  private lookUp(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const { slots, hashes, known, knownEnds } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const code = slots[slot] as number;
      if (code === 0) return this.add(bytes, start, end, hash, slot);
      if (hashes[slot] === hash) {
        let i = knownEnds[code - 1] as number;
        if ((knownEnds[code] as number) - i === end - start) {
          let j = start;
          while (j < end && bytes[j] === known[i]) { i++; j++; }
          if (j === end) return code;
        }
      }
      slot = (slot + 1) & mask;
    }
  }

  private add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const text = decodeUtf8(bytes.subarray(start, end), this.byteOffset + start);
    const code = this.dictionary.length;
    this.enter(text);
    const used = this.knownEnds[code - 1] as number;
    this.known = grown(this.known, used + end - start);
    this.known.set(bytes.subarray(start, end), used);
    this.knownEnds = grown(this.knownEnds, code + 1);
    this.knownEnds[code] = used + end - start;
    this.slots[slot] = code;
    this.hashes[slot] = hash;
    if (code * 2 > this.slots.length) this.rehash();
    return code;
  }

  private enter(text: string): void {
    this.dictionary.push(text);
    if (this.dictionary.length === 257) this.codes = Uint16Array.from(this.codes);
    else if (this.dictionary.length === 65_537) this.codes = Uint32Array.from(this.codes);
  }

  private rehash(): void {
    const { slots: oldSlots, hashes: oldHashes } = this;
    const slots = (this.slots = new Int32Array(oldSlots.length * 4));
    const hashes = (this.hashes = new Int32Array(slots.length));
    const mask = slots.length - 1;
    for (let s = 0; s < oldSlots.length; s++) {
      if (oldSlots[s] === 0) continue;
      let slot = (oldHashes[s] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = oldSlots[s] as number;
      hashes[slot] = oldHashes[s] as number;
    }
  }
}
