import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { GrowingHistogram } from '../../src/kpi/growing-histogram.js';
import { differenceOf, interval95 } from '../../src/kpi/interval.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { easeOf, scoreOf } from '../../src/kpi/product-performance-scores.js';
import { statusOf } from '../../src/kpi/status.js';
import { assumedPayback } from '../../src/kpi/what-if-payback.js';
import { whatIfOf } from '../../src/kpi/what-if.js';
import type { WhatIfLever } from '../../src/model/what-if.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { whatIfBase } from '../fixtures/what-if-base.js';
import { asOf } from './deal-fixtures.js';

describe('an interval that is missing, or open at a side', () => {
  const judge = (value: number, ci: { lo: number | null; hi: number | null } | null, better: 'higher' | 'lower' = 'higher') =>
    statusOf({ value, ci: interval95(ci, 'x'), reliability: 'ok', isPartial: false, isCensus: false }, 10, better);
  it.each([
    ['no interval: the point alone cannot be sure to miss', judge(8, null), 'warn'],
    ['no interval: a reliable point on the good side is good', judge(10, null), 'good'],
    ['open below: what is wholly under the target is bad', judge(8, { lo: null, hi: 9 }), 'bad'],
    ['open above: the upper side is unknown, not zero', judge(8, { lo: 7, hi: null }), 'warn'],
    ['lower is better, open above: unknown, not zero', judge(12, { lo: 9, hi: null }, 'lower'), 'warn'],
    ['lower is better, open below: unknown, not zero', judge(12, { lo: null, hi: 13 }, 'lower'), 'warn'],
  ])('%s', (_, status, expected) => expect(status).toBe(expected));

  it('is none where neither side is known', () => {
    expect([interval95(null, 'x'), interval95({ lo: null, hi: null }, 'x'), interval95({ lo: 1, hi: null }, 'x')]).toEqual([null, null, { lo: 1, hi: null, level: 0.95, method: 'x' }]);
  });
  it('a difference with a missing value has none, whatever the other interval', () => {
    const known = { value: 3, ci: interval95({ lo: 2, hi: 4 }, 'x') };
    const valueless = { ...known, value: null };
    expect([differenceOf(valueless, known), differenceOf(known, valueless), differenceOf({ value: 3, ci: null }, known)]).toEqual([null, null, null]);
    expect(differenceOf(known, known)).toMatchObject({ lo: -Math.SQRT2, hi: Math.SQRT2 });
  });
});

describe('a score without effort', () => {
  const all = { offered: 10, won: 5, amount: 100, effort: 20 };
  it('is not told, neither infinite nor zero; with effort 4 of 20 for a fifth of the money it is 100', () => {
    expect([scoreOf({ amount: 5, effort: 0 }, all), easeOf({ ...all, effort: 0 }, all)]).toEqual([null, null]);
    expect([scoreOf({ amount: 20, effort: 4 }, all), easeOf({ ...all, won: 1, effort: 4 }, all)]).toEqual([100, 100]);
  });
});

describe('payback in months at another retention', () => {
  // 50, 40, 30 and 20: 140 are back after four months; were everybody to stay, after three.
  const curve = [0, 50, 90, 120, 140, 150].map((margin, month) => ({ month, margin, lo: null, hi: null }));
  const cac = { ...whatIfBase.cac, value: 140, details: { ...whatIfBase.cac.details, payback: { ...whatIfBase.cac.details.payback, curve } } };
  const [retention] = whatIfOf(whatIfBase, {}).levers.filter(({ lever }) => lever === 'retention') as [WhatIfLever];
  const months = (now: number | null, then: number | null) => assumedPayback(cac, { cost: 1, margin: 1, retention: { ...retention, now, then } }).months;
  it.each([['unknown', null, null], ['known now only', 0.8, null], ['known then only', null, 0.8], ['nobody leaves, before and after', 1, 1], ['the same', 0.8, 0.8]])('%s: the curve stays as it is', (_, now, then) => {
    expect(months(now, then)).toBe(4);
  });
  it('another one bends it: .8 to .64 squares what stays of each month, 50 + 32 + 18 + 8 of 140', () => expect(months(0.8, 0.64)).toBeNull());
});

describe('a target of the table', () => {
  const deals: readonly Row[] = [{ id: 'd1', status: 'open', created_at: '2025-06-01', amount: 5 }];
  const targetOf = (targets: readonly Row[]) => computeKpi(pipeline, createContext(tablesOf({ deals, targets }), { asOf }), { kpi: 'pipeline', period: { start: '2025-06-01', end: '2025-07-01' }, compare: 'none' }).target;
  const [always, month] = [{ kpi: 'pipeline', period: null, value: 7 }, { kpi: 'pipeline', period: '2025-06', value: 3 }];
  it('that holds always gives way to the one of the month, wherever it stands', () => {
    expect([targetOf([always, month]), targetOf([month, always]), targetOf([always])]).toEqual([3, 3, 7]);
  });
  it('is none where the table has no values, or does not tell of which KPI', () => {
    expect([targetOf([{ kpi: 'pipeline' }]), targetOf([{ value: 4 }]), targetOf([{ ...always, value: null }])]).toEqual([null, null, null]);
  });
});

describe('an exchange rate', () => {
  const value = (rates: readonly (number | null)[]) => {
    const rows: Rows = { deals: [{ id: 'd1', status: 'open', created_at: '2025-06-01', amount: 100, currency: 'USD' }], fx: rates.map((rate, i) => ({ ccy: 'USD', fx_day: `2025-06-2${5 + i}`, rate })) };
    return computeKpi(pipeline, createContext(tablesOf(rows), { asOf, currency: 'EUR' }), { kpi: 'pipeline', compare: 'none' }).value;
  };
  it('of 0 or below is none: the day before it counts, and with none the amount is missing', () => {
    expect([value([0.8]), value([0.8, 0]), value([0.8, -1]), value([0.8, null]), value([0])]).toEqual([80, 80, 80, 80, null]);
  });
});

describe('counts by whole number', () => {
  it('end with the last one that is not 0', () => {
    const counts = new GrowingHistogram();
    counts.add(2);
    counts.add(4);
    counts.add(4, -1);
    expect([[...counts.trimmed()], [...new GrowingHistogram().trimmed()]]).toEqual([[0, 0, 1], []]);
  });
});
