import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionaryBytes } from '../../src/kpi/dictionary-bytes.js';
import { NameTable } from '../../src/kpi/name-table.js';
import type { CategoryColumn } from '../../src/model/table.js';
import { fnv1a32 } from '../../src/stats/index.js';

const column = (...names: readonly string[]): CategoryColumn => ({ kind: 'category', codes: new Uint8Array(0), dictionary: [null, ...names] });
const bytesOf = (...names: readonly string[]) => dictionaryBytes(column(...names));

describe('names of several tables', () => {
  it('equal names have one number, in order of first appearance; the missing one has none', () => {
    const table = new NameTable();
    expect([...table.add(bytesOf('b', 'a'))]).toEqual([-1, 0, 1]);
    expect([...table.add(bytesOf())]).toEqual([-1]);
    expect([...table.add(bytesOf('c', 'a', 'd'))]).toEqual([-1, 2, 1, 3]);
    expect([...table.add(bytesOf('d', 'b', 'e'))]).toEqual([-1, 3, 0, 4]);
    expect([...table.find(bytesOf('e', 'x', 'c'))]).toEqual([-1, 4, -1, 2]);
    expect(table.size).toBe(5);
    expect([0, 1, 2, 3, 4].map((number) => table.hashOf(number))).toEqual(['b', 'a', 'c', 'd', 'e'].map((name) => fnv1a32(name)));
  });

  it('any strings: bytes are those of an encoder, numbers those of a map of strings', () => {
    const text = fc.string({ minLength: 1, unit: 'binary', maxLength: 6 });
    fc.assert(fc.property(fc.array(fc.uniqueArray(text, { maxLength: 40 }), { maxLength: 4 }), (dictionaries) => {
      const [table, known] = [new NameTable(), new Map<string, number>()];
      for (const names of dictionaries) {
        const { bytes, offsets } = bytesOf(...names);
        names.forEach((name, i) => expect([...bytes.subarray(offsets[i + 1], offsets[i + 2])]).toEqual([...new TextEncoder().encode(name)]));
        const expected = names.map((name) => {
          if (!known.has(name)) known.set(name, known.size);
          return known.get(name);
        });
        expect([...table.add({ bytes, offsets })]).toEqual([-1, ...expected]);
      }
    }));
  });
});
