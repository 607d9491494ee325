import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nelderMead } from '../../src/stats/nelder-mead.js';
import { benjaminiHochberg, bernoulliSumInterval, poissonBinomial, theilSen } from '../../src/stats/index.js';

const chance = fc.double({ min: 0, max: 1, noNaN: true });

describe('benjaminiHochberg(pValues)', () => {
  test('gives the example of the original paper', () => {
    // Benjamini & Hochberg (1995) §4: four of fifteen are discoveries at q = .05. Adjusted values: scipy 1.17.1 false_discovery_control.
    const p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1];
    const expected = [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765, 0.486, 0.5811818181818181,
      0.7148749999999999, 0.7532307692307693, 0.8132142857142857, 1,
    ];
    const adjusted = benjaminiHochberg(p);
    expected.forEach((x, i) => expect(adjusted[i]).toBeCloseTo(x, 14));
    expect(adjusted.filter((q) => q! <= 0.05)).toHaveLength(4);
  });
  test('keeps the order given, and null as no test', () => {
    expect(benjaminiHochberg([0.04, null, 0.01])).toEqual([0.04, null, 0.02]);
    expect(benjaminiHochberg([])).toEqual([]);
  });
  test('never makes a p-value smaller or changes the order of two', () => {
    fc.assert(
      fc.property(fc.array(chance), (p) => {
        const q = benjaminiHochberg(p);
        p.forEach((x, i) => {
          expect(q[i]!).toBeGreaterThanOrEqual(x * (1 - 1e-12));
          expect(q[i]!).toBeLessThanOrEqual(1);
          p.forEach((y, j) => x <= y && expect(q[i]!).toBeLessThanOrEqual(q[j]!));
        });
      }),
    );
  });
});

describe('poissonBinomial(chances)', () => {
  test('agrees with scipy', () => {
    // scipy 1.17.1 stats.poisson_binom([.2, .5, .8, .3]).pmf(0 … 4)
    [0.056, 0.318, 0.42, 0.182, 0.024].forEach((x, k) => expect(poissonBinomial([0.2, 0.5, 0.8, 0.3])[k]).toBeCloseTo(x, 14));
  });
  test('is sure of 0 successes without trials', () => expect(poissonBinomial([])).toEqual([1]));
  test('adds up to 1 with the mean Σp', () => {
    fc.assert(
      fc.property(fc.array(chance, { maxLength: 30 }), (p) => {
        const mass = poissonBinomial(p);
        expect(mass.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
        expect(mass.reduce((sum, x, k) => sum + k * x, 0)).toBeCloseTo(p.reduce((sum, x) => sum + x, 0), 10);
      }),
    );
  });
});

describe('bernoulliSumInterval(amounts, chances)', () => {
  test('agrees with writing out all sums', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -20, max: 100 }), fc.integer({ min: 0, max: 8 })), { minLength: 1, maxLength: 9 }),
        fc.constantFrom(0.5, 0.8, 0.95),
        (rows, level) => {
          let sums = [{ sum: 0, mass: 1 }];
          for (const [a, p] of rows) {
            sums = sums.flatMap(({ sum, mass }) => [{ sum, mass: mass * (1 - p / 8) }, { sum: sum + a, mass: (mass * p) / 8 }]);
          }
          sums.sort((x, y) => x.sum - y.sum);
          const quantile = (q: number) => {
            let total = 0;
            for (const { sum } of sums) {
              total = sums.filter((row) => row.sum <= sum).reduce((all, row) => all + row.mass, 0);
              if (total >= q - 1e-12) return sum;
            }
            return sums.at(-1)!.sum;
          };
          const { lo, hi } = bernoulliSumInterval(rows.map(([a]) => a), rows.map(([, p]) => p / 8), level);
          expect([lo, hi]).toEqual([quantile((1 - level) / 2), quantile((1 + level) / 2)]);
        },
      ),
    );
  });
  test('works out thirty amounts of money', () => {
    const amounts = Array.from({ length: 30 }, (_, i) => (i + 1) * 12345678);
    const { lo, hi } = bernoulliSumInterval(amounts, amounts.map(() => 0.5));
    // Symmetric about half of everything.
    const total = amounts.reduce((sum, x) => sum + x, 0);
    expect(lo! + hi!).toBe(total);
    // Normal approximation: 1.2816 · √Σa²/4 = 765e6
    expect((hi! - lo!) / 2 / 1e6).toBeCloseTo(769, -1);
  });
  test('has null bounds without cases and beyond thirty', () => {
    const none = { lo: null, hi: null };
    expect(bernoulliSumInterval([], [])).toEqual(none);
    expect(bernoulliSumInterval(new Array<number>(31).fill(1), new Array<number>(31).fill(0.5))).toEqual(none);
  });
  test('refuses different lengths and a level outside (0, 1)', () => {
    expect(() => bernoulliSumInterval([1], [])).toThrow(RangeError);
    expect(() => bernoulliSumInterval([1], [0.5], 1)).toThrow(RangeError);
  });
});

describe('theilSen(x, y)', () => {
  test('agrees with scipy on the slope', () => {
    // scipy 1.17.1 stats.theilslopes
    expect(theilSen([0, 1, 2, 3, 4, 5], [1, 3, 2, 5, 4, 9]).slope).toBeCloseTo(1.3333333333333333, 15);
    expect(theilSen([0, 1, 2, 3], [1, 3, 5, 100]).slope).toBe(17.5);
  });
  test('is not moved by one wild point of six', () => {
    expect(theilSen([0, 1, 2, 3, 4, 5], [0, 2, 4, 6, 8, 1e6])).toEqual({ slope: 2, intercept: 0 });
  });
  test('skips equal positions and is null without two different ones', () => {
    expect(theilSen([1, 1, 2], [5, 7, 8]).slope).toBe(2);
    expect(theilSen([1, 1], [5, 7])).toEqual({ slope: null, intercept: null });
    expect(theilSen([], [])).toEqual({ slope: null, intercept: null });
  });
  test('refuses different lengths', () => expect(() => theilSen([1], [])).toThrow(RangeError));
});

describe('nelderMead(f, start)', () => {
  test('finds the bottom of Rosenbrock’s valley', () => {
    const { point, converged } = nelderMead(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2, [-1.2, 1]);
    expect(converged).toBe(true);
    expect(point[0]).toBeCloseTo(1, 6);
    expect(point[1]).toBeCloseTo(1, 6);
  });
  test('stays within its bound and says when it ran out of steps', () => {
    expect(nelderMead(([x]) => -x!, [0], { bound: 3 }).point).toEqual([3]);
    expect(nelderMead(([x]) => x! * x!, [5], { maxIterations: 2 }).converged).toBe(false);
  });
});
