import { textOfValue } from './column-builder.js';
import type { FieldBatch } from './field-batch.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const noRows = new Uint32Array(0);

const batchOf = (bytes: Uint8Array, bounds: Int32Array, rowCount: number): FieldBatch =>
  ({ bytes, byteOffset: 0, bounds, fieldCount: 1, rowCount, sourceRow: noRows });

/** Cells of nothing. */
export const missingCells = (rowCount: number): FieldBatch => batchOf(new Uint8Array(0), new Int32Array(2 * rowCount), rowCount);

/** Cells of one column of numbers as JSON writes them, as texts of what they are: `12.0` is `12`, `1e3` is `1000`; whole numbers keep all their digits. */
export const canonicalCells = ({ bytes, bounds, fieldCount, rowCount, literals }: FieldBatch, field: number): FieldBatch => {
  const texts = Array.from({ length: rowCount }, (_, row) => {
    const cell = row * fieldCount + field;
    const text = decoder.decode(bytes.subarray(bounds[2 * cell], bounds[2 * cell + 1]));
    return literals?.[cell] === 1 && /[.eE]|^-0/.test(text) ? String(Number(text)) : text;
  });
  return cellsOfValues(texts) as FieldBatch;
};

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
