import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, subtractCells } from '../../src/kpi/cells.js';
import { combineSparse, emptySparse, sparseTallies, sumSparse, type SparseHistogram } from '../../src/kpi/sparse-histogram.js';

/** Written out: how often each number occurs. */
const counts = (values: readonly number[]): [number, number][] => [...new Set(values)].sort((a, b) => a - b).map((value) => [value, values.filter((x) => x === value).length]);
const of = (values: readonly number[]): SparseHistogram => {
  const tally = sparseTallies([values.length]);
  for (const value of [...values].sort((a, b) => a - b)) tally.add(0, value);
  return tally.of(0);
};
const pairs = ({ bins, counts: n }: SparseHistogram): [number, number][] => Array.from(bins, (bin, i) => [bin, n[i] as number]);
const numbers = fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 4_000_000 })), { maxLength: 30 });

describe('sparse histograms', () => {
  it('hold each number once, with how often it occurs', () => {
    fc.assert(fc.property(numbers, (values) => { expect(pairs(of(values))).toEqual(counts(values)); }));
  });
  it('add up to the histogram of all numbers, in any grouping', () => {
    fc.assert(fc.property(fc.array(numbers, { maxLength: 7 }), (lists) => {
      const whole = counts(lists.flat());
      expect(pairs(sumSparse(lists.map(of)))).toEqual(whole);
      expect(pairs(lists.map(of).reduce((sum, own) => combineSparse(own, sum, 1), emptySparse))).toEqual(whole);
    }));
  });
  it('give back what was added, as cells do; more than they hold cannot be taken away', () => {
    fc.assert(fc.property(numbers, numbers, (a, b) => {
      const cells = subtractCells(addCells({ waits: of(a) }, { waits: of(b) }), { waits: of(b) });
      expect(pairs(cells.waits)).toEqual(counts(a));
    }));
    expect(() => combineSparse(of([1]), of([1, 1]), -1)).toThrow(RangeError);
    expect(() => combineSparse(of([1]), of([2]), -1)).toThrow(RangeError);
  });
  it('fill many groups in one pass', () => {
    const tally = sparseTallies([2, 0, 3]);
    for (const [group, bin] of [[0, 5], [2, 5], [2, 5], [0, 9], [2, 7]] as const) tally.add(group, bin);
    expect([0, 1, 2].map((group) => pairs(tally.of(group)))).toEqual([[[5, 1], [9, 1]], [], [[5, 2], [7, 1]]]);
  });
});
