import type { CategoryColumn, Column, TextColumn } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { canonicalRow } from './row-text.js';

/** Per row: the first row with the same id; a row without id is its own. Null = every id is different. */
export const firstWithSameText = ({ bytes, offsets }: TextColumn, rowCount: number): Uint32Array | null => {
  if (isAscending(bytes, offsets, rowCount)) return null;
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, rowCount * 2)));
  const slots = new Uint32Array(size);
  const hashes = new Int32Array(rowCount);
  let first: Uint32Array | null = null;
  for (let row = 0; row < rowCount; row++) {
    const start = offsets[row] as number;
    const end = offsets[row + 1] as number;
    if (start === end) continue;
    let hash = end - start;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
    hash ^= hash >>> 13;
    hashes[row] = hash;
    let slot = hash & (size - 1);
    for (;;) {
      const other = slots[slot] as number;
      if (other === 0) {
        slots[slot] = row + 1;
        break;
      }
      if (hashes[other - 1] === hash && sameBytes(bytes, offsets[other - 1] as number, offsets[other] as number, start, end)) {
        first ??= Uint32Array.from({ length: rowCount }, (_, index) => index);
        first[row] = other - 1;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
  }
  return first;
};

/** Exports are mostly sorted by id: then one comparison per row proves that none repeats, without a hash table. */
const isAscending = (bytes: Uint8Array, offsets: Uint32Array, rowCount: number): boolean => {
  for (let row = 1; row < rowCount; row++) {
    const before = offsets[row - 1] as number;
    const start = offsets[row] as number;
    const end = offsets[row + 1] as number;
    const lengthBefore = start - before;
    const length = end - start;
    if (length > lengthBefore) continue;
    if (length < lengthBefore || length === 0) return false;
    let i = 0;
    while (i < length && bytes[before + i] === bytes[start + i]) i += 1;
    if (i === length || (bytes[start + i] as number) < (bytes[before + i] as number)) return false;
  }
  return true;
};

const sameBytes = (bytes: Uint8Array, aStart: number, aEnd: number, bStart: number, bEnd: number): boolean => {
  if (aEnd - aStart !== bEnd - bStart) return false;
  for (let i = 0; i < aEnd - aStart; i++) if (bytes[aStart + i] !== bytes[bStart + i]) return false;
  return true;
};

const firstWithSameCode = ({ codes, dictionary }: CategoryColumn, rowCount: number): Uint32Array | null => {
  const firstOf = new Int32Array(dictionary.length).fill(-1);
  let first: Uint32Array | null = null;
  for (let row = 0; row < rowCount; row++) {
    const code = codes[row] as number;
    if (code === 0) continue;
    const known = firstOf[code] as number;
    if (known < 0) firstOf[code] = row;
    else {
      first ??= Uint32Array.from({ length: rowCount }, (_, index) => index);
      first[row] = known;
    }
  }
  return first;
};

const encoder = new TextEncoder();

/** Byte order of the UTF-8, as SQL compares: not that of JavaScript's 16-bit units. */
const isGreaterText = (a: string, b: string): boolean => {
  const x = encoder.encode(a);
  const y = encoder.encode(b);
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) if (x[i] !== y[i]) return (x[i] as number) > (y[i] as number);
  return x.length > y.length;
};

const updatedAt = (column: Column | undefined, row: number): number => {
  const ms = column?.kind === 'instant' ? (column.ms[row] as number) : Number.NaN;
  return Number.isNaN(ms) ? Number.NEGATIVE_INFINITY : ms;
};

export interface Duplicate { readonly dropped: number; readonly kept: number }

/** Of rows with the same id (or other key) the one updated last stays; of equals the one with the greatest content, so that no order of rows matters. */
export const findDuplicates = (table: DraftTable, key = 'id'): readonly Duplicate[] => {
  const id = table.columns.get(key);
  if (id === undefined || (id.kind !== 'text' && id.kind !== 'category')) return [];
  const first = id.kind === 'text' ? firstWithSameText(id, table.rowCount) : firstWithSameCode(id, table.rowCount);
  if (first === null) return [];
  const updated = table.columns.get('updated_at');
  const keptOf = new Map<number, number>();
  for (let row = 0; row < table.rowCount; row++) {
    const group = first[row] as number;
    if (group === row) continue;
    const kept = keptOf.get(group) ?? group;
    const difference = updatedAt(updated, row) - updatedAt(updated, kept);
    const isNewer = difference > 0 || (!(difference < 0) && isGreaterText(canonicalRow(table, row), canonicalRow(table, kept)));
    keptOf.set(group, isNewer ? row : kept);
  }
  const found: Duplicate[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const kept = keptOf.get(first[row] as number);
    if (kept !== undefined && kept !== row) found.push({ dropped: row, kept });
  }
  return found;
};
