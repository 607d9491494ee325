import { describe, expect, it } from 'vitest';
import { decidedCells } from '../../src/kpi/close-ratio-decided.js';
import { dispersionOf } from '../../src/kpi/close-ratio-season.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { dealRows } from '../../src/kpi/deal-rows.js';
import { compareTexts } from '../../src/kpi/text-index.js';
import type { Row } from '../fixtures/tables.js';
import { closedDeal, contextOf } from './deal-fixtures.js';

describe('texts in the order of their bytes', () => {
  const order = (a: string, b: string): number => {
    const [x, y] = [new TextEncoder().encode(a), new TextEncoder().encode(b)];
    return Math.sign(compareTexts({ bytes: Uint8Array.of(...x, ...y), offsets: Uint32Array.of(0, x.length, x.length + y.length) }, 0, 1));
  };
  it.each([['ab', 'ac', -1], ['b', 'ab', 1], ['ab', 'abc', -1], ['b', 'ba', -1], ['abc', 'ab', 1], ['', 'a', -1], ['ab', 'ab', 0], ['xab', 'xba', -1], ['ä', 'z', 1]])('%s, %s: %i', (a, b, expected) => expect([order(a, b), order(b, a)]).toEqual([expected, 0 - expected]));
});

describe('close_ratio by closing month', () => {
  it('counts of each segment its own new deals, of each month', () => {
    const deals: Row[] = [
      closedDeal('won', 5, { source: 'Web' }, '2025-04-10'), closedDeal('lost', 5, { source: 'Web' }, '2025-04-11'), closedDeal('won', 5, { source: 'Web' }, '2025-05-10'),
      closedDeal('lost', 5, { source: 'Fair' }, '2025-05-11'), closedDeal('won', 5, { source: 'Fair', type: 'renewal' }, '2025-05-12'), closedDeal('won', 5, { source: 'Ads' }, '2025-04-12'),
    ];
    const context = contextOf(deals);
    const rows = dealRows(context);
    const cut = createCut({ source: ['Web', 'Fair'] }, ['source'], [rows]);
    const [period] = context.calendar.lastUnits('month', 1, context.asOfMs);
    if (period === undefined) throw new Error('no month');
    const months = (basis: string) => decidedCells(context, rows, { period, cut, target: null, options: { basis } }, cut.groupOf(rows)).map(({ closedMonths }) => [...closedMonths.values()].map(({ n, won }) => [n, won]));
    expect(cut.groups).toEqual([['Fair'], ['Web']]);
    expect(months('decided')).toEqual([[[1, 0]], [[2, 1], [1, 1]]]);
    expect(months('cohort')).toEqual([[], []]);
  });
  it('rates that cannot swing have no dispersion', () => {
    const months = (...won: readonly number[]) => won.map((own) => ({ n: 4, won: own }));
    expect([dispersionOf(months(0, 0)), dispersionOf(months(4, 4)), dispersionOf(months(2))]).toEqual([null, null, null]);
    // p = ½: (1 − 2)² / 1 + (3 − 2)² / 1 = 2, over one degree of freedom.
    expect(dispersionOf(months(1, 3))).toBe(2);
  });
});
