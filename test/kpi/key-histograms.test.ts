import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, bytesOfCells, subtractCells, sumCells, type CellMap, type Cells } from '../../src/kpi/cells.js';
import { eachHistogram, KeyHistograms } from '../../src/kpi/key-histograms.js';
import { sparseTallies, type SparseHistogram } from '../../src/kpi/sparse-histogram.js';

const names = ['ada', 'ben', 'cleo'];
const histogram = (values: readonly number[]): SparseHistogram => {
  const tally = sparseTallies([values.length]);
  for (const value of [...values].sort((a, b) => a - b)) tally.add(0, value);
  return tally.of(0);
};
/** One list of waits per name; a name without waits does not occur. */
const keyed = (lists: readonly (readonly number[])[], own = names): KeyHistograms => {
  const tally = sparseTallies(lists.map(({ length }) => length));
  lists.forEach((list, key) => [...list].sort((a, b) => a - b).forEach((value) => tally.add(key, value)));
  const codes = lists.flatMap(({ length }, key) => (length === 0 ? [] : [key]));
  const { all, ends } = tally.inOrder(codes);
  return new KeyHistograms(own, 'waits', Uint32Array.from(codes), ends, all);
};
const asMap = (map: CellMap): Map<string, Cells> => new Map([...map].map(([key, { waits }]) => {
  const { bins, counts } = waits as SparseHistogram;
  return [key, { waits: { bins: bins.slice(), counts: counts.slice() } }] as const;
}));

describe('histograms by key, one after the other', () => {
  const own = keyed([[5, 2, 5], [], [9]]);

  it('read like a map of the keys that occur, ascending', () => {
    expect([...asMap(own)]).toEqual([['ada', { waits: histogram([2, 5, 5]) }], ['cleo', { waits: histogram([9]) }]]);
    expect([own.size, own.has('ben'), own.get('cleo')]).toEqual([2, false, { waits: histogram([9]) }]);
  });

  it('are visited in place, those of a plain map too', () => {
    const seen = (map: CellMap): unknown[] => {
      const found: unknown[] = [];
      eachHistogram(map, 'waits', (key, { bins, counts }, from, to) => found.push([key, [...bins.subarray(from, to)], [...counts.subarray(from, to)]]));
      return found;
    };
    expect(seen(own)).toEqual([['ada', [2, 5], [1, 2]], ['cleo', [9], [1]]]);
    expect(seen(asMap(own))).toEqual(seen(own));
  });

  it('are added as maps of histograms are, in any grouping', () => {
    const list = fc.array(fc.nat({ max: 12 }), { maxLength: 8 });
    fc.assert(fc.property(fc.array(fc.tuple(list, list, list), { minLength: 2, maxLength: 6 }), (groups) => {
      const tables = groups.map((lists) => ({ owners: keyed(lists) }));
      const expected = asMap(keyed(names.map((_, key) => groups.flatMap((lists) => lists[key] as number[]))));
      expect(asMap(sumCells(tables).owners)).toEqual(expected);
      expect(asMap(tables.reduceRight((sum, one) => addCells(one, sum)).owners)).toEqual(expected);
      expect(asMap(sumCells(tables.map(({ owners }) => ({ owners: asMap(owners) }))).owners)).toEqual(expected);
    }));
  });

  it('are added to those of other names by key, and lose a part', () => {
    const other = keyed([[2]], ['ben']);
    const sum = addCells<{ owners: CellMap }>({ owners: own }, { owners: other });
    expect([...asMap(sum.owners)]).toEqual([['ada', { waits: histogram([2, 5, 5]) }], ['ben', { waits: histogram([2]) }], ['cleo', { waits: histogram([9]) }]]);
    expect([...asMap(subtractCells<{ owners: CellMap }>({ owners: own }, { owners: keyed([[5], [], [9]]) }).owners)]).toEqual([['ada', { waits: histogram([2, 5]) }]]);
  });

  it('take eight bytes for a number and eight for its key', () => {
    expect(bytesOfCells({ owners: own }) - bytesOfCells({ owners: keyed([[], [], []]) })).toBe(3 * 8 + 2 * 8);
  });
});
