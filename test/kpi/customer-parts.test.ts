import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineBags, type Bag } from '../../src/kpi/bag.js';
import { completedPeriods, lostAtPeriod } from '../../src/kpi/contract-age.js';
import { exactCell, exactValue } from '../../src/kpi/exact-cell.js';
import { isOrganicByName, isOrganicChannel } from '../../src/kpi/organic-channels.js';
import { dayOfMonth, marginCurve, survivalOfRetention, survivalOfStays, survivalPayback, type SurvivalByMonth } from '../../src/kpi/payback.js';
import { joinSpells } from '../../src/kpi/spells.js';
import { amountOnDays } from '../../src/kpi/spread-amount.js';
import { kaplanMeierBinned, stepAt } from '../../src/stats/index.js';
import { dayFromCivil, dayMs } from '../../src/model/zone.js';

describe('amountOnDays', () => {
  it('rounds cumulatively: 10 over three days is 3, 4, 3, and −10 mirrors it', () => {
    expect([0, 1, 2].map((i) => amountOnDays(10, 3, i, i + 1))).toEqual([3, 4, 3]);
    expect([0, 1, 2].map((i) => amountOnDays(-10, 3, i, i + 1))).toEqual([-3, -4, -3]);
  });

  it('is exact where amount × day passes 2^53, and parts add up', () => {
    const day = (amount: bigint, i: bigint, n: bigint): bigint => {
      const rounded = (2n * (amount < 0n ? -amount : amount) * i + n) / (2n * n);
      return amount < 0n ? -rounded : rounded;
    };
    fc.assert(fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 40_000 }), fc.nat(), fc.nat(), (amount, n, x, y) => {
      const [from, to] = [Math.min(x % (n + 1), y % (n + 1)), Math.max(x % (n + 1), y % (n + 1))];
      expect(BigInt(amountOnDays(amount, n, from, to))).toBe(day(BigInt(amount), BigInt(to), BigInt(n)) - day(BigInt(amount), BigInt(from), BigInt(n)));
      expect(amountOnDays(amount, n, 0, from) + amountOnDays(amount, n, from, n)).toBe(amount);
    }));
  });
});

describe('contract ages', () => {
  const day = (text: string): number => { const [y, m, d] = text.split('-').map(Number); return dayFromCivil(y as number, m as number, d as number); };

  it.each([
    ['2024-01-31', '2024-02-28', 1, 0, 1], ['2024-01-31', '2024-02-29', 1, 1, 1], ['2024-01-31', '2024-03-30', 1, 1, 2],
    ['2024-01-15', '2024-04-15', 1, 3, 3], ['2024-01-15', '2024-04-16', 1, 3, 4], ['2024-01-15', '2024-01-15', 1, 0, 1],
    ['2024-02-29', '2025-02-28', 12, 1, 1], ['2024-02-29', '2025-03-01', 12, 1, 2], ['2024-01-01', '2024-12-31', 12, 0, 1],
  ])('%s to %s in periods of %i months: %i completed, lost at %i', (start, end, months, completed, lost) => {
    expect(completedPeriods(day(start), day(end), months)).toBe(completed);
    expect(lostAtPeriod(day(start), day(end), months)).toBe(lost);
  });
});

describe('joinSpells', () => {
  const spell = (from: number, to: number) => ({ startMs: from * dayMs, endMs: to * dayMs });

  it('bridges gaps up to the grace, begins a new stay after a longer one, swallows what lies inside', () => {
    expect(joinSpells([spell(0, 10), spell(40, 50)])).toEqual([spell(0, 50)]);
    expect(joinSpells([spell(0, 10), { startMs: 40 * dayMs + 1, endMs: 50 * dayMs }])).toHaveLength(2);
    expect(joinSpells([spell(20, 30), spell(0, 100), spell(101, Infinity)])).toEqual([spell(0, Infinity)]);
    expect(joinSpells([])).toEqual([]);
  });
});

