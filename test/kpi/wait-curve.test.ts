import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SparseHistogram } from '../../src/kpi/sparse-histogram.js';
import { medianWait, waitFigures } from '../../src/kpi/wait-curve.js';
import { kaplanMeier } from '../../src/stats/kaplan-meier.js';
import { stepAt } from '../../src/stats/step-at.js';
import { survivalQuantile } from '../../src/stats/survival-quantile.js';

/** Waits in minutes, the negative ones of leads still waiting: answered after 5 = 5, waiting for 7 = -7. */
const waits = (...minutes: readonly number[]): SparseHistogram => {
  const counts = new Map<number, number>();
  for (const m of minutes) {
    const code = m < 0 ? 2 * -m + 1 : 2 * m;
    counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const codes = [...counts.keys()].sort((a, b) => a - b);
  return { bins: Uint32Array.from(codes), counts: Uint32Array.from(codes, (code) => counts.get(code) as number) };
};

describe('figures of waits without their curve', () => {
  it('of four leads answered after 10, 20, 20 and 40 minutes: median 20, nine of ten by 40', () => {
    expect(waitFigures(waits(10, 20, 20, 40), [5, 10, 30, 60])).toMatchObject({ n: 4, median: 20, p90: 40, lastTime: 40, answeredBy: Float64Array.of(0, 0.25, 0.75, 1) });
  });

  it('the middle of the step where exactly half are answered: of 10 and 30 minutes 20, with the rest still waiting up to the longest wait', () => {
    expect(waitFigures(waits(10, 30)).median).toBe(20);
    expect(waitFigures(waits(10, -50)).median).toBe(30);
  });

  it('of leads of whom too few were answered: no median; of none: nothing', () => {
    expect(waitFigures(waits(10, -20, -20))).toMatchObject({ n: 3, median: null, p90: null, lastTime: 20 });
    expect(waitFigures(waits(), [5])).toEqual({ n: 0, median: null, medianLo: null, medianHi: null, p90: null, lastTime: null, answeredBy: Float64Array.of(0) });
  });

  it('are those of the Kaplan–Meier curve, to the last bit', () => {
    const minutes = [1, 2, 5, 13, 40];
    const few = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 80 });
    const many = fc.array(fc.integer({ min: -9_000, max: 9_000 }), { minLength: 300, maxLength: 900 });
    fc.assert(fc.property(fc.oneof({ weight: 9, arbitrary: few }, many), (drawn) => {
      const given = drawn.map((m) => (m === 0 ? 1 : m));
      const own = waits(...given);
      const curve = kaplanMeier(given.map(Math.abs), given.map((m) => (m > 0 ? 1 : 0)));
      const { value, lo, hi } = survivalQuantile(curve, 0.5);
      expect(waitFigures(own, minutes)).toEqual({
        n: given.length, median: value, medianLo: lo, medianHi: hi, p90: survivalQuantile(curve, 0.9).value, lastTime: curve.lastTime,
        answeredBy: Float64Array.from(minutes, (t) => 1 - stepAt(curve.time, curve.survival, t, 1)),
      });
      expect(medianWait(own, 0, own.bins.length)).toEqual({ n: given.length, median: value });
    }), { numRuns: 1_000 });
  });
});
