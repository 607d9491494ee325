import type { DictionaryBytes, TextColumn } from '../model/table.js';

/** Row numbers by id, over the UTF-8 bytes: no string is built. */
export interface TextIndex {
  /** fnv1a32 of each row's bytes; also what the bootstrap weighs an entity by. */
  readonly hashes: Uint32Array;
  /** First row with the same bytes as row `row` of another column; -1 = none, or empty. */
  rowOf(other: TextColumn, row: number): number;
}

const fnvStart = 0x811c9dc5;
const fnvPrime = 0x01000193;

const hashOf = ({ bytes, offsets }: TextColumn, row: number): number => {
  let hash = fnvStart;
  const end = offsets[row + 1] as number;
  for (let i = offsets[row] as number; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), fnvPrime);
  return hash >>> 0;
};

const isSame = (a: TextColumn, rowA: number, b: TextColumn, rowB: number): boolean => {
  const startA = a.offsets[rowA] as number;
  const startB = b.offsets[rowB] as number;
  const length = (a.offsets[rowA + 1] as number) - startA;
  if (length !== (b.offsets[rowB + 1] as number) - startB) return false;
  for (let i = 0; i < length; i++) if (a.bytes[startA + i] !== b.bytes[startB + i]) return false;
  return true;
};

/** Order of two rows (or codes) by their UTF-8 bytes. */
export const compareTexts = ({ bytes, offsets }: DictionaryBytes, a: number, b: number): number => {
  const [i, j, iEnd, jEnd] = [offsets[a], offsets[b], offsets[a + 1], offsets[b + 1]] as [number, number, number, number];
  for (let k = 0; i + k < iEnd && j + k < jEnd; k++) {
    const difference = (bytes[i + k] as number) - (bytes[j + k] as number);
    if (difference !== 0) return difference;
  }
  return iEnd - i - (jEnd - j);
};

/** Spreads the hash over the table: FNV's low bits alone collide for ids that differ in the last character. */
const slotOf = (hash: number, mask: number): number => (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 7) & mask;

/** Hashes of all rows; empty ids hash like the empty text. */
export const hashTexts = (column: TextColumn): Uint32Array => {
  const hashes = new Uint32Array(column.offsets.length - 1);
  for (let row = 0; row < hashes.length; row++) hashes[row] = hashOf(column, row);
  return hashes;
};

/** Index of a column of ids. Of equal ids the first row is found; rows without id are not. */
export const indexTexts = (column: TextColumn): TextIndex => {
  const hashes = hashTexts(column);
  let size = 16;
  while (size < hashes.length * 2) size *= 2;
  const mask = size - 1;
  const slots = new Int32Array(size).fill(-1);
  const find = (other: TextColumn, row: number, hash: number): number => {
    let slot = slotOf(hash, mask);
    for (let found = slots[slot] as number; found !== -1; found = slots[slot] as number) {
      if (hashes[found] === hash && isSame(column, found, other, row)) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  };
  for (let row = 0; row < hashes.length; row++) {
    if (column.offsets[row] === column.offsets[row + 1]) continue;
    const slot = find(column, row, hashes[row] as number);
    if (slots[slot] === -1) slots[slot] = row;
  }
  return {
    hashes,
    rowOf: (other, row) => (other.offsets[row] === other.offsets[row + 1] ? -1 : (slots[find(other, row, hashOf(other, row))] as number)),
  };
};
