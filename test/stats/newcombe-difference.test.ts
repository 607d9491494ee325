import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newcombeDifference } from '../../src/stats/index.js';

const group = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));

describe('newcombeDifference(k1, n1, k2, n2)', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10, contrasts (a) to (h)
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('gives Newcombe’s published example %i/%i − %i/%i', (k1, n1, k2, n2, lo, hi) => {
    const result = newcombeDifference(k1, n1, k2, n2);
    expect(result.difference).toBeCloseTo(k1 / n1 - k2 / n2, 15);
    expect(result.lo).toBeCloseTo(lo, 4);
    expect(result.hi).toBeCloseTo(hi, 4);
  });

  test('changes its sign when the groups are swapped', () => {
    fc.assert(
      fc.property(group, group, ([k1, n1], [k2, n2]) => {
        const one = newcombeDifference(k1, n1, k2, n2);
        const other = newcombeDifference(k2, n2, k1, n1);
        expect(other.difference).toBeCloseTo(-one.difference!, 14);
        expect(other.lo).toBeCloseTo(-one.hi!, 14);
        expect(other.hi).toBeCloseTo(-one.lo!, 14);
      }),
    );
  });
  test('contains the difference and stays in [−1, 1]', () => {
    fc.assert(
      fc.property(group, group, ([k1, n1], [k2, n2]) => {
        const { difference, lo, hi } = newcombeDifference(k1, n1, k2, n2);
        expect(lo!).toBeGreaterThanOrEqual(-1 - 1e-15);
        expect(lo!).toBeLessThanOrEqual(difference!);
        expect(hi!).toBeGreaterThanOrEqual(difference!);
        expect(hi!).toBeLessThanOrEqual(1 + 1e-15);
      }),
    );
  });
  test('has null figures when a group is empty', () => {
    const none = { difference: null, lo: null, hi: null };
    expect(newcombeDifference(0, 0, 1, 2)).toEqual(none);
    expect(newcombeDifference(1, 2, 0, 0)).toEqual(none);
  });
});
