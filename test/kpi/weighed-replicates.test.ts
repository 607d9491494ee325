import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachReplicate, replicatesFor } from '../../src/kpi/weighed-replicates.js';
import { WeighedRows } from '../../src/kpi/weighed-rows.js';
import { bootstrapWeight } from '../../src/stats/bootstrap-weight.js';

type Entry = readonly [hash: number, cell: number, first: number, second: number];

const rowsOf = (entries: readonly Entry[], areApart = false): WeighedRows => {
  const rows = new WeighedRows(areApart);
  for (const entry of entries) rows.push(...entry);
  return rows;
};

/** The sums of every replicate: n, first and second of each cell. */
const replicatesOf = (rows: WeighedRows, cells: number): number[][] => {
  const found: number[][] = [];
  const run = eachReplicate(rows, cells, ({ n, first, second }) => found.push([...n, ...first, ...second]));
  while (run.next().done !== true);
  return found;
};

const cells = 5;
const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(cells - 1), fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 })), { maxLength: 700 });

describe('replicates of weighed rows', () => {
  it('are the sums of the rows, each weighed by its entity alone', () => {
    fc.assert(fc.property(entries, (list) => {
      const found = replicatesOf(rowsOf(list), cells);
      expect(found).toHaveLength(1000);
      for (const b of [1, 2, 500, 1000]) {
        const expected = new Array<number>(3 * cells).fill(0);
        for (const [hash, cell, first, second] of list) {
          const weight = bootstrapWeight(hash, b);
          [1, first, second].forEach((value, place) => { expected[place * cells + cell] = (expected[place * cells + cell] as number) + weight * value; });
        }
        expect(found[b - 1]).toEqual(expected.map((sum) => sum + 0));
      }
    }), { numRuns: 20 });
  });
  it('are the same in any order of the rows', () => {
    const list = Array.from({ length: 900 }, (_, i): Entry => [Math.imul(i + 1, 0x9e3779b1) >>> 0, i % cells, i, -i]);
    expect(replicatesOf(rowsOf([...list].reverse()), cells)).toEqual(replicatesOf(rowsOf(list), cells));
  });
  it('counts of entities that are apart are drawn cell by cell: as many and as varied as if each were weighed', () => {
    const list = Array.from({ length: 1500 }, (_, i): Entry => [Math.imul(i + 1, 0x9e3779b1) >>> 0, i < 1000 ? 0 : i < 1490 ? 1 : 3, 0, 0]);
    const spread = (areApart: boolean) => [0, 1, 3].map((cell) => {
      const counts = replicatesOf(rowsOf(list, areApart), cells).map((sums) => sums[cell] as number);
      const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
      return { mean, variance: counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (counts.length - 1) };
    });
    // Mean and variance of a Poisson count are the number of rows: 1000, 490, 10. Over 1000 replicates they vary by 1/√1000 and √(2/1000) of it.
    for (const areApart of [false, true]) {
      spread(areApart).forEach(({ mean, variance }, i) => {
        const n = [1000, 490, 10][i] as number;
        expect(Math.abs(mean - n)).toBeLessThan(4 * Math.sqrt(n / 1000));
        expect(Math.abs(variance / n - 1)).toBeLessThan(0.2);
      });
    }
    // Cells that no row is in stay empty.
    expect(new Set(replicatesOf(rowsOf(list, true), cells).map((sums) => `${String(sums[2])} ${String(sums[4])}`))).toEqual(new Set(['0 0']));
  });
  it('cells drawn apart vary apart', () => {
    const list = Array.from({ length: 800 }, (_, i): Entry => [i, i % 2, 0, 0]);
    const found = replicatesOf(rowsOf(list, true), 2);
    const both = found.reduce((sum, [a, b]) => sum + ((a as number) - 400) * ((b as number) - 400), 0) / found.length;
    expect(Math.abs(both) / 400).toBeLessThan(0.13);
  });
  it('without rows there is nothing but zeros', () => expect(new Set(replicatesOf(new WeighedRows(), 1).map(String))).toEqual(new Set(['0,0,0'])));
  it('are a thousand; fewer, but two hundred, above half a million rows', () => {
    expect([0, 1, 500_000, 1_000_000, 10_000_000].map(replicatesFor)).toEqual([1000, 1000, 1000, 500, 200]);
  });
  it('leave room for other work between them', () => {
    const rows = rowsOf(Array.from({ length: 600_000 }, (_, i): Entry => [i, 0, 0, 0]));
    let n = 0;
    const run = eachReplicate(rows, 1, () => n++);
    for (let pause = 1; pause <= 3; pause++) {
      expect(run.next().done).toBe(false);
      expect(n).toBe(pause);
    }
  });
});
