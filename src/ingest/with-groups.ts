import { release } from '../model/release.js';
import { groupColumns } from '../model/schema.js';
import type { Column, GroupColumn, TextColumn } from '../model/table.js';
import type { ReadTable } from './draft-table.js';
import { firstWithSameText } from './duplicate-rows.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const isUpper = (byte: number): boolean => byte >= 65 && byte <= 90;

/** The texts in lower case, blanks around them cut off. Only those with letters beyond ASCII become strings on the way. */
const folded = ({ bytes, offsets }: TextColumn): TextColumn => {
  const lower = new Uint8Array(bytes.length);
  let seen = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    seen |= byte;
    lower[i] = isUpper(byte) ? byte + 32 : byte;
  }
  if (seen < 128) return { kind: 'text', bytes: lower, offsets };
  const parts = Array.from({ length: offsets.length - 1 }, (_, row) => {
    const part = lower.subarray(offsets[row], offsets[row + 1]);
    return part.some((byte) => byte >= 128) ? encoder.encode(decoder.decode(bytes.subarray(offsets[row], offsets[row + 1])).trim().toLowerCase()) : part;
  });
  const ends = new Uint32Array(offsets.length);
  parts.forEach((part, row) => { ends[row + 1] = (ends[row] as number) + part.length; });
  const joined = new Uint8Array(ends[parts.length] as number);
  parts.forEach((part, row) => joined.set(part, ends[row]));
  return { kind: 'text', bytes: joined, offsets: ends };
};

/** Equal texts get equal numbers, without regard to upper and lower case; compared byte by byte, so no two texts share one by chance. */
export const groupTexts = (column: TextColumn): GroupColumn => {
  const { bytes, offsets } = folded(column);
  const rowCount = offsets.length - 1;
  const first = firstWithSameText({ kind: 'text', bytes, offsets }, rowCount);
  const of = new Uint32Array(rowCount);
  for (let row = 0; row < rowCount; row++) if (offsets[row] !== offsets[row + 1]) of[row] = 1 + (first === null ? row : (first[row] as number));
  release(bytes, first);
  return { kind: 'group', of };
};

/** The table with numbers in place of the texts of which only equality matters: a million e-mail addresses are 4 MB instead of 30. */
export const withGroups = (read: ReadTable): ReadTable => {
  const columns = new Map<string, Column>(read.draft.columns);
  let isSame = true;
  for (const name of groupColumns[read.draft.name] ?? []) {
    const column = columns.get(name);
    if (column?.kind !== 'text') continue;
    columns.set(name, groupTexts(column));
    isSame = false;
  }
  return isSame ? read : { ...read, draft: { ...read.draft, columns } };
};
