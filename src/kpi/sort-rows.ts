import type { RowsSort } from '../model/rows.js';
import type { SegmentNames } from '../model/segment-names.js';
import { missingDay, type CategoryColumn, type DictionaryBytes, type Table } from '../model/table.js';
import { orderByKeys } from './order-by-keys.js';
import { textAt } from './text-at.js';

type Compare = (a: string, b: string) => number;

/** Texts of some rows; '' = missing. Plain letters, which most ids are made of, need no decoding. */
const textsAt = (column: DictionaryBytes, rows: Uint32Array): readonly string[] => {
  const { bytes, offsets } = column;
  return Array.from(rows, (row) => {
    const own = bytes.subarray(offsets[row], offsets[row + 1]);
    return own.length < 256 && own.every((byte) => byte < 128) ? String.fromCharCode(...own) : textAt(column, row) ?? '';
  });
};

/** Place of each text among all of them, equal ones alike; NaN = missing. */
const ranksOf = (texts: readonly string[], compare: Compare): Float64Array => {
  const order = new Uint32Array(texts.length).map((_, i) => i).sort((a, b) => compare(texts[a] as string, texts[b] as string));
  const ranks = new Float64Array(texts.length);
  let rank = 0;
  order.forEach((i, at) => {
    if (at > 0 && compare(texts[order[at - 1] as number] as string, texts[i] as string) !== 0) rank++;
    ranks[i] = texts[i] === '' ? NaN : rank;
  });
  return ranks;
};

/** The ranks of a dictionary's entries, by the names that people have for them, spread over the rows. */
const categoryKeys = ({ codes, dictionary }: CategoryColumn, rows: Uint32Array, names: Readonly<Record<string, string>>, compare: Compare): Float64Array => {
  const ranks = ranksOf(dictionary.map((value) => (value === null ? '' : Object.hasOwn(names, value) ? names[value] as string : value)), compare);
  return Float64Array.from(rows, (row) => ranks[codes[row] as number] as number);
};

/** What rows are sorted by, NaN = missing; null: there is no such column, or only its groups are known. */
const keysOf = (table: Table, rows: Uint32Array, { column: name, locale }: RowsSort, names: SegmentNames): Float64Array | null => {
  if (name === 'row') return Float64Array.from(rows);
  const column = table.columns.get(name);
  const compare: Compare = (a, b) => collator.compare(a, b);
  const collator = new Intl.Collator(locale ?? 'en');
  switch (column?.kind) {
    case 'number': return Float64Array.from(rows, (row) => column.values[row] as number);
    case 'boolean': return Float64Array.from(rows, (row) => (column.values[row] === -1 ? NaN : column.values[row] as number));
    case 'instant': {
      const { day, ms } = column;
      return Float64Array.from(rows, (row) => (day === null ? ms[row] as number : day[row] === missingDay ? NaN : day[row] as number));
    }
    case 'category': return categoryKeys(column, rows, names[name] ?? {}, compare);
    case 'text': return ranksOf(textsAt(column, rows), compare);
    default: return null;
  }
};

/**
 * Rows in the order of one column: texts as the locale has them, reps and products by their names, equal ones in the order of the
 * source whichever the direction, missing ones last. Throws RangeError for a column that the table cannot be sorted by.
 */
export const sortRows = (table: Table, rows: Uint32Array, sort: RowsSort, names: SegmentNames): Uint32Array => {
  const keys = keysOf(table, rows, sort, names);
  if (keys === null) throw new RangeError(`sort: ${table.name} has no column ${sort.column} to sort by`);
  const present = new Uint32Array(rows.length).map((_, i) => i).filter((i) => !Number.isNaN(keys[i]));
  const sign = sort.descending === true ? -1 : 1;
  const order = orderByKeys(Float64Array.from(present, (i) => sign * (keys[i] as number)));
  const sorted = new Uint32Array(rows.length);
  order.forEach((i, at) => (sorted[at] = rows[present[i] as number] as number));
  let at = present.length;
  rows.forEach((row, i) => {
    if (Number.isNaN(keys[i])) sorted[at++] = row;
  });
  return sorted;
};
