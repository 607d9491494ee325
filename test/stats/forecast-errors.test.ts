import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecastErrors } from '../../src/stats/index.js';

const forecast = [100, 120, 110, 150, 130, 140];
const actual = [90, 126, 99, 165, 117, 140];

describe('forecastErrors(forecast, actual)', () => {
  test('gives the forecast-accuracy example', () => {
    const errors = forecastErrors(forecast, actual);
    expect(errors.wape).toBeCloseTo(0.074627, 6);
    expect(errors.bias).toBeCloseTo(0.017639, 6);
    expect(errors.mae).toBeCloseTo(9.1667, 4);
    expect(errors.rmse).toBeCloseTo(10.4163, 4);
    expect(errors.mase).toBeCloseTo(0.229167, 6);
    // (10/90 + 6/126 + 11/99 + 15/165 + 13/117 + 0)/6
    expect(errors.mape).toBeCloseTo(0.0786436, 7);
  });
  test('scales MASE by the naive error m steps back, over history and actuals', () => {
    // m = 2: |20 − 10|, |14 − 12|: mean 6; MAE 3
    expect(forecastErrors([17, 17], [20, 14], { season: 2, history: [10, 12] }).mase).toBe(0.5);
  });
  test('has no MASE without a step, or when all steps are 0', () => {
    expect(forecastErrors([1], [2]).mase).toBeNull();
    expect(forecastErrors([1, 1], [2, 2]).mase).toBeNull();
  });
  test('has no MAPE as soon as one actual is 0, but keeps the rest', () => {
    expect(forecastErrors([5, 10], [0, 10])).toMatchObject({ mape: null, wape: 0.5, mae: 2.5 });
    expect(forecastErrors([0, 10], [0, 10]).mape).toBeNull();
  });
  test('has no WAPE and no bias when nothing happened at all', () => {
    expect(forecastErrors([5], [0])).toMatchObject({ wape: null, bias: null, mae: 5 });
  });
  test('takes refunds by their size in the denominator', () => {
    expect(forecastErrors([0, 10], [-10, 10]).wape).toBe(0.5);
  });
  test('leaves pairs with a missing value out', () => {
    const { mase, ...others } = forecastErrors([100, null, 3, NaN], [90, 5, null, 1]);
    expect(others).toEqual({ mae: 10, rmse: 10, mape: 10 / 90, wape: 10 / 90, bias: 10 / 90 });
    // The only step between two known actuals is 90 → 5.
    expect(mase).toBe(10 / 85);
  });
  test('has null figures without a pair', () => {
    const none = { mae: null, rmse: null, mape: null, mase: null, wape: null, bias: null };
    expect(forecastErrors([], [])).toEqual(none);
    expect(forecastErrors([null], [3])).toEqual(none);
  });
  test('has no scale when the season is longer than what is known', () => {
    expect(forecastErrors([10], [8]).mase).toBeNull();
    expect(forecastErrors([10, 4], [8, 8], { season: 2 })).toMatchObject({ mae: 3, mase: null });
    // A year before: |8 − 5| = 3
    expect(forecastErrors([10, 4], [8, 8], { season: 2, history: [5, null] }).mase).toBe(1);
  });
  test('refuses different lengths and a broken season', () => {
    expect(() => forecastErrors([1], [])).toThrow(RangeError);
    expect(() => forecastErrors([1], [1], { season: 0 })).toThrow(RangeError);
    expect(() => forecastErrors([1], [1], { season: 1.5 })).toThrow(RangeError);
  });
  test('errors keep their order: |bias| <= wape, mae <= rmse', () => {
    const value = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (pairs) => {
        const { mae, rmse, wape, bias } = forecastErrors(pairs.map(([f]) => f), pairs.map(([, a]) => a));
        expect(mae!).toBeLessThanOrEqual(rmse! * (1 + 1e-12));
        if (wape !== null) expect(Math.abs(bias!)).toBeLessThanOrEqual(wape * (1 + 1e-12));
      }),
    );
  });
});
