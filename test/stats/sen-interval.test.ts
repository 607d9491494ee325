import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { senInterval } from '../../src/stats/sen-interval.js';
import { theilSen } from '../../src/stats/theil-sen.js';

describe('senInterval(x, y)', () => {
  it('of five points is all their slopes: 1/120 of the orders has no inversion, 5/120 have at most one', () => {
    // Slopes: 1 six times, 9/4, 8/3, 7/2, 6.
    expect(senInterval([0, 1, 2, 3, 4], [0, 1, 2, 3, 9])).toEqual({ lo: 1, hi: 6 });
  });
  it('of six points leaves the steepest and the flattest slope out: 1 + 5 of 720 orders, with 14 more it were too many', () => {
    // y = x but for the ends: slopes −1 (0–1) … sorted, the second and the fourteenth of fifteen.
    const [x, y] = [[0, 1, 2, 3, 4, 5], [3, 2, 4, 6, 8, 13]];
    const slopes = x.flatMap((a, i) => x.slice(i + 1).map((b, j) => ((y[i + j + 1] ?? 0) - (y[i] ?? 0)) / (b - a))).sort((a, b) => a - b);
    expect(senInterval(x, y)).toEqual({ lo: slopes[1], hi: slopes[13] });
  });
  it('of four points there is none: even no inversion is 1 of 24', () => {
    expect([senInterval([0, 1, 2, 3], [0, 1, 2, 3]), senInterval([0], [1]), senInterval([], [])]).toEqual([null, null, null]);
    expect(senInterval([0, 1, 2, 3], [0, 1, 2, 3], 0.9)).toEqual({ lo: 1, hi: 1 });
  });
  it('refuses lists of different lengths', () => expect(() => senInterval([1], [])).toThrow(RangeError));
  it('holds the slope itself, and turns over with the values', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 5, maxLength: 9 }), (y) => {
      const x = y.map((_, i) => i);
      const found = senInterval(x, y);
      const turned = senInterval(x, y.map((value) => -value));
      const { slope } = theilSen(x, y);
      expect(found?.lo).toBeLessThanOrEqual((slope ?? NaN) + 1e-12);
      expect(found?.hi).toBeGreaterThanOrEqual((slope ?? NaN) - 1e-12);
      expect([turned?.lo, turned?.hi].map((value) => (value ?? NaN) + 0)).toEqual([-(found?.hi ?? NaN) + 0, -(found?.lo ?? NaN) + 0]);
    }));
  });
});
