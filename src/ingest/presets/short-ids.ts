import type { TextColumn } from '../../model/table.js';
import type { DraftTable } from '../draft-table.js';
import { recode } from '../words.js';
import type { Preset } from './preset.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const isId = (column: string): boolean => column === 'id' || column.endsWith('_id') || column === 'sold_by';

const rewriteTexts = (column: TextColumn, { length, rewrite }: NonNullable<Preset['shortIds']>): TextColumn => {
  const { bytes, offsets } = column;
  const rowCount = offsets.length - 1;
  const texts: (Uint8Array | null)[] = [];
  let total = 0;
  let isSame = true;
  for (let row = 0; row < rowCount; row++) {
    const start = offsets[row] as number;
    const end = offsets[row + 1] as number;
    const isShort = end - start === length;
    const text = isShort ? encoder.encode(rewrite(decoder.decode(bytes.subarray(start, end)))) : null;
    if (isShort) isSame = false;
    texts.push(text);
    total += text?.length ?? end - start;
  }
  if (isSame) return column;
  const written = new Uint8Array(total);
  const ends = new Uint32Array(rowCount + 1);
  for (let row = 0, used = 0; row < rowCount; row++) {
    const text = texts[row] ?? bytes.subarray(offsets[row], offsets[row + 1]);
    written.set(text, used);
    ends[row + 1] = used += text.length;
  }
  return { kind: 'text', bytes: written, offsets: ends };
};

/** The table with every id in its long form, so that both forms of one id are equal. */
export const withLongIds = (table: DraftTable, shortIds: Preset['shortIds']): DraftTable => {
  if (shortIds === undefined) return table;
  const columns = new Map(table.columns);
  for (const [name, column] of columns) {
    if (!isId(name)) continue;
    if (column.kind === 'text') columns.set(name, rewriteTexts(column, shortIds));
    else if (column.kind === 'category') columns.set(name, recode(column, (id) => (encoder.encode(id).length === shortIds.length ? shortIds.rewrite(id) : id)));
  }
  return { ...table, columns };
};
