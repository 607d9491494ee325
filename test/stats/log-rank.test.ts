import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logRank, logRankBinned } from '../../src/stats/index.js';

const maintained = { times: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], events: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0] };
const nonmaintained = { times: [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], events: [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1] };

const group = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.constantFrom(0, 1)), { maxLength: 30 })
  .map((rows) => ({ times: rows.map(([t]) => t), events: rows.map(([, e]) => e) }));

describe('logRank(groups)', () => {
  test('gives the published test of the aml data', () => {
    // R survival: survdiff(Surv(time, status) ~ x, aml): observed 7, 11; expected 10.69, 7.31; chisq 3.4, p .07.
    // scipy 1.17.1 stats.logrank: statistic −1.8429293798129105 (its square is the chi-square), p .06533932204050502
    const result = logRank([maintained, nonmaintained]);
    expect(result.observed).toEqual([7, 11]);
    expect(result.expected[0]).toBeCloseTo(10.69, 2);
    expect(result.expected[1]).toBeCloseTo(7.31, 2);
    expect(result.chiSquare).toBeCloseTo(1.8429293798129105 ** 2, 11);
    expect(result.p).toBeCloseTo(0.06533932204050502, 12);
    expect(result.df).toBe(1);
  });
  test('does not depend on the order of the groups, and expects as much as it observes', () => {
    fc.assert(
      fc.property(group, group, group, (a, b, c) => {
        const one = logRank([a, b, c]);
        const other = logRank([c, a, b]);
        const total = (x: readonly number[]) => x.reduce((sum, y) => sum + y, 0);
        expect(total(one.expected)).toBeCloseTo(total(one.observed), 10);
        if (one.chiSquare === null) expect(other.chiSquare).toBeNull();
        else expect(other.chiSquare! - one.chiSquare).toBeCloseTo(0, 8);
      }),
    );
  });
  test('finds nothing between equal groups', () => {
    const result = logRank([maintained, maintained]);
    expect(result.chiSquare).toBeCloseTo(0, 12);
    expect(result.p).toBeCloseTo(1, 6);
  });
  test('leaves a group without cases out', () => {
    const empty = { times: [], events: [] };
    expect(logRank([maintained, empty, nonmaintained]).df).toBe(1);
    expect(logRank([maintained, empty, nonmaintained]).p).toBeCloseTo(0.06533932204050502, 12);
  });
  test('has null figures for fewer than two groups', () => {
    const none = { chiSquare: null, df: null, p: null };
    expect(logRank([])).toMatchObject(none);
    expect(logRank([maintained])).toMatchObject(none);
    expect(logRank([{ times: [1], events: [0] }, { times: [2], events: [0] }])).toMatchObject(none);
  });
  test('has no figure when everyone left ends at once: nothing can differ', () => {
    expect(logRank([{ times: [1, 1], events: [1, 1] }, { times: [1], events: [1] }])).toEqual({
      chiSquare: null, df: null, p: null, observed: [2, 1], expected: [2, 1],
    });
  });
  test('refuses unequal lengths and other codes than 0 and 1', () => {
    expect(() => logRank([{ times: [1], events: [] }])).toThrow(RangeError);
    expect(() => logRank([{ times: [], events: [1] }])).toThrow(RangeError);
    expect(() => logRank([{ times: [1], events: [2] }])).toThrow(RangeError);
  });
});

describe('logRankBinned(groups)', () => {
  test('equals the test of the rows written out', () => {
    const binned = [maintained, nonmaintained].map(({ times, events }) => {
      const count = (code: number) => Array.from({ length: 162 }, (_, t) => times.filter((x, i) => x === t && events[i] === code).length);
      return { events: count(1), censored: count(0) };
    });
    expect(logRankBinned(binned)).toEqual(logRank([maintained, nonmaintained]));
  });
});
