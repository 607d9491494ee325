import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalQuantile, wilsonInterval } from '../../src/stats/index.js';

const share = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('wilsonInterval(k, n)', () => {
  // kpis.md K4, K9, K10, K11
  test.each([
    [3, 9, 0.1206, 0.6458],
    [0, 20, 0, 0.1611],
    [8, 200, 0.0204, 0.0769],
    [10, 40, 0.1419, 0.4019],
    [3, 8, 0.1368, 0.6943],
  ])('gives the KPI examples: %i of %i', (k, n, lo, hi) => {
    const interval = wilsonInterval(k, n);
    expect(interval.lo).toBeCloseTo(lo, 4);
    expect(interval.hi).toBeCloseTo(hi, 4);
  });

  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3; more digits: scipy 1.17.1 binomtest
  test.each([
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [15, 148, 0.06238639953073629, 0.16048724172330803],
    [0, 20, 0, 0.16112515805281935],
    [1, 29, 0.006113214292762667, 0.17175521879320282],
    [29, 29, 0.8830302015002592, 1],
  ])('gives Newcombe’s published example %i of %i', (k, n, lo, hi) => {
    const interval = wilsonInterval(k, n);
    expect(interval.lo).toBeCloseTo(lo, 14);
    expect(interval.hi).toBeCloseTo(hi, 14);
  });

  test('starts at exactly 0 for no success and ends at exactly 1 for nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), (n) => {
        expect(wilsonInterval(0, n).lo).toBe(0);
        expect(wilsonInterval(n, n).hi).toBe(1);
      }),
    );
  });
  test('has null bounds without cases', () => expect(wilsonInterval(0, 0)).toEqual({ lo: null, hi: null }));
  test('refuses more successes than cases', () => {
    expect(() => wilsonInterval(2, 1)).toThrow(RangeError);
    expect(() => wilsonInterval(-1, 1)).toThrow(RangeError);
    expect(() => wilsonInterval(NaN, 1)).toThrow(RangeError);
  });
  test('refuses a level outside (0, 1)', () => {
    expect(() => wilsonInterval(1, 2, 1)).toThrow(RangeError);
    expect(() => wilsonInterval(1, 2, 95)).toThrow(RangeError);
  });
  test('contains the share, stays in [0, 1] and mirrors for failures', () => {
    fc.assert(
      fc.property(share, ([k, n]) => {
        const { lo, hi } = wilsonInterval(k, n);
        const mirror = wilsonInterval(n - k, n);
        expect(lo!).toBeGreaterThanOrEqual(0);
        expect(lo!).toBeLessThanOrEqual(k / n);
        expect(hi!).toBeGreaterThanOrEqual(k / n);
        expect(hi!).toBeLessThanOrEqual(1);
        expect(mirror.lo).toBeCloseTo(1 - hi!, 12);
        expect(mirror.hi).toBeCloseTo(1 - lo!, 12);
      }),
    );
  });
  test('bounds are where the score test just rejects', () => {
    // (p̂ − p)² = z² p(1 − p)/n at both bounds: the definition of the interval.
    fc.assert(
      fc.property(share, fc.double({ min: 0.5, max: 0.999, noNaN: true }), ([k, n], level) => {
        const z = normalQuantile(0.5 + level / 2);
        for (const p of Object.values(wilsonInterval(k, n, level))) {
          if (p === 0 || p === 1) continue;
          const ratio = (k / n - p!) ** 2 / ((z * z * p! * (1 - p!)) / n);
          expect(ratio).toBeCloseTo(1, 4);
        }
      }),
    );
  });
});
