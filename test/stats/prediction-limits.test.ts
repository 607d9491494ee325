import { describe, expect, test } from 'vitest';
import { predictionLimits } from '../../src/stats/index.js';

describe('predictionLimits(values, level)', () => {
  test('by hand: mean 12, s = 2, t(0.975; 2) = 4.30265, √(1 + 1/3) = 1.15470, so ± 9.93655', () => {
    const { mean, lo, hi } = predictionLimits([10, 12, 14], 0.95);
    expect(mean).toBe(12);
    expect(lo).toBeCloseTo(12 - 4.302652729911275 * 2 * Math.sqrt(4 / 3), 9);
    expect(hi).toBeCloseTo(12 + 4.302652729911275 * 2 * Math.sqrt(4 / 3), 9);
  });
  test('takes values in any order to the same bytes', () => {
    expect(predictionLimits([0.3, 0.1, 0.2, 1e9])).toEqual(predictionLimits([1e9, 0.2, 0.3, 0.1]));
  });
  test('has no limits for one value and no figure for none', () => {
    expect(predictionLimits([5])).toEqual({ mean: 5, lo: null, hi: null });
    expect(predictionLimits([])).toEqual({ mean: null, lo: null, hi: null });
  });
  test('refuses a level that is none', () => {
    expect(() => predictionLimits([1, 2], 1)).toThrow(RangeError);
  });
  test('leaves out the share of next values that it states, for seven values as for thirty', () => {
    // A multiplicative congruence (Lehmer, 48,271) and Box–Muller: normal values without the code under test.
    let state = 20_240_229;
    const uniform = (): number => {
      state = Number((BigInt(state) * 48_271n) % 2_147_483_647n);
      return state / 2_147_483_647;
    };
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    for (const n of [7, 30]) {
      let outside = 0;
      const rounds = 20_000;
      for (let i = 0; i < rounds; i++) {
        const { lo, hi } = predictionLimits(Array.from({ length: n }, normal), 0.95);
        const next = normal();
        if (next < (lo as number) || next > (hi as number)) outside++;
      }
      // 5 % of 20,000 ± 3.3 standard errors (0.154 points).
      expect(outside / rounds, `${n} values`).toBeGreaterThan(0.045);
      expect(outside / rounds, `${n} values`).toBeLessThan(0.055);
    }
  });
});
