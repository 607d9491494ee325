import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poissonInterval } from '../../src/stats/index.js';

describe('poissonInterval(k)', () => {
  // Published to two or three digits in Garwood (1936) and K. Ulm, Am. J. Epidemiol. 131 (1990) 373–375, table 1;
  // all digits: scipy 1.17.1 chi2.ppf
  test.each([
    [0, 0, 3.6888794541139354],
    [1, 0.025317807984289876, 5.571643390938898],
    [5, 1.6234863901184207, 11.66833207932267],
    [10, 4.7953886961324335, 18.39035604201778],
    [12, 6.200575108722218, 20.96158504817696],
    [100, 81.36399125092314, 121.62679379242638],
  ])('gives Garwood’s limits for %i', (k, lo, hi) => {
    const interval = poissonInterval(k);
    expect(interval.lo).toBeCloseTo(lo, 12);
    expect(interval.hi).toBeCloseTo(hi, 12);
  });

  test('gives the CAC example: 30000 for 12 customers', () => {
    const { lo, hi } = poissonInterval(12);
    expect(30000 / hi).toBeCloseTo(1431.19, 2);
    expect(30000 / lo).toBeCloseTo(4838.26, 2);
  });
  test('gives the early-churn example: 12 seen, 6.5 expected', () => {
    const { lo, hi } = poissonInterval(12);
    expect(lo / 6.5).toBeCloseTo(0.954, 3);
    expect(hi / 6.5).toBeCloseTo(3.225, 3);
  });
  test('starts at exactly 0 for no event', () => expect(poissonInterval(0).lo).toBe(0));
  test('refuses a negative count and a level outside (0, 1)', () => {
    expect(() => poissonInterval(-1)).toThrow(RangeError);
    expect(() => poissonInterval(1, 0)).toThrow(RangeError);
  });
  test('bounds leave exactly 2.5 % on either side', () => {
    // P(X >= k | lo) = P(X <= k | hi) = .025, summed term by term.
    const cumulative = (k: number, mean: number) => {
      let term = Math.exp(-mean);
      let sum = term;
      for (let i = 1; i <= k; i += 1) sum += term *= mean / i;
      return sum;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (k) => {
        const { lo, hi } = poissonInterval(k);
        expect(1 - cumulative(k - 1, lo)).toBeCloseTo(0.025, 11);
        expect(cumulative(k, hi)).toBeCloseTo(0.025, 11);
      }),
    );
  });
  test('stays near k ± 1.96 √k for large counts', () => {
    const { lo, hi } = poissonInterval(1e8);
    expect((lo - 1e8) / 1e4).toBeCloseTo(-1.96, 2);
    expect((hi - 1e8) / 1e4).toBeCloseTo(1.96, 2);
  });
});
