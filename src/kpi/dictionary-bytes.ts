import type { CategoryColumn, DictionaryBytes } from '../model/table.js';

/** Writes a text as UTF-8 (a lone surrogate as U+FFFD, as every encoder does); an encoder is no part of the language. */
const pushUtf8 = (into: number[], text: string): void => {
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) into.push(code);
    else if (code < 0x800) into.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else if (code < 0x10000) into.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
    else into.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
  }
};

/** The values of a column as bytes: those it keeps, or its few strings encoded. */
export const dictionaryBytes = (column: CategoryColumn): DictionaryBytes => {
  if (column.entries !== undefined) return column.entries;
  const { dictionary } = column;
  const bytes: number[] = [];
  const offsets = new Uint32Array(dictionary.length + 1);
  for (let code = 0; code < dictionary.length; code++) {
    pushUtf8(bytes, dictionary[code] ?? '');
    offsets[code + 1] = bytes.length;
  }
  return { bytes: Uint8Array.from(bytes), offsets };
};

/** Number of codes, that of missing included; makes no strings. */
export const dictionarySize = (column: CategoryColumn): number =>
  (column.entries === undefined ? column.dictionary.length : column.entries.offsets.length - 1);
