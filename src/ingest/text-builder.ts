import type { TextColumn } from '../model/table.js';
import { type BuiltColumn, CellFindings, type ColumnBuilder, oddOf, textOfValue } from './column-builder.js';
import type { FieldBatch, OddCell } from './field-batch.js';
import { grown, trimmed } from './growing.js';
import { encodingError } from './utf8.js';

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** Mostly unique strings: bytes are copied, never turned into strings. Blanks around a value are cut off. */
export class TextBuilder implements ColumnBuilder {
  private length = 0;
  private bytes = new Uint8Array(0);
  private offsets = new Uint32Array(1);
  private findings = new CellFindings();

  appendFields(batch: FieldBatch, field: number, expectedRows: number): void {
    const { bytes: source, bounds, fieldCount, rowCount } = batch;
    const offsets = (this.offsets = grown(this.offsets, this.length + rowCount + 1, expectedRows + 1));
    let needed = 0;
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += 2 * fieldCount) needed += (bounds[at + 1] as number) - (bounds[at] as number);
    let used = offsets[this.length] as number;
    const expectedBytes = this.length === 0 ? 0 : Math.ceil((used / this.length) * expectedRows * 1.02);
    const target = (this.bytes = grown(this.bytes, used + needed, expectedBytes));
    let next = this.length;
    let seen = 0;
    for (let r = 0, at = 2 * field; r < rowCount; r++, at += 2 * fieldCount) {
      let i = bounds[at] as number;
      let end = bounds[at + 1] as number;
      while (i < end && (source[i] as number) <= 32) i++;
      while (i < end && (source[end - 1] as number) <= 32) end--;
      for (; i < end; i++) {
        const byte = source[i] as number;
        seen |= byte;
        target[used++] = byte;
      }
      offsets[++next] = used;
    }
    if (seen >= 128 && !isUtf8(target.subarray(offsets[this.length], used))) throw firstBadCell(batch, field);
    this.length = next;
  }

  appendValue(value: unknown): void {
    const text = textOfValue(value);
    if (text === undefined) this.refuse(this.length, oddOf(value));
    const encoded = encoder.encode(text?.trim() ?? '');
    const used = this.offsets[this.length] as number;
    this.bytes = grown(this.bytes, used + encoded.length);
    this.bytes.set(encoded, used);
    this.offsets = grown(this.offsets, this.length + 2);
    this.offsets[++this.length] = used + encoded.length;
  }

  refuse(row: number, what: OddCell['what'], count = 1): void {
    this.findings.add('SHAPE', row, '', { expected: 'a text', path: 'a cell', got: `an ${what}` }, count);
  }

  isMissingAt(row: number): boolean {
    return this.offsets[row] === this.offsets[row + 1];
  }

  finish(): BuiltColumn {
    const column: TextColumn = {
      kind: 'text',
      bytes: trimmed(this.bytes, this.offsets[this.length] as number),
      offsets: trimmed(this.offsets, this.length + 1),
    };
    return this.findings.built(column);
  }

  copy(): TextBuilder {
    const copy = new TextBuilder();
    copy.length = this.length;
    copy.offsets = this.offsets.slice(0, this.length + 1);
    copy.bytes = this.bytes.slice(0, this.offsets[this.length]);
    copy.findings = this.findings.copy();
    return copy;
  }
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    strictDecoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const firstBadCell = ({ bytes, byteOffset, bounds, fieldCount, rowCount }: FieldBatch, field: number): Error => {
  for (let r = 0; r < rowCount; r++) {
    const start = bounds[2 * (r * fieldCount + field)] as number;
    const cell = bytes.subarray(start, bounds[2 * (r * fieldCount + field) + 1]);
    if (!isUtf8(cell)) return encodingError(cell, byteOffset + start);
  }
  return encodingError(bytes, byteOffset);
};
