import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chiSquareQuantile } from '../../src/stats/chi-square-quantile.js';
import { chiSquareTail } from '../../src/stats/chi-square-tail.js';
import { gammaQuantile } from '../../src/stats/gamma-quantile.js';
import { incompleteBeta } from '../../src/stats/incomplete-beta.js';
import { incompleteGamma } from '../../src/stats/incomplete-gamma.js';
import { normalQuantile, studentTQuantile } from '../../src/stats/index.js';
import { studentTTail } from '../../src/stats/student-t-tail.js';
import { stirlingError } from '../../src/stats/stirling-error.js';

/** Relative agreement to `digits` decimal digits. */
function expectRelative(actual: number, expected: number, digits: number): void {
  expect(Math.abs(actual / expected - 1), `${actual} is ${expected}`).toBeLessThan(10 ** -digits);
}

// Reference figures without further note: mpmath 1.3.0 with 30 digits.
describe('distributions', () => {
  test.each([
    [0.9, 1.2815515655446005],
    [0.975, 1.9599639845400542],
    [0.999, 3.0902323061678135],
    [0.75, 0.67448975019608174],
    [1e-10, -6.3613409024040562],
    [0.9995, 3.2905267314918948],
    [1e-12, -7.0344838253011319],
    [1e-20, -9.2623400897984076],
    [1e-100, -21.273453560965324],
    [1e-300, -37.047096299361199],
  ])('normalQuantile(%s) is %s', (p, expected) => expectRelative(normalQuantile(p), expected, 14));

  test('normalQuantile knows its ends and its middle', () => {
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    expect(normalQuantile(0.5)).toBe(0);
    for (const p of [2, -0.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  });

  test.each([
    [0.975, 1, 12.706204736174705],
    [0.975, 2, 4.3026527297494639],
    [0.975, 10, 2.2281388519862747],
    [0.995, 5, 4.0321429835552281],
    [0.9, 29, 1.3114336473015511],
    [0.975, 99999, 1.9599877077718448],
    [0.6, 0.5, 0.39797542678479069],
  ])('studentTQuantile(%s, %s) is %s', (p, df, expected) => {
    expectRelative(studentTQuantile(p, df), expected, 13);
    expectRelative(studentTQuantile(1 - p, df), -expected, 12);
  });

  test('studentTQuantile is the normal quantile for infinitely many degrees', () => {
    expect(studentTQuantile(0.975, Infinity)).toBe(normalQuantile(0.975));
    expect(studentTQuantile(0.5, 3)).toBe(0);
    expect(() => studentTQuantile(0.9, 0)).toThrow(RangeError);
  });

  // The last four: scipy 1.17.1
  test.each([
    [0.025, 24, 12.401150217444433],
    [0.975, 26, 41.923170096353911],
    [0.975, 2, 7.3777589082278726],
    [0.5, 1, 0.45493642311957275],
    [0.95, 3, 7.81472790325118],
    [0.001, 0.2, 1.2146096724815738e-30],
    [1e-8, 3, 1.122333097304999e-5],
    [0.999, 200, 267.5405278227572],
    [0.025, 2e6, 1996081.9666805877],
  ])('chiSquareQuantile(%s, %s) is %s', (p, df, expected) => {
    expectRelative(chiSquareQuantile(p, df), expected, 12);
  });

  test('chiSquareTail undoes chiSquareQuantile', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), fc.double({ min: 0.5, max: 500, noNaN: true }), (p, df) => {
        expect(chiSquareTail(chiSquareQuantile(p, df), df)).toBeCloseTo(1 - p, 12);
      }),
    );
  });

  test('gammaQuantile knows its ends', () => {
    expect(gammaQuantile(0, 3)).toBe(0);
    expect(gammaQuantile(1, 3)).toBe(Infinity);
    expect(gammaQuantile(0.4, 0)).toBe(0);
    expect(() => gammaQuantile(0.4, -1)).toThrow(RangeError);
    for (const p of [-0.4, 1.4, NaN]) expect(() => gammaQuantile(p, 1)).toThrow(RangeError);
  });

  test.each([
    [0.5, 0.5, 0.22746821155978638],
    [0.5, 0.25, 0.04367380235287341],
    [0.01, 0.3, 1.5022226552360382e-7],
    [0.9, 0.05, 0.0763171139091885],
    [0.999999, 0.1, 9.45702706045744],
    [1e-6, 50, 23.250665357946591],
    [1 - 1e-9, 0.7, 19.555886585137613],
  ])('gammaQuantile(%s, %s) is %s', (p, shape, expected) => expectRelative(gammaQuantile(p, shape), expected, 10));

  test.each([
    [0.5, 0.2, 0.47291074313446191],
    [3, 7, 0.97036383611947822],
    [100, 90, 0.15822098918643017],
    [1e5, 100300, 0.82863631125120765],
  ])('incompleteGamma(%s, %s).lower is %s', (a, x, expected) => expectRelative(incompleteGamma(a, x).lower, expected, 13));

  test('incompleteGamma keeps the digits of a tiny upper tail', () => {
    expectRelative(incompleteGamma(3, 70).upper, 1.0022108784225699e-27, 13);
    expectRelative(incompleteGamma(100, 190).upper, 2.6632899618434937e-13, 12);
  });

  test('incompleteGamma covers the ends of its range', () => {
    expect(incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1, density: 0 });
    // x^(a−1) e^−x / Γ(a) at 0: a pole for a < 1, 1 for the exponential
    expect([incompleteGamma(0.5, 0).density, incompleteGamma(1, 0).density]).toEqual([Infinity, 1]);
    expect(incompleteGamma(2, Infinity)).toEqual({ lower: 1, upper: 0, density: 0 });
  });

  test.each([
    [0.3, 2, 3, 0.3483],
    [0.5, 500, 490, 0.37525863422475554],
  ])('incompleteBeta(%s, %s, %s).value is %s', (x, a, b, expected) => {
    expectRelative(incompleteBeta(x, a, b).value, expected, 12);
    expectRelative(incompleteBeta(1 - x, b, a).value, 1 - expected, 12);
  });

  test('incompleteBeta covers the ends of its range', () => {
    expect(incompleteBeta(0, 2, 3).value).toBe(0);
    expect(incompleteBeta(1, 2, 3).value).toBe(1);
  });

  test.each([
    [0.1, 0.51274008133191494],
    [1, 0.081061466795327258],
    [7.5, 0.011104559758206917],
    [20, 0.0041663196919969225],
    [1000, 8.3333330555556349e-5],
  ])('stirlingError(%s) is %s', (z, expected) => expectRelative(stirlingError(z), expected, 12));

  test('studentTTail is what the quantile leaves on both sides, at 0 all of it and far out nothing', () => {
    fc.assert(fc.property(fc.double({ min: 0.5001, max: 0.999999, noNaN: true }), fc.integer({ min: 1, max: 2000 }), (p, df) => {
      expectRelative(studentTTail(studentTQuantile(p, df), df), 2 * (1 - p), 7);
    }));
    expect([studentTTail(0, 3), studentTTail(Infinity, 3), studentTTail(-Infinity, 3)]).toEqual([1, 0, 0]);
    // With one degree of freedom t is Cauchy's: P(|t| > 1) = 1/2.
    expectRelative(studentTTail(-1, 1), 0.5, 12);
  });
});
