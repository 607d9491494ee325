import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellName } from '../../src/kpi/cases.js';
import type { CellMap } from '../../src/kpi/cells.js';
import { funnelLimits, namedDifferences } from '../../src/kpi/funnel-limits.js';
import { compareGroups, ownSpread, type ComparedGroup } from '../../src/kpi/observed-expected.js';

/** Key `group|kind|family`; kinds may merge within a family, families into all. */
const read = (key: string): CellName => {
  const [group, kind, family] = key.split('|') as [string, string, string];
  return { group: group === '-' ? null : group, levels: [`${family}/${kind}`, family, ''] };
};
const cellsOf = (cells: Readonly<Record<string, readonly [won: number, n: number]>>): CellMap =>
  new Map(Object.entries(cells).map(([key, [won, n]]) => [key, { n, won }] as const));
const compare = (cells: Readonly<Record<string, readonly [won: number, n: number]>>) => compareGroups(cellsOf(cells), read);

describe('groups beside what their cases let expect', () => {
  it('example B: both hold 75 % of a cell, so the others’ rates are expected, shrunk towards the overall one', () => {
    const { groups, overall } = compare({ 'A|in|x': [12, 30], 'A|out|y': [1, 10], 'B|in|x': [5, 10], 'B|out|y': [6, 30] });
    // A: 30·(5 + 3)/20 + 10·(6 + 3)/40; B: 10·(12 + 3)/40 + 30·(1 + 3)/20.
    expect([overall, ...groups.map(({ observed, n, expected }) => [observed, n, expected])]).toEqual([0.3, [13, 40, 14.25], [11, 40, 9.75]]);
  });
  it('nobody holds over half of a cell: the pooled rates', () => {
    const thirds = compare({ 'A|k|x': [6, 10], 'B|k|x': [3, 10], 'C|k|x': [0, 10] });
    expect(thirds.groups.map(({ expected, variance }) => [expected, Number(variance.toFixed(9))])).toEqual([[3, 2.1], [3, 2.1], [3, 2.1]]);
  });
  it('small kinds merge within their family, then into all', () => {
    // x: 6 + 6 merge to 12 cases; y has 4 cases and is left over: its own last cell.
    const { groups } = compare({ 'A|a|x': [3, 3], 'B|a|x': [0, 3], 'A|b|x': [1, 3], 'B|b|x': [0, 3], 'A|a|y': [1, 2], 'B|a|y': [0, 2] });
    expect(groups.map(({ expected }) => Number(expected.toFixed(9)))).toEqual([2.5, 2.5]);
  });
  it('a group alone in a cell is named as inseparable from it', () => {
    expect(compare({ 'A|k|x': [5, 81], 'B|k|x': [5, 19] }).confounded).toEqual({ group: 'A', cell: 'x/k', share: 0.81 });
    expect(compare({ 'A|k|x': [5, 80], 'B|k|x': [5, 20] }).confounded).toBeNull();
    expect(compare({ 'A|k|x': [5, 80] }).confounded).toBeNull();
  });
  it('no case: no group', () => expect(compare({})).toEqual({ groups: [], overall: null, confounded: null }));
  it('where nobody is held apart, what is observed and what is expected add up to the same', () => {
    const counts = fc.tuple(fc.integer({ min: 10, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true })).map(([n, share]) => [Math.round(n * share), n] as const);
    fc.assert(fc.property(fc.array(counts, { minLength: 2, maxLength: 6 }), (kinds) => {
      // Every rep has the same number of cases of each kind, so none holds over half of any.
      const cells = Object.fromEntries(kinds.flatMap(([won, n], i) => ['A', 'B', 'C'].map((rep, j) => [`${rep}|k${i}|f${i}`, [Math.min(n, won + j), n] as const])));
      const { groups, overall } = compare(cells);
      const [observed, expected, n] = groups.reduce(([o, e, all], group) => [o + group.observed, e + group.expected, all + group.n], [0, 0, 0]);
      expect(expected).toBeCloseTo(observed, 9);
      expect(overall).toBeCloseTo(observed / n, 12);
    }));
  });
  it('the order of cells changes nothing', () => {
    const cells = { 'A|in|x': [12, 30], 'A|out|y': [1, 10], 'B|in|x': [5, 10], 'B|out|y': [6, 30], '-|in|x': [2, 9] } as const;
    fc.assert(fc.property(fc.shuffledSubarray(Object.keys(cells), { minLength: 5 }), (keys) => {
      const shuffled = compare(Object.fromEntries(keys.map((key) => [key, cells[key as keyof typeof cells]])));
      expect(shuffled.groups.map(({ id }) => id)).toEqual(['A', 'B', null]);
      shuffled.groups.forEach((group, i) => expect(group.expected).toBeCloseTo(compare(cells).groups[i]?.expected ?? NaN, 12));
    }));
  });
  it('differences of one’s own making weigh by cases, the smallest groups not at all', () => {
    const group = (n: number, observed: number, expected: number): ComparedGroup => ({ id: 'x', n, observed, expected, variance: 1 });
    expect(ownSpread({ groups: [group(20, 10, 6), group(40, 8, 12), group(9, 9, 0)], overall: 0.5, confounded: null })).toBeCloseTo(16 / 20 + 16 / 40, 12);
  });
});

