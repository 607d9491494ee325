import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categoryOfBytes } from '../../src/ingest/byte-dictionary.js';
import { type CategoryPart, mergeCategories } from '../../src/ingest/merge-categories.js';
import { mergeColumns } from '../../src/ingest/merge-inputs.js';
import type { CategoryColumn, InstantColumn } from '../../src/model/table.js';

type Value = string | null;

const coded = (values: readonly Value[], more: readonly string[] = []): { readonly dictionary: readonly Value[]; readonly codes: Uint16Array } => {
  const dictionary = [null, ...new Set([...values.filter((value) => value !== null), ...more])];
  return { dictionary, codes: Uint16Array.from(values, (value) => dictionary.indexOf(value)) };
};
const ofStrings = (values: readonly Value[]): CategoryColumn => ({ kind: 'category', ...coded(values) });
/** So many entries that the column keeps them as bytes; most stand in no row. */
const ofBytes = (values: readonly Value[]): CategoryColumn => {
  const { dictionary, codes } = coded(values, Array.from({ length: 5000 }, (_, i) => `never ${i}`));
  const texts = dictionary.map((value) => new TextEncoder().encode(value ?? ''));
  const offsets = new Uint32Array(texts.length + 1);
  texts.forEach((text, i) => { offsets[i + 1] = (offsets[i] as number) + text.length; });
  return categoryOfBytes(codes, { bytes: Uint8Array.from(texts.flatMap((text) => [...text])), offsets });
};
const partsOf = (columns: readonly (CategoryColumn | number)[]): { readonly parts: readonly CategoryPart[]; readonly total: number } => {
  let at = 0;
  const parts = columns.map((column) => {
    const rows = typeof column === 'number' ? column : column.codes.length;
    at += rows;
    return { column: typeof column === 'number' ? undefined : column, rows, at: at - rows };
  });
  return { parts, total: at };
};
const valuesOf = ({ codes, dictionary }: CategoryColumn): readonly Value[] => Array.from(codes, (code) => dictionary[code] as Value);
const merged = (...columns: readonly (CategoryColumn | number)[]): readonly Value[] => {
  const { parts, total } = partsOf(columns);
  return valuesOf(mergeCategories(parts, total));
};

describe('columns of words that become one', () => {
  const word = fc.constantFrom<Value>('Web', 'Messe', 'Größe', '日本', 'a long name of a source', null);

  it('keep the word of every row, whether they hold theirs as bytes or as strings', () => {
    fc.assert(fc.property(fc.array(word), fc.array(word), fc.array(word), (a, b, c) => {
      expect(merged(ofBytes(a), ofStrings(b), ofBytes(c))).toEqual([...a, ...b, ...c]);
      expect(merged(ofStrings(a), ofStrings(b))).toEqual([...a, ...b]);
    }), { numRuns: 40 });
  });

  it('miss it where one of them has no such column', () => {
    expect(merged(ofBytes(['Web']), 2, ofStrings(['Messe']))).toEqual(['Web', null, null, 'Messe']);
  });

  it('keep blanks and empty words that a translation has made', () => {
    expect(merged(ofBytes(['Web']), ofStrings([' Web', 'Web ', '', null]))).toEqual(['Web', ' Web', 'Web ', '', null]);
  });

  it('make no strings of very many words', () => {
    const { parts, total } = partsOf([ofBytes(['Web']), ofStrings(['Web', 'Messe'])]);
    expect(mergeCategories(parts, total).entries?.offsets.length, 'null, Web, 5000 others, Messe, and the end of the last').toBe(5004);
  });
});

describe('columns of days that become one', () => {
  const days = (...day: readonly number[]): InstantColumn => ({ kind: 'instant', precision: 'day', day: Int32Array.from(day), ms: Float64Array.from(day, (one) => one * 86_400_000 - 3_600_000) });

  it('stay days, at the midnights of the zone, where one lacks the column', () => {
    // 2024-01-01 and the day after, which begin an hour before those of UTC in Berlin.
    const column = mergeColumns([{ column: days(19_723, 19_724), rows: 2, at: 0 }, { column: undefined, rows: 1, at: 2 }], 3, 'Europe/Berlin') as InstantColumn;
    expect([column.precision, [...column.ms]]).toEqual(['day', [Date.UTC(2023, 11, 31, 23), Date.UTC(2024, 0, 1, 23), Number.NaN]]);
    expect([...column.day?.subarray(0, 2) ?? []]).toEqual([19_723, 19_724]);
  });

  it('become instants where one of them knows times', () => {
    const times: InstantColumn = { kind: 'instant', precision: 'ms', day: null, ms: Float64Array.of(Date.UTC(2024, 0, 1, 12)) };
    const column = mergeColumns([{ column: days(19_723), rows: 1, at: 0 }, { column: times, rows: 1, at: 1 }], 2, 'Europe/Berlin') as InstantColumn;
    expect([column.precision, column.day, [...column.ms]]).toEqual(['ms', null, [Date.UTC(2023, 11, 31, 23), Date.UTC(2024, 0, 1, 12)]]);
  });
});
