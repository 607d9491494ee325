import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTwoLimbSum } from '../../src/stats/two-limb-sum.js';
import { exactSum, roundSignificant } from '../../src/stats/index.js';

const whole = (bits: number) => fc.integer({ min: 0, max: 2 ** bits - 1 });

describe('exactSum(values)', () => {
  test('loses nothing on the way', () => {
    expect(exactSum([1e100, 1, -1e100])).toBe(1);
    expect(exactSum([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1])).toBe(1);
  });
  test('rounds half-way cases once, as Python’s math.fsum', () => {
    // math.fsum([1, 2**-53, 2**-106]) is 1.0000000000000002; without the last term it is 1.0
    expect(exactSum([1, 2 ** -53, 2 ** -106])).toBe(1 + 2 ** -52);
    expect(exactSum([1, 2 ** -53])).toBe(1);
    expect(exactSum([1, 2 ** -53, -(2 ** -106)])).toBe(1);
    expect(exactSum([-1, -(2 ** -53), -(2 ** -106)])).toBe(-1 - 2 ** -52);
    expect(exactSum([-1, -(2 ** -53), 2 ** -106])).toBe(-1);
    // Half-way down: 1 − 2^−54 lies between 1 and its neighbour below.
    expect(exactSum([1, -(2 ** -54), -(2 ** -108)])).toBe(1 - 2 ** -53);
    expect(exactSum([1, -(2 ** -54), 2 ** -108])).toBe(1);
    expect(exactSum([-1, 2 ** -54, 2 ** -108])).toBe(-1 + 2 ** -53);
    // Not half-way: what lies below does not matter.
    expect(exactSum([1, 2 ** -54, 2 ** -108])).toBe(1);
    expect(exactSum([1, 1.5 * 2 ** -53, 2 ** -120])).toBe(1 + 2 ** -52);
  });
  test('does not depend on the order', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e200, max: 1e200 });
    fc.assert(
      fc.property(fc.array(value), (values) => {
        expect(exactSum([...values].reverse())).toBe(exactSum(values));
        expect(exactSum([...values].sort((a, b) => a - b))).toBe(exactSum(values));
      }),
    );
  });
  test('agrees with whole-number arithmetic beyond 2^53', () => {
    fc.assert(
      fc.property(fc.array(fc.maxSafeInteger(), { maxLength: 200 }), (values) => {
        expect(exactSum(values)).toBe(Number(values.reduce((sum, x) => sum + BigInt(x), 0n)));
      }),
    );
  });
  test('is 0 without values, and leaves out what is not finite', () => {
    expect(exactSum([])).toBe(0);
    expect(exactSum([NaN, 2, Infinity, 3])).toBe(5);
    expect(Object.is(exactSum([-0]), 0)).toBe(true);
  });
});

describe('roundSignificant(x, digits)', () => {
  test('keeps twelve digits unless told', () => {
    expect(roundSignificant(0.1 + 0.2)).toBe(0.3);
    expect(roundSignificant(123456789012345)).toBe(123456789012000);
    expect(roundSignificant(-2 / 3, 3)).toBe(-0.667);
  });
  test('passes null on, and turns what is not finite into it', () => {
    expect([null, NaN, Infinity].map((x) => roundSignificant(x))).toEqual([null, null, null]);
  });
  test('knows no −0', () => expect(Object.is(roundSignificant(-0), 0)).toBe(true));
});

describe('createTwoLimbSum(size)', () => {
  test('sums whole numbers and products exactly, in any order and over shards', () => {
    const operand = fc.tuple(whole(31), whole(18), fc.boolean()).map(([low, high, isNegative]) => (high * 2 ** 31 + low) * (isNegative ? -1 : 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(operand, operand)), (pairs) => {
        const one = createTwoLimbSum(2);
        const other = createTwoLimbSum(2);
        pairs.forEach(([x, y], i) => {
          (i % 2 ? one : other).add(0, x);
          (i % 2 ? one : other).addProduct(1, x, y);
        });
        one.merge(other.cells);
        const exact = [0, 1].map((k) => pairs.reduce((sum, [x, y]) => sum + BigInt(x) * (k === 0 ? 1n : BigInt(y)), 0n));
        expect([one.exact(0), one.exact(1)]).toEqual(exact);
        expect([one.value(0), one.value(1)]).toEqual(exact.map(Number));
        const whole = createTwoLimbSum(2);
        for (const [x, y] of [...pairs].reverse()) {
          whole.add(0, x);
          whole.addProduct(1, x, y);
        }
        expect(whole.cells).toEqual(one.cells);
      }),
    );
  });
  test('takes cells away again', () => {
    const sum = createTwoLimbSum(1);
    const part = createTwoLimbSum(1);
    sum.addProduct(0, 5e10, 5e10);
    part.addProduct(0, 3e10, 3e10);
    sum.merge(part.cells, -1);
    expect(sum.exact(0)).toBe(1600000000000000000000n);
  });
  test('goes on with a given state', () => {
    const sum = createTwoLimbSum(1);
    sum.add(0, 2 ** 53);
    const next = createTwoLimbSum(1, sum.cells);
    next.add(0, 1);
    expect(next.exact(0)).toBe(2n ** 53n + 1n);
  });
});
