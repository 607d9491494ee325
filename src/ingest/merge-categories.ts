import type { CategoryColumn, DictionaryBytes } from '../model/table.js';
import { withCodes } from './byte-dictionary.js';
import { CategoryBuilder } from './category-builder.js';

export interface CategoryPart { readonly column: CategoryColumn | undefined; readonly rows: number; readonly at: number }

/** Values of one column under the codes of all together; index = own code. */
interface Recoded {
  readonly recodes: readonly (ArrayLike<number> | undefined)[];
  withCodes(codes: CategoryColumn['codes']): CategoryColumn;
  readonly size: number;
}

const encoder = new TextEncoder();

/** Entries looked up at a time. */
const block = 65_536;

/** Narrowest array for the codes of a dictionary. */
export const codeArray = (dictionarySize: number, length: number): Uint8Array | Uint16Array | Uint32Array =>
  dictionarySize <= 256 ? new Uint8Array(length) : dictionarySize <= 65_536 ? new Uint16Array(length) : new Uint32Array(length);

/** Null where a value is not as columns are read: empty, or with blanks around it. */
const entriesOf = ({ entries, dictionary }: CategoryColumn): DictionaryBytes | null => {
  if (entries !== undefined) return entries;
  if (dictionary.some((value) => value !== null && (value === '' || value.charCodeAt(0) <= 32 || value.charCodeAt(value.length - 1) <= 32))) return null;
  const parts = dictionary.map((value) => encoder.encode(value ?? ''));
  const offsets = new Uint32Array(parts.length + 1);
  parts.forEach((part, code) => { offsets[code + 1] = (offsets[code] as number) + part.length; });
  const bytes = new Uint8Array(offsets[parts.length] as number);
  parts.forEach((part, code) => bytes.set(part, offsets[code]));
  return { bytes, offsets };
};

const byBytes = (all: readonly (DictionaryBytes | undefined)[]): Recoded => {
  const builder = new CategoryBuilder();
  for (const entries of all) {
    if (entries === undefined) continue;
    const size = entries.offsets.length - 1;
    for (let at = 0; at < size; at += block) {
      const rowCount = Math.min(block, size - at);
      const bounds = new Int32Array(2 * rowCount);
      for (let i = 0; i < rowCount; i++) {
        bounds[2 * i] = entries.offsets[at + i] as number;
        bounds[2 * i + 1] = entries.offsets[at + i + 1] as number;
      }
      builder.appendFields({ bytes: entries.bytes, byteOffset: 0, bounds, fieldCount: 1, rowCount, sourceRow: new Uint32Array(0) }, 0, 0);
    }
  }
  const merged = builder.finish().column as CategoryColumn;
  let start = 0;
  const recodes = all.map((entries) => {
    if (entries === undefined) return undefined;
    const from = start;
    start += entries.offsets.length - 1;
    return merged.codes.subarray(from, start);
  });
  return { recodes, withCodes: (codes) => withCodes(merged, codes), size: merged.entries === undefined ? merged.dictionary.length : merged.entries.offsets.length - 1 };
};

const byStrings = (columns: readonly (CategoryColumn | undefined)[]): Recoded => {
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<string | null, number>([[null, 0]]);
  const recodes = columns.map((column) => column?.dictionary.map((value) => {
    let code = codeOf.get(value);
    if (code === undefined) {
      code = dictionary.push(value) - 1;
      codeOf.set(value, code);
    }
    return code;
  }));
  return { recodes, withCodes: (codes) => ({ kind: 'category', codes, dictionary }), size: dictionary.length };
};

/** Values of several columns under codes in the order in which they first occur; of very many values no strings are made. */
export const mergeCategories = (parts: readonly CategoryPart[], total: number): CategoryColumn => {
  const columns = parts.map(({ column }) => column);
  const entries = columns.some((column) => column?.entries !== undefined) ? columns.map((column) => (column === undefined ? undefined : entriesOf(column))) : [null];
  const isOfBytes = (all: typeof entries): all is (DictionaryBytes | undefined)[] => !all.includes(null);
  const { recodes, size, withCodes: columnOf } = isOfBytes(entries) ? byBytes(entries) : byStrings(columns);
  const codes = codeArray(size, total);
  parts.forEach(({ column, rows, at }, part) => {
    const recode = recodes[part];
    if (column === undefined || recode === undefined) return;
    for (let row = 0; row < rows; row++) codes[at + row] = recode[column.codes[row] as number] as number;
  });
  return columnOf(codes);
};
