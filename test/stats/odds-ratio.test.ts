import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oddsRatio } from '../../src/stats/odds-ratio.js';

describe('oddsRatio', () => {
  it('agrees with a worked table', () => {
    // Exposed 20 of 100, unexposed 10 of 100: (20/80)/(10/90) = 2.25; log sd √(1/20 + 1/80 + 1/10 + 1/90) = .416667.
    const { value, lo, hi } = oddsRatio(20, 100, 10, 100);
    expect([value, lo?.toFixed(4), hi?.toFixed(4)]).toEqual([2.25, '0.9943', '5.0915']);
  });
  it('turns over with its groups', () => {
    fc.assert(fc.property(fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.nat({ max: 30 }), fc.nat({ max: 30 }), (a, b, c, d) => {
      const [one, two] = [oddsRatio(a, a + b + 1, c, c + d + 1), oddsRatio(c, c + d + 1, a, a + b + 1)];
      expect((one.value ?? 0) * (two.value ?? 0)).toBeCloseTo(1, 9);
      expect((one.lo ?? 0) * (two.hi ?? 0)).toBeCloseTo(1, 9);
    }));
  });
  it('stays finite where a cell is empty: half a case in each', () => {
    // (5.5/0.5)/(2.5/3.5) = 15.4.
    expect(oddsRatio(5, 5, 2, 5).value).toBeCloseTo(15.4, 12);
    // Everybody of the second group: (1.5/2.5)/(2.5/0.5) = .12
    expect(oddsRatio(1, 3, 2, 2).value).toBeCloseTo(0.12, 12);
  });
  it('says nothing of a group that nobody is in', () => {
    const none = { value: null, lo: null, hi: null };
    expect([oddsRatio(0, 0, 2, 5), oddsRatio(2, 5, 0, 0)]).toEqual([none, none]);
  });
  it('refuses a level that is none', () => expect(() => oddsRatio(1, 2, 1, 2, 1)).toThrow(RangeError));
});
