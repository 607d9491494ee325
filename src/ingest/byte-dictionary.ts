import type { CategoryColumn, DictionaryBytes } from '../model/table.js';

const decoder = new TextDecoder();

/** Values above which a column keeps bytes instead of strings: a string costs about five times its letters. */
const mostStrings = 4096;

/** One decoding and many slices: a string made from bytes on its own costs ten times as much. */
const decodeAll = ({ bytes, offsets }: DictionaryBytes): readonly (string | null)[] => {
  const size = offsets.length - 1;
  const dictionary: (string | null)[] = [null];
  let seen = 0;
  for (let i = 0; i < bytes.length; i++) seen |= bytes[i] as number;
  const ascii = seen < 128 ? decoder.decode(bytes) : null;
  for (let code = 1; code < size; code++) {
    const [start, end] = [offsets[code] as number, offsets[code + 1] as number];
    dictionary.push(ascii === null ? decoder.decode(bytes.subarray(start, end)) : ascii.slice(start, end));
  }
  return dictionary;
};

/** A column whose dictionary is strings where they are few, and where they are many bytes that become strings when asked for. */
export const categoryOfBytes = (codes: CategoryColumn['codes'], entries: DictionaryBytes): CategoryColumn => {
  if (entries.offsets.length - 1 <= mostStrings) return { kind: 'category', codes, dictionary: decodeAll(entries) };
  let strings: readonly (string | null)[] | null = null;
  return {
    kind: 'category', codes, entries,
    get dictionary() {
      return strings ??= decodeAll(entries);
    },
  };
};

/** The same values under other codes, without making strings of them. */
export const withCodes = (column: CategoryColumn, codes: CategoryColumn['codes']): CategoryColumn =>
  (column.entries === undefined ? { kind: 'category', codes, dictionary: column.dictionary } : categoryOfBytes(codes, column.entries));
