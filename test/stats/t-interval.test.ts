import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tInterval } from '../../src/stats/index.js';

describe('tInterval(n, sum, sumOfSquares)', () => {
  test('agrees with scipy on six values', () => {
    // 12.5 13.1 11.9 12.8 13.4 12.2; scipy.stats.t.interval(.95, 5, mean, sem)
    const { mean, sd, lo, hi } = tInterval(6, 75.9, 961.71);
    expect(mean).toBeCloseTo(12.65, 12);
    expect(sd).toBeCloseTo(0.5612486080160913, 10);
    expect(lo).toBeCloseTo(12.0610057079059, 10);
    expect(hi).toBeCloseTo(13.238994292094096, 10);
  });
  test('keeps the spread of large, close whole numbers', () => {
    // 1e9 and 1e9 + 2: Σx² = 2e18 + 4e9 + 4, which a double cannot hold; sd = √2
    expect(tInterval(2, 2000000002n, 2000000004000000004n).sd).toBe(Math.SQRT2);
  });
  test('takes a broken sum beside a whole sum of squares, and the other way round', () => {
    // 1.25 ± √.4375: Σx = 2.5, Σx² = 4, Σ(x − 1.25)² = .875; ½ and 1½: Σx = 2, Σx² = 2.5, Σ(x − 1)² = .5
    expect(tInterval(2, 2.5, 4).sd).toBeCloseTo(Math.sqrt(0.875), 14);
    expect(tInterval(2, 2, 2.5).sd).toBeCloseTo(Math.sqrt(0.5), 14);
  });
  test('has no interval for one case and no figure for none', () => {
    expect(tInterval(1, 5, 25)).toEqual({ mean: 5, sd: null, lo: null, hi: null });
    expect(tInterval(0, 0, 0)).toEqual({ mean: null, sd: null, lo: null, hi: null });
  });
  test('has width 0 for equal values', () => {
    expect(tInterval(4, 12, 36)).toEqual({ mean: 3, sd: 0, lo: 3, hi: 3 });
    // Rounded sums must not make a negative variance.
    expect(tInterval(3, 0.1 + 0.1 + 0.1, 0.1 * 0.1 * 3).sd).not.toBeNaN();
  });
  test('refuses a level outside (0, 1)', () => expect(() => tInterval(3, 6, 14, 1)).toThrow(RangeError));
  test('does not depend on numbers or bigints', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2 }), (values) => {
        const sum = values.reduce((a, x) => a + x, 0);
        const squares = values.reduce((a, x) => a + x * x, 0);
        expect(tInterval(values.length, BigInt(sum), BigInt(squares))).toEqual(tInterval(values.length, sum, squares));
      }),
    );
  });
});
