import { describe, expect, it } from 'vitest';
import { roundResult } from '../../src/kpi/round-result.js';

describe('roundResult', () => {
  it('rounds every number to 12 digits however deep it lies, and changes nothing that it was given', () => {
    const given = { value: 0.1 + 0.2, list: [1, 2 / 3, [{ share: 1e-13 + 1 }]], text: 'a', none: null };
    expect(roundResult(given)).toEqual({ value: 0.3, list: [1, 0.666666666667, [{ share: 1 }]], text: 'a', none: null });
    expect(given).toEqual({ value: 0.1 + 0.2, list: [1, 2 / 3, [{ share: 1e-13 + 1 }]], text: 'a', none: null });
  });

  it('makes 0 of −0, and null of what is no number', () => {
    expect(roundResult({ zero: -0, list: [-0, NaN], most: Infinity })).toEqual({ zero: 0, list: [0, null], most: null });
  });

  it('passes on as it is what has nothing to round, and copies only the way to what has', () => {
    const [curve, rest] = [[{ t: 1, share: 0.5 }, { t: 2, share: 0.25 }], { n: 3 }];
    expect(roundResult(curve)).toBe(curve);
    const rounded = roundResult({ curve, rest, mean: 1 / 3 });
    expect(rounded).toEqual({ curve, rest, mean: 0.333333333333 });
    expect(rounded.curve).toBe(curve);
    expect(rounded.rest).toBe(rest);
  });
});