describe('payback', () => {
  it('is the first count of payments that covers the cost; nothing to cover is covered at once', () => {
    const survival = survivalOfRetention(0.97);
    expect(survivalPayback(2500, 300, survival)).toEqual({ months: 10, never: false });
    expect(survivalPayback(300, 300, survival)).toEqual({ months: 1, never: false });
    expect(survivalPayback(0, 300, survival)).toEqual({ months: 0, never: false });
  });

  it('counts 120 payments and no more', () => {
    expect(survivalPayback(120, 1, () => 1)).toEqual({ months: 120, never: false });
    expect(survivalPayback(121, 1, () => 1)).toEqual({ months: null, never: true });
  });

  /** Ten customers: so many leave on the given days, the rest is watched until the last. */
  const stays = (leaving: Readonly<Record<number, number>>, lastDay: number): SurvivalByMonth => {
    const ended = new Float64Array(lastDay + 1);
    const staying = new Float64Array(lastDay + 1);
    staying[lastDay] = 10 - Object.values(leaving).reduce((sum, n) => sum + n, 0);
    for (const [day, n] of Object.entries(leaving)) ended[Number(day)] = n;
    return survivalOfStays(ended, staying) as SurvivalByMonth;
  };

  it('does not guess beyond the longest follow-up, but knows a curve that reached nobody', () => {
    // Month 2 is day 60, month 3 day 91.
    expect(survivalPayback(350, 100, stays({ 30: 1 }, 90))).toEqual({ months: null, never: false });
    expect(survivalPayback(280, 100, stays({ 30: 1 }, 90))).toEqual({ months: 3, never: false });
    expect(survivalPayback(350, 100, stays({ 30: 1, 80: 9 }, 80))).toEqual({ months: null, never: true });
    expect(survivalOfStays([], [])).toBeNull();
  });

  it('draws the margin after each payment as far as the curve is known', () => {
    expect(marginCurve(100, stays({ 30: 5 }, 60), 12)).toEqual([0, 100, 150, 200]);
    expect(marginCurve(100, () => 1, 2)).toEqual([0, 100, 200]);
  });

  it('reads the Kaplan–Meier curve at day floor(30.4375 j)', () => {
    expect([0, 1, 2, 3, 12].map(dayOfMonth)).toEqual([0, 30, 60, 91, 365]);
    const bins = fc.array(fc.nat(3), { minLength: 1, maxLength: 200 });
    fc.assert(fc.property(bins, bins, (ended, staying) => {
      const curve = kaplanMeierBinned(ended, staying);
      const own = survivalOfStays(ended, staying);
      for (let month = 0; month < 8; month++) {
        const isKnown = curve.lastTime !== null && dayOfMonth(month) <= curve.lastTime;
        if (isKnown) expect(own?.(month)).toBeCloseTo(stepAt(curve.time, curve.survival, dayOfMonth(month), 1), 12);
        else expect(own?.(month) ?? null).toBe(curve.survival.at(-1) === 0 ? 0 : null);
      }
    }));
  });
});

describe('organic channels', () => {
  it('go by name without case, unless the rows say otherwise; the null channel is neither', () => {
    for (const name of ['Organic Search', 'SEO', 'direct', 'Referral', 'content', 'Word-of-mouth']) expect(isOrganicByName(name)).toBe(true);
    expect(isOrganicByName('paid search')).toBe(false);
    expect(isOrganicChannel('seo', { yes: 0, no: 2 })).toBe(false);
    expect(isOrganicChannel('seo', { yes: 1, no: 1 })).toBe(true);
    expect(isOrganicChannel(null, undefined)).toBeNull();
  });
});

describe('bags', () => {
  const bag = (...items: number[]): Bag => ({ width: 2, items: Float64Array.from(items) });

  it('merge in order and lose exactly what is taken out', () => {
    const both = combineBags(bag(0, 1, 2, 0), bag(0, 0, 2, 0, 2, 5), 1);
    expect([...both.items]).toEqual([0, 0, 0, 1, 2, 0, 2, 0, 2, 5]);
    expect([...combineBags(both, bag(0, 1, 2, 0), -1).items]).toEqual([0, 0, 2, 0, 2, 5]);
    expect(() => combineBags(bag(0, 1), bag(5, 5, 6, 6), -1)).toThrow(RangeError);
    expect(() => combineBags(bag(0, 1), { width: 1, items: new Float64Array(1) }, 1)).toThrow(TypeError);
  });
});

describe('exact cells', () => {
  it('add up exactly far beyond 2^53, whatever the sign', () => {
    fc.assert(fc.property(fc.array(fc.bigInt({ min: -(2n ** 120n), max: 2n ** 120n }), { minLength: 1 }), (numbers) => {
      const sum = numbers.map(exactCell).reduce((a, b) => a.map((limb, i) => limb + (b[i] as number)));
      expect(exactValue(sum)).toBe(numbers.reduce((a, b) => a + b));
    }));
  });
});
