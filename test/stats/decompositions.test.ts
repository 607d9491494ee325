import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kitagawa, priceVolumeMix, shapleyProduct } from '../../src/stats/index.js';

const segment = fc.record({
  weight: fc.integer({ min: 0, max: 1000 }),
  rate: fc.option(fc.double({ min: -10, max: 10, noNaN: true }), { nil: null }),
});
const twoPeriods = fc.array(fc.tuple(segment, segment), { minLength: 1, maxLength: 8 });

describe('kitagawa(before, after)', () => {
  test('gives the example of two reps: +.15 mix, −.10 rate', () => {
    // B: inbound 5/10, outbound 6/30; A: inbound 12/30, outbound 1/10
    const result = kitagawa(
      [{ weight: 10, rate: 0.5 }, { weight: 30, rate: 0.2 }],
      [{ weight: 30, rate: 0.4 }, { weight: 10, rate: 0.1 }],
    );
    expect(result.before).toBeCloseTo(0.275, 15);
    expect(result.after).toBeCloseTo(0.325, 15);
    expect(result.mix).toBeCloseTo(0.15, 14);
    expect(result.rate).toBeCloseTo(-0.1, 14);
    // rate: (.4 − .5)(.25 + .75)/2 each
    expect(result.segments.map((part) => part.rate)).toEqual([expect.closeTo(-0.05, 14), expect.closeTo(-0.05, 14)]);
    // mix inbound: .5 · (.45 − .3) = .075
    expect(result.segments[0]!.mix).toBeCloseTo(0.075, 14);
  });
  test('makes a segment absent in one period all mix', () => {
    const result = kitagawa([{ weight: 1, rate: 0.2 }, { weight: 0, rate: null }], [{ weight: 1, rate: 0.2 }, { weight: 1, rate: 0.6 }]);
    expect(result.change).toBeCloseTo(0.2, 15);
    expect(result.rate).toBe(0);
    expect(result.mix).toBeCloseTo(0.2, 15);
  });
  test('parts add up to the change', () => {
    fc.assert(
      fc.property(twoPeriods, (pairs) => {
        const result = kitagawa(pairs.map(([a]) => a), pairs.map(([, b]) => b));
        if (result.change === null) return;
        expect(result.rate! + result.mix!).toBeCloseTo(result.change, 12);
      }),
    );
  });
  test('changes its signs when the periods are swapped', () => {
    fc.assert(
      fc.property(twoPeriods, (pairs) => {
        const there = kitagawa(pairs.map(([a]) => a), pairs.map(([, b]) => b));
        const back = kitagawa(pairs.map(([, b]) => b), pairs.map(([a]) => a));
        if (there.change === null) return;
        expect(back.rate! + there.rate!).toBeCloseTo(0, 12);
        expect(back.mix! + there.mix!).toBeCloseTo(0, 12);
      }),
    );
  });
  test('does not care about the unit of the weights', () => {
    const before = [{ weight: 10, rate: 0.5 }, { weight: 30, rate: 0.2 }];
    const shares = [{ weight: 0.25, rate: 0.5 }, { weight: 0.75, rate: 0.2 }];
    const after = [{ weight: 3, rate: 0.4 }, { weight: 1, rate: 0.1 }];
    expect(kitagawa(shares, after)).toEqual(kitagawa(before, after));
  });
  test('has null figures for a period without weight', () => {
    expect(kitagawa([], [])).toEqual({ before: null, after: null, change: null, rate: null, mix: null, segments: [] });
    expect(kitagawa([{ weight: 0, rate: null }], [{ weight: 2, rate: 0.5 }])).toMatchObject({ before: null, after: 0.5, change: null });
    expect(kitagawa([{ weight: 2, rate: 0.5 }], [{ weight: 0, rate: null }])).toMatchObject({ before: 0.5, after: null, change: null });
  });
  test('refuses periods of different length', () => expect(() => kitagawa([], [{ weight: 1, rate: 1 }])).toThrow(RangeError));
});

