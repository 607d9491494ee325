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
  test('reaches its share exactly where the chances add up to it', () => {
    // P(0) = .9 is the upper tenth itself; of 10 (½) and 20 (1/10) P(at most 10) = .45 + .45
    expect(bernoulliSumInterval([10], [0.1])).toEqual({ lo: 0, hi: 0 });
    expect(bernoulliSumInterval([10, 20], [0.5, 0.1])).toEqual({ lo: 0, hi: 10 });
    // Equal amounts: 0, 5, 5, 10 with ¼ each
    expect(bernoulliSumInterval([5, 5], [0.5, 0.5], 0.4)).toEqual({ lo: 5, hi: 5 });
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

const scipyTries: readonly (readonly number[])[] = [
  [-1.2, 1.0], [-0.7, 1.0], [-1.2, 1.5], [-1.7, 1.5], [-0.95, 1.125], [-0.95, 1.625], [-1.1375, 1.15625], [-1.3875, 1.53125],
  [-1.059375, 1.226562], [-1.121875, 1.570312], [-1.133594, 1.259766], [-1.274219, 1.533203], [-1.113086, 1.303223],
  [-1.04668, 1.062988], [-0.97002, 0.844482], [-1.067187, 1.019531], [-1.101611, 1.2323], [-1.014697, 1.035522],
  [-0.955249, 0.923401], [-0.900317, 0.754089], [-0.808887, 0.614502], [-0.68999, 0.390259], [-0.863818, 0.783813],
  [-0.717456, 0.474915], [-0.59856, 0.250671], [-0.662524, 0.305603], [-0.813495, 0.664261], [-0.722064, 0.524673],
  [-0.678653, 0.479759], [-0.582614, 0.290413], [-0.467174, 0.103489], [-0.543811, 0.295258], [-0.456989, 0.205429],
  [-0.36095, 0.016083], [-0.599227, 0.36384], [-0.473602, 0.278856], [-0.331363, 0.120445], [-0.197431, -0.001252],
  [-0.180818, -0.074679], [-0.400406, 0.190472], [-0.140848, -0.016209], [0.017222, -0.127028], [0.062127, -0.207933],
  [-0.284772, 0.090871], [-0.053506, -0.108332], [-0.226956, 0.04107], [-0.170373, 0.026113], [-0.156844, 0.039796],
  [-0.070736, -0.017483], [0.007374, -0.046759], [-0.086732, 0.038522], [-0.000624, -0.018757], [0.077486, -0.048033],
  [0.015372, -0.074762], [-0.061206, 0.010201], [0.008906, 0.008927], [0.048727, 0.022133], [0.109309, -0.006825],
  [0.194566, -0.015339], [0.158659, 0.034064],
];

describe('nelderMead(f, start)', () => {
  test('finds the bottom of Rosenbrock’s valley', () => {
    const { point, converged } = nelderMead(([x, y]) => (1 - x!) ** 2 + 100 * (y! - x! * x!) ** 2, [-1.2, 1]);
    expect(converged).toBe(true);
    expect(point[0]).toBeCloseTo(1, 6);
    expect(point[1]).toBeCloseTo(1, 6);
  });
  test('tries the points that scipy tries', () => {
    // scipy 1.17.1 minimize(method='Nelder-Mead') on Rosenbrock's function from the same three corners: the first sixty points
    const tried: (readonly number[])[] = [];
    nelderMead((point) => {
      tried.push(point);
      return (1 - point[0]!) ** 2 + 100 * (point[1]! - point[0]! ** 2) ** 2;
    }, [-1.2, 1]);
    scipyTries.forEach((point, i) => point.forEach((x, j) => expect(tried[i]![j], `point ${i}`).toBeCloseTo(x, 5)));
  });
  test('stops only when values and corners are close together', () => {
    // Equal values on both sides of the bottom, far apart
    const { point, converged } = nelderMead(([x]) => Math.abs(x!), [-0.25]);
    expect([converged, Math.abs(point[0]!) < 1e-8]).toEqual([true, true]);
    // A plain stays where it is, its corners drawn together
    expect(nelderMead(() => 1, [3, 4])).toEqual({ point: [3, 4], value: 1, converged: true });
  });
  test('gives the best corner when it runs out of steps', () => {
    // One step from {5, 5.5}: 5.5 reflects to 4.5, better than both, and expands to 4
    expect(nelderMead(([x]) => x! * x!, [5], { maxIterations: 1 })).toEqual({ point: [4], value: 16, converged: false });
  });
  test('stays within its bound and says when it ran out of steps', () => {
    expect(nelderMead(([x]) => -x!, [0], { bound: 3 }).point).toEqual([3]);
    expect(nelderMead(([x]) => x! * x!, [5], { maxIterations: 2 }).converged).toBe(false);
  });
});
