import { describe, expect, it } from 'vitest';
import { earlyLeague } from '../../src/kpi/churn-owners.js';
import { isVoluntary } from '../../src/kpi/end-reasons.js';
import { whatIf } from '../../src/kpi/churn-what-if.js';
import type { Cells } from '../../src/kpi/cells.js';
import { kaplanMeier } from '../../src/stats/index.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { askChurn, later, repeat, sub } from './churn-fixtures.js';

describe('churn bridge', () => {
  it('start + new + returned + expansion − contraction − churned = end', () => {
    const { details } = askChurn({
      subscriptions: [
        sub('stays', '2023-01-01', null, { mrr: 100 }),
        sub('grows', '2023-01-01', '2024-06-01', { mrr: 100 }), sub('grows', '2024-06-01', null, { mrr: 160 }),
        sub('shrinks', '2023-01-01', null, { mrr: 80 }), sub('shrinks', '2023-01-01', '2024-02-01', { mrr: 30 }),
        sub('leaves', '2023-01-01', '2024-02-01', { mrr: 70 }),
        sub('leaves and returns', '2023-01-01', '2024-02-01', { mrr: 50 }), sub('leaves and returns', '2024-06-01', null, { mrr: 20 }),
        sub('back from before', '2022-01-01', '2023-02-01', { mrr: 40 }), sub('back from before', '2024-06-01', null, { mrr: 45 }),
        sub('new', '2024-03-01', null, { mrr: 500 }),
        sub('came and went', '2024-03-01', '2024-09-01', { mrr: 999 }),
        sub('unknown', '2023-01-01', null, { mrr: null }),
      ],
    });
    expect(details.bridge).toEqual({
      start: { n: 5, value: 430 }, new: { n: 1, value: 500 }, returned: { n: 2, value: 65 }, expansion: { n: 1, value: 60 },
      contraction: { n: 1, value: 30 }, churned: { n: 2, value: 120 }, end: { n: 6, value: 905 }, unknown: 1,
    });
    // NRR counts what the returned one pays at the end: (100 + 160 + 80 + 0 + 20) / 430.
    expect(details.nrr).toBeCloseTo(360 / 430, 12);
    expect(details.grr).toBeCloseTo((100 + 100 + 80 + 0 + 20) / 430, 12);
  });

  it('within a bridged gap a customer is there without revenue: it shrinks and grows, nobody leaves', () => {
    const rows = { subscriptions: [sub('a', '2023-01-01', '2023-12-20', { mrr: 100 }), sub('a', '2024-01-10', null, { mrr: 100 })] };
    expect(askChurn(rows).details.bridge).toMatchObject({ start: { n: 1, value: 0 }, expansion: { n: 1, value: 100 }, end: { n: 1, value: 100 } });
    expect(askChurn(rows).details).toMatchObject({ grr: null, nrr: null, revenueN: 0 });
  });

  it('converts other currencies at the cut-off', () => {
    const subscriptions = [sub('a', '2023-01-01', null, { mrr: 100, currency: 'EUR' }), sub('b', '2023-01-01', '2024-05-01', { mrr: 100, currency: 'USD' })];
    const fx = [{ ccy: 'USD', fx_day: '2025-12-30', rate: 0.5 }];
    expect(askChurn({ subscriptions, fx }, {}, { ...later, currency: 'EUR' }).details).toMatchObject({ grr: expect.closeTo(100 / 150, 11) as number, bridge: { churned: { n: 1, value: 50 } } });
    const without = askChurn({ subscriptions }, {}, { ...later, currency: 'EUR' });
    expect(without.details.bridge?.unknown).toBe(1);
    expect(without.caveats.find(({ code }) => code === 'DQ_FX_MISSING')?.params).toEqual({ n: 1 });
  });
});