describe('funnel limits', () => {
  it('lie 1.96 and 3.09 standard deviations around the expected count', () => {
    const group = { expected: 20, variance: 16 };
    expect([funnelLimits(group, 'warn'), funnelLimits(group, 'alarm')].map(({ lo, hi }) => [lo.toFixed(4), hi.toFixed(4)])).toEqual([['12.1601', '27.8399'], ['7.6391', '32.3609']]);
  });
});

describe('who may be named', () => {
  const group = (id: string | null, n: number, observed: number, rate: number): ComparedGroup => ({ id, n, observed, expected: n * rate, variance: n * rate * (1 - rate) });
  const named = (groups: readonly ComparedGroup[]) => namedDifferences(groups).map((difference) => difference.named);
  it('who lies outside the 95 % limits by more than chance, on either side', () => {
    // 100 cases at .3: sd 4.58, limits 21.02 to 38.98. P(X >= 40) = .0210, P(X >= 39) = .0340 (binomial tables): doubled .042 and .068.
    expect(named([group('A', 100, 40, 0.3), group('B', 100, 39, 0.3), group('C', 100, 30, 0.3), group('D', 100, 20, 0.3)])).toEqual(['above', null, null, 'below']);
  });
  it('example B names nobody: z −.42 and +.47', () => {
    expect(named([{ id: 'A', n: 40, observed: 13, expected: 14.25, variance: 8.925 }, { id: 'B', n: 40, observed: 11, expected: 9.75, variance: 7.125 }])).toEqual([null, null]);
  });
  it('a rare kind with one case more than expected is no discovery, though the normal limits say so', () => {
    // 12 cases at .01: sd .345, upper limit .80; P(X >= 1) = 1 − .99^12 = .114.
    expect(funnelLimits(group('A', 12, 1, 0.01), 'warn').hi).toBeLessThan(1);
    expect(named([group('A', 12, 1, 0.01)])).toEqual([null]);
  });
  it('not under ten cases, and never "not set"', () => {
    expect(named([group('A', 9, 9, 0.1), group(null, 100, 90, 0.1)])).toEqual([null, null]);
  });
  it('up to ten compared the p-value alone decides, above ten Benjamini–Hochberg at .10', () => {
    const plain = (count: number): ComparedGroup[] => Array.from({ length: count }, (_, i) => group(`r${String(i)}`, 100, 30, 0.3));
    const odd = group('odd', 100, 40, 0.3);
    expect(namedDifferences([odd, ...plain(9)])[0]).toEqual({ q: null, named: 'above' });
    // p = .042 among eleven: q = 11 · .042 = .46.
    const [first] = namedDifferences([odd, ...plain(10)]);
    expect([first?.q?.toFixed(2), first?.named]).toEqual(['0.46', null]);
    // 50 of 100 at .3: p = .00004 survives.
    expect(namedDifferences([group('far', 100, 50, 0.3), ...plain(10)])[0]?.named).toBe('above');
    // Those that are not judged do not count as compared.
    expect(namedDifferences([odd, ...plain(9), group('small', 9, 3, 0.3), group(null, 50, 15, 0.3)])[0]).toEqual({ q: null, named: 'above' });
  });
});
