import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aalenJohansen, aalenJohansenBinned, incidenceQuantile, kaplanMeier, stepAt } from '../../src/stats/index.js';

const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 1, 2)), { maxLength: 60 });
const curvesOf = (rows: readonly (readonly number[])[]) => aalenJohansen(rows.map((row) => row[0]!), rows.map((row) => row[1]!));

function expectAll(actual: readonly (number | null)[], expected: readonly number[], digits: number): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((x, i) => expect(actual[i]).toBeCloseTo(x, digits));
}

describe('aalenJohansen(times, causes)', () => {
  test('gives the win curve of the sales-cycle example', () => {
    const curves = aalenJohansen([10, 20, 20, 40, 15, 30, 25, 50, 60], [1, 1, 1, 1, 2, 2, 0, 0, 0]);
    const win = curves.incidence[1]!;
    expectAll([10, 20, 40].map((t) => stepAt(curves.time, win, t, 0)), [0.111111, 0.333333, 0.472222], 6);
    expect(incidenceQuantile(curves.time, win, win.at(-1)! / 2)).toBe(20);
    expect(curves.survival.at(-1)).toBeCloseTo(0.2778, 4);
  });
  test('gives incidence, standard error and bounds of the close-ratio example at 90 days', () => {
    const curves = aalenJohansen([20, 45, 80, 120, 10, 60, 70, 100, 50, 200], [1, 1, 1, 1, 2, 2, 2, 2, 0, 0]);
    const at = (column: readonly (number | null)[]) => stepAt(curves.time, column, 90, null);
    expect(at(curves.incidence[1]!)).toBeCloseTo(0.316667, 6);
    expect(at(curves.se[1]!)).toBeCloseTo(0.15251, 6);
    expect(at(curves.lo[1]!)).toBeCloseTo(0.1137, 4);
    expect(at(curves.hi[1]!)).toBeCloseTo(0.6991, 4);
  });
  test('gives the curve of the touchpoint example', () => {
    const curves = aalenJohansen([0, 2, 3, 3, 5, 8, 4, 6, 7, 2], [1, 1, 1, 1, 1, 1, 0, 0, 0, 2]);
    const met = curves.incidence[1]!;
    expect(curves.time).toEqual([0, 2, 3, 5, 8]);
    expectAll(met, [0.1, 0.2, 0.4, 0.525, 0.9], 12);
    expect(incidenceQuantile(curves.time, met, 0.5)).toBe(5);
    expect(met.at(-1)! + curves.incidence[2]!.at(-1)!).toBeCloseTo(1, 12);
  });
  test('agrees with the formula worked out in exact fractions', () => {
    // 40 random cases; I(t) and se(t) of cause 1 by Python's fractions, straight from the double sum (not carried along)
    const times = [
      10, 4, 12, 1, 2, 3, 11, 1, 6, 1, 2, 13, 13, 2, 7, 2, 13, 1, 3, 7, 1, 12, 1, 7, 1, 4, 9, 13, 4, 3, 9, 5, 3, 6, 11, 3, 2, 1, 6, 15,
    ];
    const causes = [
      2, 1, 1, 1, 2, 1, 1, 1, 0, 0, 0, 0, 2, 1, 2, 1, 1, 1, 1, 2, 0, 0, 2, 1, 0, 1, 0, 1, 1, 0, 0, 2, 2, 1, 1, 1, 2, 1, 2, 1,
    ];
    const curves = aalenJohansen(times, causes);
    expect(curves.time).toEqual([1, 2, 3, 4, 5, 6, 7, 10, 11, 12, 13, 15]);
    expectAll(
      curves.incidence[1]!,
      [
        0.1, 0.1546875, 0.23975694444444445, 0.3286931818181818, 0.3286931818181818, 0.35833859427609427, 0.3899603675645342,
        0.3899603675645342, 0.4658526234567901, 0.5037987514029181, 0.5948694584736252, 0.6859401655443322,
      ],
      14,
    );
    expectAll(
      curves.se[1]!,
      [
        0.04743416490252569, 0.05821636279827981, 0.07006180326574284, 0.07840554776608553, 0.07840554776608553,
        0.08032095447703405, 0.08230470368676407, 0.08230470368676407, 0.08743878575321193, 0.0886423752802283,
        0.09039930526492161, 0.08410853929325772,
      ],
      14,
    );
  });
  test('is 1 − Kaplan–Meier with Greenwood’s error when no cause competes', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const alone = rows.map(([t, cause]) => [t, cause === 0 ? 0 : 1] as const);
        const curves = curvesOf(alone);
        const survival = kaplanMeier(alone.map(([t]) => t), alone.map(([, e]) => e));
        expectAll(curves.incidence[1]!, survival.survival.map((s) => 1 - s), 12);
        survival.se.forEach((se, i) => {
          if (se !== null) expect(curves.se[1]![i]).toBeCloseTo(se, 12);
        });
      }),
    );
  });
  test('shares of all codes add up to 1, and no share falls', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const { time, incidence, lo, hi } = curvesOf(rows);
        time.forEach((_, i) => {
          expect(incidence.reduce((sum, column) => sum + column[i]!, 0)).toBeCloseTo(1, 12);
          for (const cause of [1, 2]) {
            const share = incidence[cause]![i]!;
            expect(share).toBeGreaterThanOrEqual(incidence[cause]![i - 1] ?? 0);
            if (lo[cause]![i] === null) continue;
            expect(lo[cause]![i]!).toBeLessThanOrEqual(share);
            expect(hi[cause]![i]!).toBeGreaterThanOrEqual(share);
          }
        });
      }),
    );
  });
  test('has no bounds where the share is 0 or 1', () => {
    const curves = aalenJohansen([1, 2], [2, 2]);
    expect(curves.incidence[1]).toEqual([0, 0]);
    expect(curves.lo[1]).toEqual([null, null]);
    expect(curves.incidence[2]).toEqual([0.5, 1]);
    expect(curves.hi[2]![1]).toBeNull();
  });
  test('keeps a column for causes 1 and 2 that did not occur, and empty columns without cases', () => {
    expect(aalenJohansen([3], [0])).toMatchObject({ time: [], incidence: [[], [], []], n: 1, lastTime: 3 });
    expect(aalenJohansen([], [])).toMatchObject({ time: [], incidence: [[], [], []], n: 0, lastTime: null });
  });
  test('takes more than two causes', () => {
    const { incidence } = aalenJohansen([1, 2, 3, 4], [3, 1, 2, 1]);
    expect(incidence.map((column) => column.at(-1))).toEqual([0, 0.5, 0.25, 0.25]);
  });
});

