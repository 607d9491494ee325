import { describe, expect, test } from 'vitest';
import { rankHistogram } from '../../src/stats/rank-histogram.js';

describe('rankHistogram(times, codes)', () => {
  test('counts each code at each distinct time', () => {
    const { axis, counts } = rankHistogram([7, -2, 7, 0.5, 7], [0, 1, 2, 0, 0]);
    expect([...axis]).toEqual([-2, 0.5, 7]);
    expect(counts.map((column) => [...column])).toEqual([[0, 1, 2], [1, 0, 0], [0, 0, 1]]);
  });
  test('has a column for each code asked for, also for those that nobody has', () => {
    expect(rankHistogram([1], [0], 3).counts.map((column) => [...column])).toEqual([[1], [0], [0]]);
    expect(rankHistogram([], [])).toEqual({ axis: new Float64Array(0), counts: [new Float64Array(0)] });
  });
  test('leaves out times that are not finite, from the axis too', () => {
    const { axis, counts } = rankHistogram([3, NaN, Infinity, 1, -Infinity], [0, 0, 0, 0, 0]);
    expect([[...axis], [...counts[0]!]]).toEqual([[1, 3], [1, 1]]);
  });
  test('refuses unequal lengths and codes that are no whole numbers from 0', () => {
    expect(() => rankHistogram([1], [])).toThrow(RangeError);
    for (const code of [-1, 0.5, NaN]) expect(() => rankHistogram([1], [code])).toThrow(RangeError);
  });
});
