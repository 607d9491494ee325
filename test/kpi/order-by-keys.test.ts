import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderByKeys } from '../../src/kpi/order-by-keys.js';

const key = fc.oneof(fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 1e-300, 2 ** 53, -(2 ** 53)), fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }));

describe('rows in the order of their keys', () => {
  it('a table: first key, then second, then row', () => {
    expect([...orderByKeys(Float64Array.of(2, 1, 2, 1, -5), Float64Array.of(0, 7, -1, 7, 0))]).toEqual([4, 1, 3, 2, 0]);
  });

  it('is the order of a comparing sort', () => {
    fc.assert(fc.property(fc.array(fc.tuple(key, key), { maxLength: 200 }), (rows) => {
      const expected = rows.map((_, row) => row).sort((a, b) => {
        const [[x, p], [y, q]] = [rows[a] as [number, number], rows[b] as [number, number]];
        return (x < y ? -1 : x > y ? 1 : 0) || (p < q ? -1 : p > q ? 1 : 0) || a - b;
      });
      expect([...orderByKeys(Float64Array.from(rows, ([x]) => x), Float64Array.from(rows, ([, y]) => y))]).toEqual(expected);
    }));
  });

  it('no rows, no order', () => {
    expect(orderByKeys(new Float64Array(0)).length).toBe(0);
  });
});