describe('churn retention', () => {
  const rows = { subscriptions: [
    sub('a', '2023-01-01', '2023-01-31'), sub('b', '2023-01-01', '2023-03-02'), sub('c', '2023-02-01', null), sub('d', '2024-03-01', '2024-05-30'), sub('e', '2025-10-01', null),
    sub('f', '2023-01-01', '2023-02-01'), sub('f', '2024-01-01', null),
  ] };

  it('is the Kaplan–Meier curve of first stays in local days, with its band, as known at asOf', () => {
    const { details } = askChurn(rows);
    // Days: a 30, b 60, c 1065+, d 90, e 92+, f 31 (its return is another stay).
    const expected = kaplanMeier([30, 60, 1065, 90, 92, 31], [1, 1, 0, 1, 0, 1]);
    expect(details.retention.map(({ t, s }) => [t, s])).toEqual(expected.time.map((t, i) => [t, expect.closeTo(expected.survival[i] as number, 11) as unknown]));
    expect(details.retention.map(({ lo, hi }) => [lo, hi])).toEqual(expected.lo.map((lo, i) => [expect.closeTo(lo as number, 11) as unknown, expect.closeTo(expected.hi[i] as number, 11) as unknown]));
    expect([details.retentionN, details.retentionDays]).toEqual([6, 1065]);
  });

  it('early churn is 1 − S(90) of those watched for 90 days: day 90 is early, day 91 is not', () => {
    const early = (from: string, to: string | null) => askChurn({ subscriptions: [sub('a', '2023-01-01', null), sub('b', from, to)] }).details.early;
    expect(early('2024-03-01', '2024-05-30')).toMatchObject({ rate: 0.5, n: 2, observed: 1 });
    expect(early('2024-03-01', '2024-05-31')).toMatchObject({ rate: 0, n: 2, observed: 0 });
    // First start 90 local days before asOf is watched, 89 days is not.
    expect(early('2025-10-03', '2025-11-01')).toMatchObject({ rate: 0.5, n: 2 });
    expect(early('2025-10-04', '2025-11-01')).toMatchObject({ rate: 0, n: 1 });
    expect(early('2025-10-03', '2025-11-01').ci).toMatchObject({ method: 'wilson' });
  });

  it('nobody watched for 90 days: no early rate', () => {
    expect(askChurn({ subscriptions: [sub('a', '2025-12-01', null)] }).details.early).toEqual({ rate: null, n: 0, observed: 0, ci: null });
  });

  it('counts the days of the report zone, also over the change of the clocks', () => {
    // 90 days of which one has 23 hours: 2159 hours, still 90 calendar days.
    const subscriptions = [sub('a', '2024-02-01T12:00', '2024-05-01T12:00')];
    expect(askChurn({ subscriptions }, {}, { ...later, timeZone: 'Europe/Berlin' }).details).toMatchObject({ early: { observed: 1 }, retention: [{ t: 90 }] });
  });

  it('cohorts by month of the first start: shares after completed months, only where the whole month has been watched', () => {
    const { cohorts } = askChurn(rows, {}, { asOf: '2024-06-30' }).details;
    // January: a (lost within its first month), b (lost on 2 March, in its third), f (lost at 1 February, one full month: not there any more at month 1).
    expect(cohorts.map(({ cohort, n }) => [cohort, n])).toEqual([['2023-01', 3], ['2023-02', 1], ['2024-03', 1]]);
    expect(cohorts[0]?.retained.slice(0, 4)).toEqual([1, expect.closeTo(1 / 3, 11), expect.closeTo(1 / 3, 11), 0]);
    // The youngest beginner of March could be of the 31st: two months are complete on 31 May, three on 30 June.
    expect(cohorts[2]?.retained).toEqual([1, 1, 1, 0]);
    expect(askChurn(rows, {}, { asOf: '2024-06-29' }).details.cohorts[2]?.retained).toEqual([1, 1, 1]);
  });

  it('shows three years of cohorts', () => {
    const starts = repeat(48, (i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}-05`);
    const { cohorts } = askChurn({ subscriptions: starts.map((at, i) => sub(`c${i}`, at, null)) }).details;
    expect([cohorts.length, cohorts[0]?.cohort, cohorts[0]?.retained.length]).toEqual([36, '2023-01', 36]);
  });
});

describe('churn owners', () => {
  /** Watched customers of a rep, of one product and segment, the first so many of them early leavers. */
  const sold = (sold_by: string | null, product_id: string, segment: string, n: number, early: number): { customer: Row; sub: Row }[] => repeat(n, (i) => {
    const id = `${sold_by} ${product_id} ${segment} ${i}`;
    return { customer: { id, sold_by, segment }, sub: sub(id, '2024-02-01', i < early ? '2024-03-01' : null, { product_id }) };
  });
  const company = (...parts: { customer: Row; sub: Row }[][]): Rows => ({ customers: parts.flat().map(({ customer }) => customer), subscriptions: parts.flat().map((part) => part.sub) });

  it('expects by product and segment of all reps together', () => {
    const rows = company(sold('A', 'p', 'S', 20, 8), sold('B', 'p', 'S', 20, 4), sold('A', 'q', 'S', 10, 0), sold('B', 'p', 'L', 50, 10));
    const [a, b] = askChurn(rows).details.owners;
    // p in S: 12 of 40; q in S: 0 of 10; p in L: 10 of 50.
    expect(a).toMatchObject({ id: 'A', n: 30, observed: 8, expected: 6 });
    expect(b).toMatchObject({ id: 'B', n: 70, observed: 14, expected: 16 });
    expect((a?.expected ?? 0) + (b?.expected ?? 0)).toBe(22);
    expect(a?.limits95?.hi).toBeCloseTo(1 + (1.959963984540054 * Math.sqrt(20 * 0.3 * 0.7)) / 6, 10);
    expect(a?.limits998?.lo).toBe(0);
    expect(b?.limits998?.lo).toBeCloseTo(1 - (3.090232306167813 * Math.sqrt(20 * 0.3 * 0.7 + 50 * 0.2 * 0.8)) / 16, 10);
  });

  it('flags a rep whose interval lies above 1, not one with under 10 customers, nor customers without a rep', () => {
    const flags = (rows: Rows) => askChurn(rows).details.owners.map(({ id, isFlagged }) => [id, isFlagged]);
    const others = sold('B', 'p', 'S', 300, 6);
    expect(flags(company(sold('A', 'p', 'S', 30, 9), others))).toEqual([['A', true], ['B', false]]);
    expect(flags(company(sold('A', 'p', 'S', 9, 9), others))).toEqual([['A', false], ['B', false]]);
    expect(flags(company(sold(null, 'p', 'S', 30, 9), others))).toEqual([['B', false], [null, false]]);
  });

  it('draws its funnel around 1, for a rep of the usual customers: wider the fewer were expected to leave', () => {
    const { details } = askChurn(company(sold('A', 'p', 'S', 100, 20), sold('B', 'p', 'S', 50, 10)));
    // All of one kind, p = .2: one expected early leaver varies by .8. The largest, A, expects 20; the funnel reaches 8 % further.
    const last = details.funnel.at(-1);
    expect(last?.size).toBeCloseTo(21.6, 9);
    expect([last?.lo, last?.hi]).toEqual([expect.closeTo(1 - 1.959963984540054 * Math.sqrt(0.8 / 21.6), 9), expect.closeTo(1 + 1.959963984540054 * Math.sqrt(0.8 / 21.6), 9)]);
    expect(details.funnel[0]?.lo998).toBe(0);
    details.funnel.forEach((band, i) => expect(band.hi998).toBeLessThan(details.funnel[i - 1]?.hi998 ?? Infinity));
    expect(details.owners.map(({ isCompared }) => isCompared)).toEqual([true, true]);
  });

  it('with more than 10 reps flags only what stays above a false discovery rate of 10 %', () => {
    const cells = (reps: readonly [string, number, number][]): ReadonlyMap<string, Cells> => new Map(reps.map(([id, n, won]) => [`=${id}\u001f-\u001f-`, { n, won }] as const));
    const usual = (count: number): [string, number, number][] => repeat(count, (i) => [`u${String(i).padStart(2, '0')}`, 100, 10]);
    // 19 of 100 where about 10.5 are expected is rare for one rep, and nothing special among 41.
    const suspect: [string, number, number] = ['x', 100, 19];
    const isFlagged = (others: number) => earlyLeague(cells([...usual(others), suspect])).owners.find(({ id }) => id === 'x')?.isFlagged;
    expect([isFlagged(9), isFlagged(40)]).toEqual([true, false]);
    expect(earlyLeague(cells([...usual(40), ['x', 100, 40]])).owners.find(({ id }) => id === 'x')?.isFlagged).toBe(true);
  });

  it('without a rep in the data there are none; the rep of the first won deal stands in for sold_by', () => {
    const subscriptions = [sub('a', '2024-02-01', null), sub('b', '2024-02-01', '2024-03-01')];
    expect(askChurn({ subscriptions }).details.owners).toEqual([]);
    const deals = [{ id: 'd1', account_id: 'a', owner_id: 'A', status: 'won', closed_at: '2024-01-20' }];
    expect(askChurn({ subscriptions, deals }).details.owners.map(({ id, n }) => [id, n])).toEqual([['A', 1], [null, 1]]);
  });

  it('nobody left early: nothing expected, no ratio', () => {
    expect(askChurn(company(sold('A', 'p', 'S', 20, 0))).details.owners).toEqual([{ id: 'A', n: 20, observed: 0, expected: 0, ratio: null, lo: null, hi: null, limits95: null, limits998: null, isCompared: true, isFlagged: false }]);
  });
});

describe('churn what-if', () => {
  it('raises by points, or relatively; never above .999', () => {
    expect(whatIf(0.8, { rise: 'relative' }).raised).toBeCloseTo(0.84, 12);
    expect(whatIf(0.8, { rise: 'relative' }).effect).toBeCloseTo(0.3 / 0.26 - 1, 12);
    expect(whatIf(0.97, {}).raised).toBe(0.999);
    expect(whatIf(0.8, { retentionRise: 0.1 }).effect).toBeCloseTo(0.3 / 0.2 - 1, 12);
  });

  it('follows the discount rate', () => {
    // (1.2 − .9) / (1.2 − .95) − 1
    expect(whatIf(0.9, { discountRate: 0.2 }).effect).toBeCloseTo(0.2, 12);
    expect(whatIf(0.9, { discountRate: 0 }).effect).toBeCloseTo(1, 12);
  });

  it('from .999 on, and without a rate, there is no effect', () => {
    expect(whatIf(0.999, {})).toMatchObject({ retention: 0.999, raised: null, effect: null });
    expect(whatIf(1, {}).effect).toBeNull();
    expect(whatIf(null, {})).toEqual({ retention: null, raised: null, effect: null, cited: { lo: 0.25, hi: 0.95 } });
  });
});

describe('reasons', () => {
  it.each([['Payment failed', false], ['Credit-card expired', false], ['Company closed', false], ['Insolvenz', false], ['unfreiwillig: Zahlungsausfall', false], ['Price', true], ['Zu teuer', true], ['Discarded', true], ['Kartellrecht', true], [null, null]])('%s: own choice %s', (reason, expected) => {
    expect(isVoluntary(reason)).toBe(expected);
  });
});