describe('shapleyProduct(before, after)', () => {
  test('gives the CAC example: cost +205.56, lead→opp −206.94, opp→won +251.39', () => {
    const parts = shapleyProduct([50, 1 / 0.25, 1 / 0.2], [60, 1 / 0.3, 1 / 0.16]);
    expect(parts[0]).toBeCloseTo(205.56, 2);
    expect(parts[1]).toBeCloseTo(-206.94, 2);
    expect(parts[2]).toBeCloseTo(251.39, 2);
    expect(parts[0]! + parts[1]! + parts[2]!).toBeCloseTo(250, 10);
  });
  test('averages over all orders of change', () => {
    // Two factors: (a1 − a0)(b0 + b1)/2 and (b1 − b0)(a0 + a1)/2
    expect(shapleyProduct([2, 3], [4, 5])).toEqual([8, 6]);
  });
  test('agrees with walking through every order', () => {
    const orders = (items: number[]): number[][] =>
      items.length === 0 ? [[]] : items.flatMap((x) => orders(items.filter((y) => y !== x)).map((rest) => [x, ...rest]));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })), { minLength: 1, maxLength: 5 }), (pairs) => {
        const sums = pairs.map(() => 0);
        const all = orders(pairs.map((_, i) => i));
        for (const order of all) {
          const now = pairs.map(([a]) => a);
          for (const i of order) {
            const old = now.reduce((p, x) => p * x, 1);
            now[i] = pairs[i]![1];
            sums[i]! += now.reduce((p, x) => p * x, 1) - old;
          }
        }
        const parts = shapleyProduct(pairs.map(([a]) => a), pairs.map(([, b]) => b));
        parts.forEach((part, i) => expect(part).toBeCloseTo(sums[i]! / all.length, 9));
      }),
    );
  });
  test('parts add up to the change, with zeros and negative factors too', () => {
    const factor = fc.double({ min: -20, max: 20, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(factor, factor), { minLength: 1, maxLength: 6 }), (pairs) => {
        const product = (side: 0 | 1) => pairs.reduce((p, pair) => p * pair[side], 1);
        const parts = shapleyProduct(pairs.map(([a]) => a), pairs.map(([, b]) => b));
        const scale = pairs.reduce((p, [a, b]) => p * Math.max(1, Math.abs(a), Math.abs(b)), 1);
        expect(Math.abs(parts.reduce((sum, x) => sum + x, 0) - (product(1) - product(0)))).toBeLessThan(1e-13 * scale);
      }),
    );
  });
  test('gives nothing to a factor that did not change', () => expect(shapleyProduct([2, 3], [2, 9])[0]).toBe(0));
  test('has no part without factors', () => expect(shapleyProduct([], [])).toEqual([]));
  test('takes up to sixteen factors', () => {
    expect(shapleyProduct(new Array<number>(16).fill(1), [...new Array<number>(15).fill(1), 3])).toEqual([...new Array<number>(15).fill(0), expect.closeTo(2, 12)]);
  });
  test('refuses different lengths and too many factors', () => {
    expect(() => shapleyProduct([1], [])).toThrow(RangeError);
    expect(() => shapleyProduct(new Array<number>(17).fill(1), new Array<number>(17).fill(1))).toThrow(RangeError);
  });
});

describe('priceVolumeMix(before, after)', () => {
  test('gives the example: +200 volume, −400 mix, −40 price', () => {
    const result = priceVolumeMix(
      [{ quantity: 100, price: 10 }, { quantity: 50, price: 40 }],
      [{ quantity: 120, price: 9 }, { quantity: 40, price: 42 }],
    );
    expect(result.volume).toBeCloseTo(200, 10);
    expect(result.mix).toBeCloseTo(-400, 10);
    expect(result).toMatchObject({ price: -40, added: 0, dropped: 0 });
  });
  test('shows new and dropped products apart, and all bars add up', () => {
    const sales = fc.option(fc.record({ quantity: fc.integer({ min: 1, max: 100 }), price: fc.integer({ min: 0, max: 100 }) }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(sales, sales), { maxLength: 6 }), (pairs) => {
        const result = priceVolumeMix(pairs.map(([a]) => a), pairs.map(([, b]) => b));
        const revenue = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + (pair[side] ? pair[side].quantity * pair[side].price : 0), 0);
        const kept = result.volume === null ? 0 : result.volume + result.mix! + result.price!;
        expect(kept + result.added + result.dropped).toBeCloseTo(revenue(1) - revenue(0), 8);
      }),
    );
  });
  test('has null bars when nothing was sold in both periods', () => {
    expect(priceVolumeMix([], [])).toEqual({ volume: null, mix: null, price: null, added: 0, dropped: 0 });
  });
  test('refuses periods of different length', () => expect(() => priceVolumeMix([], [null])).toThrow(RangeError));
});