describe('aalenJohansenBinned(win, loss, censored)', () => {
  test('equals the curves of the rows written out, to the last bit', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const [censored, win, loss] = [0, 1, 2].map((code) =>
          Array.from({ length: 21 }, (_, bin) => rows.filter(([t, c]) => t === bin && c === code).length),
        );
        expect(aalenJohansenBinned(win!, loss!, censored!)).toEqual(curvesOf(rows));
      }),
    );
  });
  test('has empty columns without cases', () => {
    expect(aalenJohansenBinned([], [], [])).toMatchObject({ time: [], survival: [], lastTime: null });
  });
});

describe('incidenceQuantile(time, incidence, level)', () => {
  test('sees the level through rounding errors', () => expect(incidenceQuantile([1, 2], [0.1, 0.1 + 0.2], 0.3)).toBe(2));
  test('is null where the curve does not reach', () => {
    expect(incidenceQuantile([1], [0.4], 0.5)).toBeNull();
    expect(incidenceQuantile([], [], 0.5)).toBeNull();
  });
});

describe('stepAt(time, values, t, before)', () => {
  test('holds a value from its time on', () => {
    const read = (t: number) => stepAt([10, 20], ['a', 'b'], t, 'before');
    expect([9.9, 10, 19, 20, 99].map(read)).toEqual(['before', 'a', 'a', 'b', 'b']);
    expect(stepAt([], [], 5, null)).toBeNull();
  });
});
