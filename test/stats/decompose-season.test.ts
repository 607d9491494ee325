import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decomposeSeason } from '../../src/stats/index.js';

/** Airline passengers in thousands, January 1949 to December 1960 (Box & Jenkins; R data set `AirPassengers`). */
const airPassengers = [
  112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150,
  178, 163, 172, 178, 199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235,
  229, 243, 264, 272, 237, 211, 180, 201, 204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315,
  364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374, 413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467,
  404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337, 360, 342, 406, 396, 420, 472, 548, 559, 463, 407,
  362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
];

/** Kendall & Stuart's quarterly series, as in the examples of R's ?decompose. */
const kendallStuart = [
  -50, 175, 149, 214, 247, 237, 225, 329, 729, 809, 530, 489, 540, 457, 195, 176, 337, 239, 128, 102, 232, 429, 3, 98, 43, -141, -77,
  -13, 125, 361, -45, 184,
];

const monthly = { period: 12, type: 'additive' } as const;

describe('decomposeSeason(series, options)', () => {
  test('gives the published figure of Kendall & Stuart', () => {
    // R, help page of decompose: round(decompose(x)$figure / 10, 2) is 6.25, 8.62, −8.84, −6.03
    const { figure } = decomposeSeason(kendallStuart, { period: 4, type: 'additive' });
    expect(figure!.map((x) => Math.round(x * 10) / 100)).toEqual([6.25, 8.62, -8.84, -6.03]);
  });
  test('gives R’s multiplicative figure of the airline passengers', () => {
    // R: decompose(AirPassengers, 'multiplicative')$figure, printed to seven decimals
    const { figure } = decomposeSeason(airPassengers, { period: 12, type: 'multiplicative' });
    const published = [
      0.9102304, 0.8836253, 1.0073663, 0.975906, 0.981378, 1.1127758, 1.2265555, 1.219911, 1.0604919, 0.9217572, 0.8011781, 0.8988244,
    ];
    published.forEach((x, i) => expect(figure![i]).toBeCloseTo(x, 7));
  });
  test('averages over a full cycle, with half of either end for even cycles', () => {
    // R: decompose(AirPassengers)$trend starts with six NA and 126.7917, 127.2500
    const { trend } = decomposeSeason(airPassengers, { period: 12, type: 'multiplicative' });
    expect(trend.slice(0, 6)).toEqual(new Array(6).fill(null));
    expect(trend[6]).toBeCloseTo(126.7917, 4);
    expect(trend[7]).toBe(127.25);
    expect(trend.slice(-6)).toEqual(new Array(6).fill(null));
    expect(decomposeSeason([1, 2, 6, 1, 2, 6], { period: 3, type: 'additive' }).trend).toEqual([null, 3, 3, 3, 3, null]);
  });
  test('takes the season out of a change: Nov 80 (1.0), Dec 90 (1.2) is 80 → 75', () => {
    // Ten months at .98 keep the mean of the figure at 1.
    const seasons = [0.98, 0.98, 0.98, 0.98, 0.98, 0.98, 0.98, 0.98, 0.98, 0.98, 1, 1.2];
    const series = Array.from({ length: 36 }, (_, i) => 100 * seasons[i % 12]!);
    const { figure } = decomposeSeason(series, { period: 12, type: 'multiplicative' });
    expect(80 / figure![10]!).toBeCloseTo(80, 10);
    expect(90 / figure![11]!).toBeCloseTo(75, 10);
  });
  test('finds a figure that was put in, and removes it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 4 }),
        fc.integer({ min: -9, max: 9 }),
        (effects, slope) => {
          const mean = effects.reduce((sum, x) => sum + x, 0) / 4;
          const series = Array.from({ length: 20 }, (_, i) => 100 + slope * i + effects[i % 4]! - mean);
          const { figure, adjusted } = decomposeSeason(series, { period: 4, type: 'additive' });
          effects.forEach((x, i) => expect(figure![i]).toBeCloseTo(x - mean, 9));
          adjusted.forEach((x, i) => expect(x).toBeCloseTo(100 + slope * i, 9));
        },
      ),
    );
  });
  test('normalises to mean 0 or mean 1', () => {
    const mean = (x: readonly number[]) => x.reduce((sum, y) => sum + y, 0) / x.length;
    expect(mean(decomposeSeason(airPassengers, monthly).figure!)).toBeCloseTo(0, 10);
    expect(mean(decomposeSeason(airPassengers, { period: 12, type: 'multiplicative' }).figure!)).toBeCloseTo(1, 12);
  });
  test('has no figure below two full cycles', () => {
    expect(decomposeSeason([], monthly)).toEqual({ figure: null, trend: [], adjusted: [] });
    expect(decomposeSeason(airPassengers.slice(0, 23), monthly).figure).toBeNull();
    expect(decomposeSeason(airPassengers.slice(0, 24), monthly).figure).toHaveLength(12);
  });
  test('works around gaps', () => {
    const gaps: (number | null)[] = [...airPassengers];
    gaps[30] = null;
    gaps[31] = NaN;
    const { figure, trend, adjusted } = decomposeSeason(gaps, monthly);
    expect(figure).toHaveLength(12);
    expect([trend[30], adjusted[30], adjusted[31], trend[25]]).toEqual([null, null, null, null]);
  });
  test('is hand-checkable on eight quarters of two', () => {
    // Trend: (½·1 + 3 + ½·1)/2 = 2 everywhere inside; effects 3 − 2 = 1 and 1 − 2 = −1
    const two = { period: 2, type: 'additive' } as const;
    expect(decomposeSeason([1, 3, 1, 3], two)).toEqual({ figure: [-1, 1], trend: [null, 2, 2, null], adjusted: [2, 2, 2, 2] });
    expect(decomposeSeason([1, 3, 1, 3], { period: 2, type: 'multiplicative' })).toEqual({ figure: [0.5, 1.5], trend: [null, 2, 2, null], adjusted: [2, 2, 2, 2] });
    // A rise tells windows before from windows after: 1 5 3 7 5 9 is 1 + t with effects ∓1½
    expect(decomposeSeason([1, 5, 3, 7, 5, 9], two)).toEqual({ figure: [-1.5, 1.5], trend: [null, 3.5, 4.5, 5.5, 6.5, null], adjusted: [2.5, 3.5, 4.5, 5.5, 6.5, 7.5] });
  });
  test('below two cycles neither a figure nor anything adjusted, but what trend there is', () => {
    expect(decomposeSeason([1, 2, 6, 1, 2], { period: 3, type: 'additive' })).toEqual({ figure: null, trend: [null, 3, 3, 3, null], adjusted: [null, null, null, null, null] });
  });
  test('has no figure when one position is never next to a full window', () => {
    // Every window around a second value touches a gap: position 1 has no effect.
    const series = [1, 3, null, 3, 1, 3, null, 3];
    expect(decomposeSeason(series, { period: 4, type: 'additive' }).figure).toBeNull();
    expect(decomposeSeason([null, null, null, null], { period: 2, type: 'additive' })).toEqual({ figure: null, trend: [null, null, null, null], adjusted: [null, null, null, null] });
  });
  test('multiplied effects leave out windows without level, and what has effect 0 cannot be adjusted', () => {
    const product = { period: 2, type: 'multiplicative' } as const;
    // All nothing: every window is 0, no share of it exists.
    expect(decomposeSeason([0, 0, 0, 0, 0, 0], product)).toMatchObject({ figure: null, adjusted: [null, null, null, null, null, null] });
    // Every second value is nothing: trend 2, effects 0 and 2
    expect(decomposeSeason([0, 4, 0, 4, 0, 4], product)).toMatchObject({ figure: [0, 2], adjusted: [null, 2, null, 2, null, 2] });
    // Mean effect 0: no level to divide by. Windows: (½·1 − 1 + ½·1)/2 = 0 are left out
    expect(decomposeSeason([1, -1, 1, -1, 1, -1], product).figure).toBeNull();
  });
  test('refuses a period below 2', () => expect(() => decomposeSeason([1], { period: 1, type: 'additive' })).toThrow(RangeError));
});
