import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomPx, scrollTopFor, windowOf } from '../../src/elements/rows/row-window.js';

const rowPx = 28;

describe('the rows in sight', () => {
  it('at the head, in the middle of a row, at the foot', () => {
    // 280 px show ten rows, and an eleventh where the first is cut; 1,000 rows are 28,000 px.
    const at = (scrollTop: number) => windowOf({ total: 1000, rowPx, bodyPx: 280, scrollTop });
    expect(at(0)).toEqual({ first: 0, count: 11, cutPx: 0 });
    expect(at(42)).toEqual({ first: 1, count: 11, cutPx: 14 });
    expect(at(28_000 - 280)).toEqual({ first: 990, count: 10, cutPx: 0 });
  });
  it('are all of a list that fits', () => {
    expect(windowOf({ total: 3, rowPx, bodyPx: 280, scrollTop: 0 })).toEqual({ first: 0, count: 3, cutPx: 0 });
    expect(windowOf({ total: 0, rowPx, bodyPx: 280, scrollTop: 0 })).toMatchObject({ first: 0, count: 0 });
  });
  it('reach the last one of a million, though no browser lays out so high a page', () => {
    const parts = { total: 1_000_000, rowPx, bodyPx: 560 };
    expect(roomPx(parts)).toBeLessThan(17_000_000);
    const end = windowOf({ ...parts, scrollTop: roomPx(parts) - 560 });
    expect(end.first + end.count).toBe(1_000_000);
    expect(windowOf({ ...parts, scrollTop: 0 }).first).toBe(0);
  });
  it('never go beyond either end, wherever the scroll bar is said to stand', () => {
    fc.assert(fc.property(fc.nat(2_000_000), fc.integer({ min: 28, max: 2000 }), fc.integer({ min: -500, max: 20_000_000 }), (total, bodyPx, scrollTop) => {
      const { first, count, cutPx } = windowOf({ total, rowPx, bodyPx, scrollTop });
      expect(first).toBeGreaterThanOrEqual(0);
      expect(first + count).toBeLessThanOrEqual(total);
      expect(total > 0 ? count : 1).toBeGreaterThan(0);
      expect(Math.abs(cutPx)).toBeLessThanOrEqual(rowPx);
    }));
  });
});

describe('the way to a row', () => {
  it('is none for a row in sight, and the shortest for another', () => {
    const parts = { total: 1000, rowPx, bodyPx: 280, scrollTop: 280 };
    expect(scrollTopFor(15, parts)).toBeCloseTo(280);
    expect(scrollTopFor(5, parts)).toBeCloseTo(140);
    expect(scrollTopFor(20, parts)).toBeCloseTo(21 * 28 - 280);
  });
  it('brings it into sight as a whole, in lists of any length', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 56, max: 1500 }), (total, share, bodyPx) => {
      const row = Math.min(total - 1, Math.floor(share * total));
      const { first, count } = windowOf({ total, rowPx, bodyPx, scrollTop: scrollTopFor(row, { total, rowPx, bodyPx, scrollTop: 0 }) });
      expect(row).toBeGreaterThanOrEqual(first);
      expect(row).toBeLessThan(first + count);
    }));
  });
});
