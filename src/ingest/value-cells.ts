import { textOfValue } from './column-builder.js';
import type { FieldBatch } from './field-batch.js';

const encoder = new TextEncoder();
const noRows = new Uint32Array(0);

const batchOf = (bytes: Uint8Array, bounds: Int32Array, rowCount: number): FieldBatch =>
  ({ bytes, byteOffset: 0, bounds, fieldCount: 1, rowCount, sourceRow: noRows });

/** Cells of nothing. */
export const missingCells = (rowCount: number): FieldBatch => batchOf(new Uint8Array(0), new Int32Array(2 * rowCount), rowCount);

/**
 * Values of one column as bytes, blanks cut off, so that columns read many of them in one loop as they read a file; null where one of them
 * is neither text nor number nor truth value and must be told about.
 */
export const cellsOfValues = (values: readonly unknown[]): FieldBatch | null => {
  const texts: string[] = [];
  for (const value of values) {
    if (value instanceof Date && Number.isNaN(value.getTime())) return null;
    const text = textOfValue(value);
    if (text === undefined) return null;
    texts.push(text?.trim() ?? '');
  }
  const all = texts.join('');
  const bytes = encoder.encode(all);
  const bounds = new Int32Array(2 * texts.length);
  const isAscii = bytes.length === all.length;
  let at = 0;
  for (let i = 0; i < texts.length; i++) {
    bounds[2 * i] = at;
    at += isAscii ? (texts[i] as string).length : encodedLength(texts[i] as string);
    bounds[2 * i + 1] = at;
  }
  // Halves of one character in two neighbouring cells are one character together: such cells are read one by one.
  return at === bytes.length ? batchOf(bytes, bounds, texts.length) : null;
};

const encodedLength = (text: string): number => {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    length += unit < 0x800 ? 1 : 2;
    // A pair of surrogates takes four bytes for two units; half a pair becomes U+FFFD, three bytes for one.
    const next = text.charCodeAt(i + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) i += 1;
  }
  return length;
};
