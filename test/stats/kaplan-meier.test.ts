import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kaplanMeier, kaplanMeierBinned, survivalQuantile } from '../../src/stats/index.js';

// Leukaemia data of Miller (1997), R package survival, data set `aml`.
const maintained = {
  times: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161],
  events: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0],
};
const nonmaintained = {
  times: [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45],
  events: [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
};

/** Won and lost deals of kpis.md K2 as decisions; open deals censored. */
const decisions = { times: [10, 20, 20, 40, 15, 30, 25, 50, 60], events: [1, 1, 1, 1, 1, 1, 0, 0, 0] };

const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0, 1)), { maxLength: 60 });

function expectAll(actual: readonly (number | null)[], expected: readonly (number | null)[], digits: number): void {
  expect(actual).toHaveLength(expected.length);
  expected.forEach((x, i) => {
    if (x === null) expect(actual[i]).toBeNull();
    else expect(actual[i]).toBeCloseTo(x, digits);
  });
}

/** Row-by-row oracle: looks at every case again for every time. */
function naive(rows: readonly (readonly [number, number])[]) {
  const times = [...new Set(rows.filter(([, event]) => event).map(([time]) => time))].sort((a, b) => a - b);
  let s = 1;
  return times.map((time) => {
    const atRisk = rows.filter(([t]) => t >= time).length;
    s *= 1 - rows.filter(([t, event]) => t === time && event).length / atRisk;
    return { time, atRisk, s };
  });
}

describe('kaplanMeier(times, events)', () => {
  // Survival and standard errors: summary(survfit(Surv(time, status) ~ x, aml)) in R survival, three to four digits;
  // ten digits and the log(−log) bounds: scipy 1.17.1, stats.ecdf(...).sf.confidence_interval(method='log-log')
  test('gives the published curve of the maintained group', () => {
    const curve = kaplanMeier(maintained.times, maintained.events);
    expect(curve.time).toEqual([9, 13, 18, 23, 31, 34, 48]);
    expect(curve.atRisk).toEqual([11, 10, 8, 7, 5, 4, 2]);
    expectAll(
      curve.survival,
      [0.9090909091, 0.8181818182, 0.7159090909, 0.6136363636, 0.4909090909, 0.3681818182, 0.1840909091],
      10,
    );
    expectAll(curve.se, [0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535], 4);
    expectAll(
      curve.lo,
      [0.5080802058, 0.4474286147, 0.3501903859, 0.26575204, 0.1673309098, 0.0928295749, 0.0117384801],
      9,
    );
    expectAll(
      curve.hi,
      [0.9866738227, 0.9511622286, 0.8990239742, 0.8352992433, 0.7533997904, 0.6570408324, 0.5250148427],
      9,
    );
    expect(curve.median).toBe(31);
  });
  test('gives the published curve of the other group, without bounds where nobody is left', () => {
    const curve = kaplanMeier(nonmaintained.times, nonmaintained.events);
    expectAll(
      curve.survival,
      [0.8333333333, 0.6666666667, 0.5833333333, 0.4861111111, 0.3888888889, 0.2916666667, 0.1944444444, 0.0972222222, 0],
      10,
    );
    expectAll(
      curve.lo,
      [0.4817149422, 0.3370189325, 0.2701389241, 0.1918766196, 0.1262720122, 0.0724016089, 0.0311986429, 0.0057463057, null],
      9,
    );
    expect(curve.se.at(-1)).toBeNull();
    expect(curve.hi.at(-1)).toBeNull();
    expect(curve.median).toBe(23);
  });
  test('gives the decision curve of the sales-cycle example', () => {
    const curve = kaplanMeier(decisions.times, decisions.events);
    expect(curve.time).toEqual([10, 15, 20, 30, 40]);
    expectAll(curve.survival, [0.888889, 0.777778, 0.555556, 0.416667, 0.277778], 6);
    expect(curve.se[2]).toBeCloseTo(0.165635, 6);
    expect(curve.median).toBe(30);
    expect(curve).toMatchObject({ n: 9, lastTime: 60 });
  });
  test('counts cases censored at a time as still at risk at it', () => {
    // 4 at risk at 2: 1 − 1/4, not 1 − 1/3
    expect(kaplanMeier([2, 2, 3, 3], [1, 0, 1, 0]).survival).toEqual([0.75, 0.375]);
  });
  test('stays at 1 without a row when nothing happens', () => {
    expect(kaplanMeier([5, 6], [0, 0])).toMatchObject({ time: [], survival: [], median: null, n: 2, lastTime: 6 });
  });
  test('has empty columns and a null median without cases', () => {
    expect(kaplanMeier([], [])).toMatchObject({ time: [], survival: [], se: [], lo: [], hi: [], median: null, lastTime: null });
  });
  test('takes negative and fractional times', () => {
    expect(kaplanMeier([-1.5, 0.25], [1, 1]).time).toEqual([-1.5, 0.25]);
  });
  test('leaves pairs without a finite time out', () => {
    expect(kaplanMeier([1, NaN, 2, Infinity], [1, 1, 1, 0])).toEqual(kaplanMeier([1, 2], [1, 1]));
  });
  test('refuses unequal lengths and other codes than 0 and 1', () => {
    expect(() => kaplanMeier([1], [])).toThrow(RangeError);
    expect(() => kaplanMeier([1], [2])).toThrow(RangeError);
    expect(() => kaplanMeier([1], [-1])).toThrow(RangeError);
    expect(() => kaplanMeier([1], [0.5])).toThrow(RangeError);
  });
  test('agrees with a row-by-row count', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const curve = kaplanMeier(rows.map(([t]) => t), rows.map(([, e]) => e));
        const expected = naive(rows);
        expect(curve.time).toEqual(expected.map((row) => row.time));
        expect(curve.atRisk).toEqual(expected.map((row) => row.atRisk));
        expectAll(curve.survival, expected.map((row) => row.s), 12);
      }),
    );
  });
  test('falls, keeps its bounds around it, and does not depend on the order', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const curve = kaplanMeier(rows.map(([t]) => t), rows.map(([, e]) => e));
        const turned = [...rows].reverse();
        expect(kaplanMeier(turned.map(([t]) => t), turned.map(([, e]) => e))).toEqual(curve);
        curve.survival.forEach((s, i) => {
          expect(s).toBeLessThan(curve.survival[i - 1] ?? 1);
          if (s === 0) return;
          expect(curve.lo[i]!).toBeLessThanOrEqual(s);
          expect(curve.hi[i]!).toBeGreaterThanOrEqual(s);
        });
      }),
    );
  });
});

