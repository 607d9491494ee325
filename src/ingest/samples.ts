import { textOfValue } from './column-builder.js';
import type { FieldBatch } from './field-batch.js';
import { isPlainRow, valueAt } from './plain-row.js';

/** As many show what a column holds. */
export const sampleRows = 100;
const decoder = new TextDecoder();

/** The first cells of a field as texts. */
export const samplesOf = ({ bytes, bounds, fieldCount, rowCount }: FieldBatch, field: number): string[] =>
  Array.from({ length: Math.min(rowCount, sampleRows) }, (_, row) => {
    const at = 2 * (row * fieldCount + field);
    return decoder.decode(bytes.subarray(bounds[at], bounds[at + 1]));
  });

/** Whether any cell of a field holds something. */
export const hasCells = ({ bounds, fieldCount, rowCount }: FieldBatch, field: number): boolean => {
  for (let at = 2 * field, r = 0; r < rowCount; r++, at += 2 * fieldCount) if (bounds[at] !== bounds[at + 1]) return true;
  return false;
};

const textAt = (row: unknown, key: string): string => (isPlainRow(row) ? (textOfValue(valueAt(row, key, 0)) ?? '') : '');

export const samplesOfKey = (rows: readonly unknown[], key: string): string[] => rows.slice(0, sampleRows).map((row) => textAt(row, key));
export const hasValues = (rows: readonly unknown[], key: string): boolean => rows.some((row) => textAt(row, key) !== '');
