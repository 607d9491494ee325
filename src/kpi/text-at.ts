import type { DictionaryBytes } from '../model/table.js';

/** Text of one row of a column (or of one code of a dictionary); null = missing. For a few of them only: no decoder of the platform's is at hand here. */
export const textAt = ({ bytes, offsets }: DictionaryBytes, row: number): string | null => {
  const [from, to] = [offsets[row] as number, offsets[row + 1] as number];
  if (from === to) return null;
  let escaped = '';
  for (let i = from; i < to; i++) escaped += `%${(bytes[i] as number).toString(16).padStart(2, '0')}`;
  return decodeURIComponent(escaped);
};
