import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitShiftedBetaGeometric,
  fitShiftedBetaGeometricBinned,
  geometricLifetimeValue,
  sbgLifetimeValue,
  sbgResidualValue,
  sbgSurvival,
} from '../../src/stats/index.js';

// Fader & Hardie, How to project customer retention (2007), table 1: customers of 1000 left after 0 … 7 years, the years the paper fits.
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];
const regular = [1000, 631, 468, 382, 326, 289, 262, 241];

const cohort = (left: readonly number[], years = 7) => ({
  lost: Array.from({ length: years }, (_, i) => left[i]! - left[i + 1]!),
  aliveAtEnd: left[years]!,
});

const model = { alpha: 0.668, beta: 3.806 };
const models = fc.record({ alpha: fc.double({ min: 0.05, max: 20, noNaN: true }), beta: fc.double({ min: 0.05, max: 20, noNaN: true }) });

describe('fitShiftedBetaGeometric(cohorts)', () => {
  test('gives the published estimates of both segments', () => {
    // Fader & Hardie (2007): High End α .668 β 3.806, Regular α .704 β 1.182 (log-likelihoods −1611.2 and −1680.3).
    // More digits: scipy 1.17.1 minimize(BFGS) of the same likelihood.
    const high = fitShiftedBetaGeometric(cohort(highEnd));
    expect(high.alpha).toBeCloseTo(0.668, 3);
    expect(high.beta).toBeCloseTo(3.806, 3);
    expect(high.alpha).toBeCloseTo(0.6680884582144088, 6);
    expect(high.beta).toBeCloseTo(3.806095718751244, 5);
    expect(high.logLikelihood).toBeCloseTo(-1611.158147391157, 9);
    expect(high.stable).toBe(true);
    const low = fitShiftedBetaGeometric(cohort(regular));
    expect(low.alpha).toBeCloseTo(0.7040773302538161, 6);
    expect(low.beta).toBeCloseTo(1.1820431056755578, 6);
    expect(low.logLikelihood).toBeCloseTo(-1680.2651884632871, 9);
  });
  test('adds cohorts of different age', () => {
    // Two halves of one cohort, one of them watched for three years only, against the likelihood's own sum by age.
    const young = cohort(highEnd, 3);
    const old = cohort(highEnd);
    const lost = [0, ...old.lost].map((n, age) => n + (young.lost[age - 1] ?? 0));
    const alive = [0, 0, 0, young.aliveAtEnd, 0, 0, 0, old.aliveAtEnd];
    expect(fitShiftedBetaGeometric([young, old])).toEqual(fitShiftedBetaGeometricBinned(lost, alive));
    expect(fitShiftedBetaGeometric([old])).toEqual(fitShiftedBetaGeometric(old));
  });
  test('reads a loss at age 0 as one at age 1, takes customers alive after one period, and leaves out those without a period', () => {
    // scipy 1.17.1 minimize of −Σ lost·ln P(age) − Σ alive·ln S(age), written with betaln
    const fit = fitShiftedBetaGeometricBinned([7, 120, 60, 31, 14], [5, 90, 40, 20, 110, 60]);
    expect(fit.alpha).toBeCloseTo(0.45268751, 6);
    expect(fit.beta).toBeCloseTo(1.45434715, 6);
    expect(fit.logLikelihood).toBeCloseTo(-602.4821018844447, 9);
    expect(fitShiftedBetaGeometricBinned([0, 127, 60, 31, 14], [0, 90, 40, 20, 110, 60])).toEqual(fit);
    // Losses count without anybody alive, and customers alive without any loss.
    expect(fitShiftedBetaGeometricBinned([0, 1000], []).alpha).not.toBeNull();
    expect(fitShiftedBetaGeometricBinned([], [0, 0, 5]).alpha).not.toBeNull();
  });
  test('finds the parameters it was fed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.3, max: 4, noNaN: true }),
        fc.double({ min: 0.3, max: 6, noNaN: true }),
        (alpha, beta) => {
          // Expected counts instead of drawn ones: the likelihood has its maximum at the truth.
          const left = Array.from({ length: 13 }, (_, t) => 1e6 * sbgSurvival({ alpha, beta }, t));
          const fit = fitShiftedBetaGeometric(cohort(left, 12));
          expect(fit.stable).toBe(true);
          expect(fit.alpha! / alpha).toBeCloseTo(1, 4);
          expect(fit.beta! / beta).toBeCloseTo(1, 4);
        },
      ),
      { numRuns: 25 },
    );
  });
  test('says so when the data does not determine the model', () => {
    expect(fitShiftedBetaGeometric({ lost: [0, 0, 0], aliveAtEnd: 50 }).stable).toBe(false);
    expect(fitShiftedBetaGeometric({ lost: [50], aliveAtEnd: 0 }).stable).toBe(false);
    // The same chance every year: the Beta distribution shrinks to a point.
    const alike = fitShiftedBetaGeometric({ lost: [512, 256, 128, 64, 32], aliveAtEnd: 32 });
    expect([alike.stable, Math.max(alike.alpha!, alike.beta!) / 1e4]).toEqual([false, expect.closeTo(1, 9)]);
  });
  test('has null figures without customers or without a period', () => {
    const none = { alpha: null, beta: null, logLikelihood: null, stable: false };
    expect(fitShiftedBetaGeometric([])).toEqual(none);
    expect(fitShiftedBetaGeometric({ lost: [], aliveAtEnd: 0 })).toEqual(none);
    expect(fitShiftedBetaGeometric({ lost: [], aliveAtEnd: 7 })).toEqual(none);
    expect(fitShiftedBetaGeometricBinned([], [])).toEqual(none);
  });
});

