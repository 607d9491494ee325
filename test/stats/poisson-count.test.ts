import { describe, expect, test } from 'vitest';
import { POISSON_THRESHOLDS } from '../../src/stats/bootstrap-weight.js';
import { fmix32 } from '../../src/stats/fmix32.js';
import { poissonCount, poissonTable } from '../../src/stats/poisson-count.js';

describe('poissonTable', () => {
  test('of mean 1 has the thresholds of the bootstrap weights', () => {
    expect(Array.from(poissonTable(1).thresholds)).toEqual(POISSON_THRESHOLDS);
    expect(poissonTable(1).least).toBe(0);
  });
  test('begins where smaller counts have no chance', () => {
    const { least, thresholds } = poissonTable(1e6);
    expect(least).toBe(992_988);
    expect(thresholds[0]).toBeLessThan(1e-2 * 2 ** 32);
    // The median of a Poisson distribution lies between mean − ln 2 and mean + 1/3.
    expect(poissonCount(poissonTable(1e6), 2 ** 31)).toBe(1_000_000);
  });
  test.each([0.3, 4, 900, 123_456.5])('mean and variance of the counts are %d: over evenly laid hashes', (mean) => {
    const table = poissonTable(mean);
    const draws = Array.from({ length: 65_536 }, (_, i) => poissonCount(table, i * 65_536 + 32_768));
    const average = draws.reduce((sum, k) => sum + k, 0) / draws.length;
    const variance = draws.reduce((sum, k) => sum + (k - average) ** 2, 0) / draws.length;
    expect(Math.abs(average / mean - 1)).toBeLessThan(1e-4);
    expect(Math.abs(variance / mean - 1)).toBeLessThan(2e-3);
  });
});

describe('poissonCount', () => {
  test('counts the thresholds that a hash has reached', () => {
    const weightOf = (hash: number): number => POISSON_THRESHOLDS.filter((threshold) => hash >= threshold).length;
    const hashes = [0, 1580030168, 1580030169, 2 ** 32 - 1, ...Array.from({ length: 500 }, (_, i) => fmix32(i))];
    expect(hashes.map((hash) => poissonCount(poissonTable(1), hash))).toEqual(hashes.map(weightOf));
  });
});