describe('kaplanMeierBinned(events, censored)', () => {
  test('equals the curve of the rows written out, to the last bit', () => {
    fc.assert(
      fc.property(cases, (rows) => {
        const bins = [0, 1].map((code) =>
          Array.from({ length: 21 }, (_, bin) => rows.filter(([t, e]) => t === bin && e === code).length),
        );
        const raw = kaplanMeier(rows.map(([t]) => t), rows.map(([, e]) => e));
        expect(kaplanMeierBinned(bins[1]!, bins[0]!)).toEqual(raw);
      }),
    );
  });
  test('takes columns of different length, and none at all', () => {
    expect(kaplanMeierBinned([0, 1], [0, 0, 0, 1]).survival).toEqual([0.5]);
    expect(kaplanMeierBinned([], []).median).toBeNull();
  });
});

describe('survivalQuantile(curve, p)', () => {
  const all = (times: number[]) => kaplanMeier(times, times.map(() => 1));

  test('takes the midpoint to the next event where the curve runs along 1 − p', () => {
    // kpis.md K11: S = .5 at 12, next event 30
    const curve = kaplanMeier([2, 4, 5, 12, 30, 45, 300, 600], [1, 1, 1, 1, 1, 1, 1, 0]);
    expect(survivalQuantile(curve, 0.5).value).toBe(21);
  });
  test('takes the midpoint to the last observed time when no event follows', () => {
    expect(survivalQuantile(kaplanMeier([10, 30], [1, 0]), 0.5).value).toBe(20);
  });
  test('sees 1 − p through rounding errors', () => {
    // S = 1 − 3/10 comes out as .7000000000000001 or .6999999999999998
    const times = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect(survivalQuantile(all(times), 0.3).value).toBe(3.5);
    expect(survivalQuantile(all(times), 0.7).value).toBe(7.5);
  });
  test('is the type-7 median for uncensored times, but not every type-7 quantile', () => {
    expect(all([10, 20, 20, 40]).median).toBe(20);
    expect(survivalQuantile(all([10, 20, 20, 40]), 0.9).value).toBe(40);
  });
  test('reads its interval off the bounds of the curve', () => {
    // From the bounds above: the first lo <= .5 are at 13 (.4474) and 5 (.4817), the first hi <= .5 at none and 33 (.4614).
    const one = kaplanMeier(maintained.times, maintained.events);
    const other = kaplanMeier(nonmaintained.times, nonmaintained.events);
    expect(survivalQuantile(one, 0.5)).toEqual({ value: 31, lo: 13, hi: null });
    expect(survivalQuantile(other, 0.5)).toEqual({ value: 23, lo: 5, hi: 33 });
  });
  test('a bound that meets 1 − p has reached it', () => {
    const curve = { time: [1, 2, 3], survival: [0.8, 0.6, 0.4], lo: [0.7, 0.5, 0.2], hi: [null, 0.7, 0.5], lastTime: 3 };
    expect(survivalQuantile(curve, 0.5)).toEqual({ value: 3, lo: 2, hi: 3 });
  });
  test('is null where the curve does not reach', () => {
    expect(survivalQuantile(kaplanMeier([1, 2, 3], [1, 0, 0]), 0.5)).toEqual({ value: null, lo: 1, hi: null });
    expect(survivalQuantile(kaplanMeier([], []), 0.5)).toEqual({ value: null, lo: null, hi: null });
  });
  test('takes both ends of [0, 1] and refuses a p beyond them', () => {
    // Nobody needs to have ended: the first event already is below 1. All: the last.
    expect([survivalQuantile(all([3, 5]), 0).value, survivalQuantile(all([3, 5]), 1).value]).toEqual([3, 5]);
    for (const p of [2, -0.1, NaN]) expect(() => survivalQuantile(all([1]), p)).toThrow(RangeError);
  });
});