describe('values of the model', () => {
  test('survival is the product of the retention rates', () => {
    // α = β = 1: S(t) = 1/(t + 1)
    expect([0, 1, 2, 3].map((t) => sbgSurvival({ alpha: 1, beta: 1 }, t))).toEqual([1, 1 / 2, 1 / 3, 1 / 4]);
    // B(α, β + t)/B(α, β) for α = 2, β = 3: 12/((t + 3)(t + 4))
    [0, 1, 5, 40].forEach((t) => expect(sbgSurvival({ alpha: 2, beta: 3 }, t)).toBeCloseTo(12 / ((t + 3) * (t + 4)), 14));
  });
  test('lifetime value of the High End example is 592.26, against 476.19 with one fixed rate', () => {
    expect(100 * sbgLifetimeValue(model, 0.1)!).toBeCloseTo(592.26, 2);
    expect(100 * geometricLifetimeValue(0.869, 0.1)!).toBeCloseTo(476.19, 2);
  });
  test('residual value of the High End example in year 8 is 7.530', () => {
    expect(sbgResidualValue(model, 8, 0.1)).toBeCloseTo(7.53, 3);
  });
  test('agrees with the hypergeometric function to ten digits', () => {
    // mpmath 1.3.0 hyp2f1(1, β; α+β; z): 5.9225964076127642; 10.256846348077086 at d = .797 % a month
    expect(sbgLifetimeValue(model, 0.1)).toBeCloseTo(5.9225964076127642, 10);
    expect(sbgLifetimeValue({ alpha: 0.704, beta: 1.182 }, 0.00797)).toBeCloseTo(10.256846348077086, 9);
    expect(sbgResidualValue(model, 8, 0.1)).toBeCloseTo((10.806 / 11.474) * 7.9954322522369484, 10);
  });
  test('lifetime value is the first payment plus the discounted residual', () => {
    // E = 1 + DERL(1)/(1 + d): before the first renewal, one period away.
    fc.assert(
      fc.property(models, fc.double({ min: 0.01, max: 1, noNaN: true }), (any, d) => {
        expect(sbgLifetimeValue(any, d)).toBeCloseTo(1 + sbgResidualValue(any, 1, d)! / (1 + d), 8);
      }),
    );
  });
  test('without discount the sum is finite for α > 1 only', () => {
    expect(sbgLifetimeValue({ alpha: 3, beta: 2 }, 0)).toBe(2);
    expect(sbgLifetimeValue({ alpha: 1, beta: 2 }, 0)).toBeNull();
    expect(sbgResidualValue({ alpha: 3, beta: 2 }, 2, 0)).toBe(1.5);
    expect(sbgResidualValue({ alpha: 0.5, beta: 2 }, 2, 0)).toBeNull();
  });
  test('fixed-rate values give the what-if example', () => {
    expect(geometricLifetimeValue(0.9, 0.1)).toBeCloseTo(5.5, 12);
    expect(geometricLifetimeValue(0.95, 0.1)).toBeCloseTo(7.3333, 4);
    expect(geometricLifetimeValue(0.8, 0.1)).toBeCloseTo(3.6667, 4);
    expect(geometricLifetimeValue(0.85, 0.1)).toBeCloseTo(4.4, 12);
    expect(geometricLifetimeValue(1, 0)).toBeNull();
  });
  test('impossible arguments are refused', () => {
    expect(() => sbgLifetimeValue(model, -0.1)).toThrow(RangeError);
    expect(() => sbgResidualValue(model, 0, 0.1)).toThrow(RangeError);
    expect(() => sbgResidualValue(model, 1, -0.1)).toThrow(RangeError);
    for (const retention of [1.1, -0.1, NaN]) expect(() => geometricLifetimeValue(retention, 0.1)).toThrow(RangeError);
    // Nobody stays: the first payment alone.
    expect(geometricLifetimeValue(0, 0.1)).toBe(1);
    expect(() => geometricLifetimeValue(0.9, -1)).toThrow(RangeError);
  });
});
