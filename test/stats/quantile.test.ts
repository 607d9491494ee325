import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile, quantileOfHistogram } from '../../src/stats/index.js';

const chance = fc.double({ min: 0, max: 1, noNaN: true });
const histogram = fc.array(fc.nat({ max: 5 }), { maxLength: 30 });

const expand = (counts: readonly number[]) => counts.flatMap((n, value) => new Array<number>(n).fill(value));

describe('quantile(array, p)', () => {
  test('uses the R-7 method', () => {
    // h = 3 · .9 = 2.7: 20 + .7 · (40 − 20) = 34
    expect(quantile([10, 20, 20, 40], 0.9)).toBe(34);
    expect(quantile([10, 20, 20, 40], 0.5)).toBe(20);
    expect(quantile([1, 2], 0.25)).toBe(1.25);
  });

  // numpy.quantile([3,1,4,1,5,9,2,6,5,3,5], p), numpy 2.4.6, method "linear"
  test.each([
    [0, 1],
    [0.1, 1],
    [0.25, 2.5],
    [0.5, 4],
    [0.9, 6],
    [1, 9],
  ])('agrees with numpy at p = %s', (p, expected) => {
    expect(quantile([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], p)).toBe(expected);
  });

  test('sorts by value, not by text', () => expect(quantile([9, 10, 100], 0.5)).toBe(10));
  test('takes negative numbers', () => expect(quantile([-1, -3], 0.5)).toBe(-2));
  test('is the value itself for one value', () => expect(quantile([7], 0.3)).toBe(7));
  test('is null without values', () => expect(quantile([], 0.5)).toBeNull());
  test('leaves NaN out', () => {
    expect(quantile([NaN, 4, 2, NaN], 0.5)).toBe(3);
    expect(quantile([NaN], 0.5)).toBeNull();
  });
  test('refuses a p outside [0, 1]', () => {
    for (const p of [1.1, -0.1, NaN]) {
      expect(() => quantile([1], p)).toThrow(RangeError);
      expect(() => quantileOfHistogram([1], p)).toThrow(RangeError);
    }
    expect([quantileOfHistogram([0, 2], 0), quantileOfHistogram([0, 2], 1)]).toEqual([1, 1]);
  });
  test('does not sort the caller’s array', () => {
    const values = [3, 1, 2];
    quantile(values, 0.5);
    expect(values).toEqual([3, 1, 2]);
  });
  test('does not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }), chance, (values, p) => {
        expect(quantile([...values].reverse(), p)).toBe(quantile(values, p));
      }),
    );
  });
  test('lies between the smallest and the largest value and grows with p', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), chance, chance, (values, p, q) => {
        const [low, high] = [quantile(values, Math.min(p, q))!, quantile(values, Math.max(p, q))!];
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('quantileOfHistogram(counts, p)', () => {
  test('equals the quantile of the histogram written out, to the last bit', () => {
    fc.assert(
      fc.property(histogram, chance, (counts, p) => {
        expect(quantileOfHistogram(counts, p)).toBe(quantile(expand(counts), p));
      }),
    );
  });
  test('skips empty bins when it interpolates', () => {
    // 1, 2, 4: h = 1.5 → 2 + .5 · 2 = 3
    expect(quantileOfHistogram([0, 1, 1, 0, 1], 0.75)).toBe(3);
  });
  test('reads trailing empty bins as empty', () => expect(quantileOfHistogram([0, 2, 0, 0], 1)).toBe(1));
  test('is null without cases', () => {
    expect(quantileOfHistogram([], 0.5)).toBeNull();
    expect(quantileOfHistogram([0, 0], 0.5)).toBeNull();
  });
  test('takes millions of cases without writing them out', () => {
    expect(quantileOfHistogram(new Float64Array([4e9, 0, 4e9]), 0.5)).toBe(1);
  });
});
