import { describe, expect, it } from 'vitest';
import { whatIf } from '../../src/kpi/churn-what-if.js';
import type { Rows } from '../fixtures/tables.js';
import { askChurn, finalChurn, later, repeat, sub, year } from './churn-fixtures.js';
import { codesOf } from './customers.js';

const percent = (share: number | null | undefined, digits: number): string => (100 * (share ?? NaN)).toFixed(digits);

/** MRR 100 → 0, 200 → 200, 300 → 250, 400 → 450, new 500. */
const money: Rows = {
  subscriptions: [
    sub('a', '2023-01-01', '2024-03-01', { mrr: 100 }), sub('b', '2023-01-01', null, { mrr: 200 }),
    sub('c', '2023-01-01', '2024-03-01', { mrr: 300 }), sub('c', '2024-03-01', null, { mrr: 250 }),
    sub('d', '2023-01-01', '2024-03-01', { mrr: 400 }), sub('d', '2024-03-01', null, { mrr: 450 }),
    sub('e', '2024-04-01', null, { mrr: 500 }),
  ],
};

describe('churn example', () => {
  it('8 of 200 is 4.0 % [2.04;7.69]', () => {
    const result = askChurn({ subscriptions: repeat(200, (i) => sub(`c${i}`, '2023-01-01', i < 8 ? '2024-05-01' : null)) });
    expect([result.num, result.den, result.n, result.nCensored]).toEqual([8, 200, 200, null]);
    expect([percent(result.value, 1), percent(result.ci?.lo, 2), percent(result.ci?.hi, 2)]).toEqual(['4.0', '2.04', '7.69']);
    expect([result.unit, result.better, result.reliability, result.state, result.ci?.method]).toEqual(['ratio', 'lower', 'ok', 'ready', 'wilson']);
    expect(result.details.logo).toBe(result.value);
  });

  it('logo 25 %, GRR .85, NRR .90', () => {
    const { value, details } = askChurn(money);
    expect(value).toBe(0.25);
    expect(details.grr).toBe(0.85);
    expect(details.nrr).toBe(0.9);
    expect(details.revenueN).toBe(4);
  });

  it('what-if: r .90 -> .95 is 5.5 -> 7.3333 = +33.3 %, .80 -> .85 is +20 % and outside the cited range', () => {
    expect(percent(whatIf(0.9, {}).effect, 1)).toBe('33.3');
    expect(whatIf(0.9, {}).effect).toBeCloseTo(7.333333333333 / 5.5 - 1, 12);
    expect(percent(whatIf(0.8, {}).effect, 1)).toBe('20.0');
    // 10 of 100 in 365 days = 11.992 months of 30.436875 days: r = .9^(12 / 11.992).
    const of = (churned: number) => askChurn({ subscriptions: repeat(100, (i) => sub(`c${i}`, '2022-01-01', i < churned ? '2023-05-01' : null)) }, { period: { start: '2023-01-01', end: '2024-01-01' } });
    expect([of(10).details.whatIf.retention?.toFixed(4), percent(of(10).details.whatIf.effect, 1)]).toEqual(['0.8999', '33.3']);
    expect(codesOf(of(10))).not.toContain('CH_BENCH_OUTSIDE');
    expect(percent(of(20).details.whatIf.effect, 1)).toBe('20.0');
    expect(codesOf(of(20))).toContain('CH_BENCH_OUTSIDE');
    expect(of(20).details.whatIf.cited).toEqual({ lo: 0.25, hi: 0.95 });
  });

  it('a rep with O = 12, E = 6.5 is at 1.846 [.954;3.225]: no flag', () => {
    // 200 customers of one product, 26 of them early leavers: 13 %. Krüger sold 50 of them.
    const rows = (sold_by: string, n: number, early: number) => repeat(n, (i) => ({ id: `${sold_by}${i}`, sold_by, early: i < early }));
    const customers = [...rows('Krüger', 50, 12), ...rows('Lang', 150, 14)];
    const result = askChurn({
      customers: customers.map(({ id, sold_by }) => ({ id, sold_by })),
      subscriptions: customers.map(({ id, early }) => sub(id, '2024-02-01', early ? '2024-03-01' : null)),
    });
    const [krueger, lang] = result.details.owners;
    expect(krueger).toMatchObject({ id: 'Krüger', n: 50, observed: 12, expected: 6.5, isFlagged: false });
    expect([krueger?.ratio?.toFixed(3), krueger?.lo?.toFixed(3), krueger?.hi?.toFixed(3)]).toEqual(['1.846', '0.954', '3.225']);
    expect(lang).toMatchObject({ id: 'Lang', n: 150, observed: 14, expected: 19.5 });
    expect(codesOf(result)).not.toContain('CH_OVERPROMISE_REP');
  });
});

describe('churn edge', () => {
  it('ended_at exactly a: active and churned', () => {
    const { value, num, den } = askChurn({ subscriptions: [sub('a', '2023-01-01', '2024-01-01'), sub('b', '2023-01-01', null)] });
    expect([value, num, den]).toEqual([0.5, 1, 2]);
  });

  it('ended_at exactly b: next period', () => {
    const rows = { subscriptions: [sub('a', '2023-01-01', '2025-01-01'), sub('b', '2023-01-01', null)] };
    expect(askChurn(rows).value).toBe(0);
    expect(askChurn(rows, { period: { start: '2025-01-01', end: '2026-01-01' } }).value).toBe(0.5);
  });

  it('0 active: null', () => {
    const result = askChurn({ subscriptions: [sub('a', '2024-03-01', null)] });
    expect([result.value, result.den, result.ci, result.reliability]).toEqual([null, 0, null, 'none']);
    expect(codesOf(result)).toContain('E_ZERO_DENOM');
    expect([result.details.logo, result.details.monthly, result.details.whatIf.retention, result.details.whatIf.effect]).toEqual([null, null, null, null]);
  });

  it('NRR above 1 is valid', () => {
    expect(askChurn({ subscriptions: [sub('a', '2023-01-01', '2024-06-01', { mrr: 100 }), sub('a', '2024-06-01', null, { mrr: 130 })] }).details).toMatchObject({ nrr: 1.3, grr: 1 });
  });

  it('all churn: 1', () => {
    const { value, ci, details } = askChurn({ subscriptions: [sub('a', '2023-01-01', '2024-02-01'), sub('b', '2023-01-01', '2024-09-01')] });
    expect([value, ci?.hi]).toEqual([1, 1]);
    expect([details.monthly, details.whatIf.retention]).toEqual([1, 0]);
  });
});

describe('churn rows', () => {
  it('a stock is a left limit: a service starting on the first day is not in it, and is in neither number', () => {
    const { num, den, details } = askChurn({ subscriptions: [sub('a', '2024-01-01', '2024-03-01'), sub('b', '2023-12-31', null)] });
    expect([num, den]).toEqual([0, 1]);
    expect(details.ends).toBe(1);
  });

  it('gaps up to 30 days are bridged; a return after a longer one is a new stay, the churn stays', () => {
    const back = (returned: string) => askChurn({ subscriptions: [sub('a', '2023-01-01', '2024-02-01'), sub('a', returned, null)] });
    expect([back('2024-03-02').value, back('2024-03-03').value]).toEqual([0, 1]);
    expect(back('2024-03-03').details.bridge).toBeNull();
  });

  it('a customer inside a bridged gap at the start is a customer', () => {
    const { value, den } = askChurn({ subscriptions: [sub('a', '2023-01-01', '2023-12-20'), sub('a', '2024-01-10', '2024-05-01')] });
    expect([value, den]).toEqual([1, 1]);
  });

  it('graceDays is an option; what it may not be is not taken', () => {
    const rows = { subscriptions: [sub('a', '2023-01-01', '2024-02-01'), sub('a', '2024-02-11', null)] };
    const ask = (graceDays: unknown) => askChurn(rows, { options: { graceDays } }).value;
    expect([ask(undefined), ask(10), ask(9), ask(0), ask(-1), ask('0')]).toEqual([0, 0, 1, 1, 0, 0]);
  });

  it('with several subscriptions a customer churns when the last ends', () => {
    const { value, num, den } = askChurn({ subscriptions: [sub('a', '2023-01-01', '2024-02-01'), sub('a', '2023-05-01', null), sub('b', '2023-01-01', '2024-02-01'), sub('b', '2023-05-01', '2024-08-01')] });
    expect([value, num, den]).toEqual([0.5, 1, 2]);
  });

  it('ended_at at or before started_at is excluded and counted; ended_at at or after asOf is still active', () => {
    const result = askChurn({ subscriptions: [sub('a', '2023-05-01', '2023-05-01'), sub('b', '2023-05-01', '2023-04-01'), sub('c', '2023-05-01', '2024-07-01'), sub('d', '2023-05-01', '2024-06-30')] }, {}, { asOf: '2024-07-01' });
    expect([result.num, result.den]).toEqual([1, 2]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NEGATIVE_DURATION')?.params).toEqual({ n: 2 });
    expect([result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([2, 2]);
  });

  it('a subscription that begins at or after asOf is dropped and counted', () => {
    const result = askChurn({ subscriptions: [sub('a', '2023-05-01', null), sub('b', '2026-01-01', null)] });
    expect(result.den).toBe(1);
    expect(result.caveats.find(({ code }) => code === 'DQ_FUTURE')?.params).toEqual({ n: 1 });
  });

  it('without a start a subscription is older than everything: in the stock and lost from it, in no cohort', () => {
    const result = askChurn({ subscriptions: [sub('a', null, '2024-05-01'), sub('b', null, null), sub('c', '2023-01-01', null)] });
    expect([result.num, result.den]).toEqual([1, 3]);
    expect(result.details).toMatchObject({ ends: 1, retentionN: 1, early: { n: 1 } });
    expect(result.caveats.find(({ code }) => code === 'DQ_NO_START')?.params).toEqual({ n: 2 });
    expect(result.phases?.map(({ key, n }) => [key, n])).toEqual([['0-90', 0], ['91-365', 0], ['366+', 0], ['unknown', 1]]);
  });

  it('unknown revenue at either end leaves a customer out of GRR and NRR, not out of the rate', () => {
    const { value, details } = askChurn({
      subscriptions: [sub('a', '2023-01-01', null, { mrr: 100 }), sub('b', '2023-01-01', null, { mrr: null }), sub('c', '2023-01-01', '2024-05-01', { mrr: 50 }), sub('c', '2024-05-01', null, { mrr: null }), sub('d', '2023-01-01', '2024-06-01', { mrr: 100 })],
    });
    expect([value, details.grr, details.nrr, details.revenueN, details.bridge?.unknown]).toEqual([0.25, 0.5, 0.5, 2, 2]);
  });

  it('a negative revenue at the end counts as none', () => {
    expect(askChurn({ subscriptions: [sub('a', '2023-01-01', null, { mrr: 100 }), sub('a', '2024-03-01', null, { mrr: -150 })] }).details).toMatchObject({ grr: 0, nrr: 0 });
  });

  it('days are those of the report zone', () => {
    const rows = { subscriptions: [sub('a', '2023-01-01T00:00Z', '2023-12-31T22:59Z'), sub('b', '2023-01-01T00:00Z', '2023-12-31T23:00Z')] };
    expect(askChurn(rows, {}, { ...later, timeZone: 'Europe/Berlin' }).den).toBe(1);
    expect(askChurn(rows).den).toBe(0);
  });
});

describe('churn over time', () => {
  it('monthly: 1 − (1 − c)^(1/months), months of 30.436875 days', () => {
    const { value, details } = askChurn({ subscriptions: repeat(10, (i) => sub(`c${i}`, '2023-01-01', i < 2 ? '2024-05-01' : null)) });
    expect(value).toBe(0.2);
    expect(details.monthly).toBeCloseTo(1 - 0.8 ** (30.436875 / 366), 12);
  });

  it('hazard: ends per customer-month, clipped to the period, those begun in it included', () => {
    // a: all 366 days; b: 60 days to 1 March; c: 1 April to 31 May, 60 days; d: ended before.
    const { details } = askChurn({ subscriptions: [sub('a', '2023-06-01', null), sub('b', '2023-06-01', '2024-03-01'), sub('c', '2024-04-01', '2024-05-31'), sub('d', '2023-01-01', '2023-06-01')] });
    expect([details.ends, details.customerMonths]).toEqual([2, expect.closeTo(486 / 30.436875, 9)]);
    expect(details.hazard).toBeCloseTo((2 * 30.436875) / 486, 10);
  });

  it('phases by tenure at the end add up to the value; their hazard is over the time lived in the band', () => {
    const { value, phases } = askChurn({
      subscriptions: [
        sub('a', '2023-10-03', '2024-01-01'), // 90 days: first band
        sub('b', '2023-10-02', '2024-01-01'), // 91 days: second
        sub('c', '2023-01-01', '2024-01-01'), // 365 days: second
        sub('d', '2022-12-31', '2024-01-01'), // 366 days: third
        sub('e', '2023-12-01', null),
      ],
    });
    expect(phases?.map(({ key, value: part, n }) => [key, part, n])).toEqual([['0-90', 0.2, 1], ['91-365', 0.4, 2], ['366+', 0.2, 1]]);
    expect(phases?.reduce((sum, phase) => sum + (phase.value ?? 0), 0)).toBeCloseTo(value ?? NaN, 12);
    // e: tenure 31 on 1 January, 90 on 29 February: 60 days in the first band, the second from day 91 to 365 has 275, one day is left.
    expect(phases?.map(({ details }) => Math.round((details['customerMonths'] as number) * 30.436875))).toEqual([60, 275, 31]);
    expect(phases?.[0]?.details['hazard']).toBeCloseTo(30.436875 / 60, 10);
  });

  it('an open period counts what is known: no status, time in service up to asOf', () => {
    const result = askChurn({ subscriptions: [sub('a', '2023-01-01', null), sub('b', '2023-01-01', '2024-03-01')] }, { target: 0.9 }, { asOf: '2024-04-01' });
    expect([result.partial, result.value, result.status]).toEqual([true, 0.5, 'unknown']);
    expect(result.details.customerMonths).toBeCloseTo((91 + 60) / 30.436875, 9);
    expect(result.details.monthly).toBeCloseTo(1 - 0.5 ** (30.436875 / 91), 10);
  });

  it('a trend asks each month for itself', () => {
    const rows = { subscriptions: [sub('a', '2023-01-01', '2024-02-10'), sub('b', '2023-01-01', '2024-03-10'), sub('c', '2024-02-05', null)] };
    const { trend } = askChurn(rows, { trend: { unit: 'month', count: 4 } }, { asOf: '2024-05-01' });
    expect(trend?.map(({ period, value, n }) => [period.start, value, n])).toEqual([['2024-01-01', 0, 2], ['2024-02-01', 0.5, 2], ['2024-03-01', 0.5, 2], ['2024-04-01', 0, 1]]);
  });

  it('a change is shown only where the interval of the difference says so', () => {
    const rows = { subscriptions: [...repeat(100, (i) => sub(`o${i}`, '2022-01-01', i < 4 ? '2023-06-01' : i < 34 ? '2024-06-01' : null))] };
    const { delta } = askChurn(rows, { compare: 'previous' });
    expect(delta).toMatchObject({ signal: 'up', previous: { value: 0.04, n: 100 } });
    expect(delta?.abs).toBeCloseTo(30 / 96 - 0.04, 12);
    expect(askChurn(rows, { compare: 'previous', period: { start: '2025-01-01', end: '2026-01-01' } }).delta?.signal).toBe('down');
  });

  it('status against a target: lower is better', () => {
    const rows = { subscriptions: repeat(200, (i) => sub(`c${i}`, '2023-01-01', i < 8 ? '2024-05-01' : null)) };
    const statusAt = (target: number) => askChurn(rows, { target }).status;
    expect([0.08, 0.05, 0.03, 0.02].map(statusAt)).toEqual(['good', 'good', 'warn', 'bad']);
    expect(askChurn({ ...rows, targets: [{ kpi: 'churn', value: 0.05 }] })).toMatchObject({ target: 0.05, status: 'good' });
  });
});

describe('churn without subscriptions', () => {
  it('is not applicable, never 0 %: no table, no column of ends', () => {
    expect(askChurn({ revenue: [{ customer_id: 'a', occurred_at: '2023-05-01', amount: 5 }] })).toMatchObject({ state: 'not-applicable', value: null, caveats: [{ code: 'NOT_APPLICABLE', params: { table: 'subscriptions', column: 'customer_id' } }] });
    expect(askChurn({ subscriptions: [{ customer_id: 'a', started_at: '2023-05-01' }] })).toMatchObject({ state: 'not-applicable', caveats: [{ code: 'NOT_APPLICABLE', params: { table: 'subscriptions', column: 'ended_at' } }] });
    expect(askChurn({ subscriptions: [] }).state).toBe('empty');
  });

  const paid = (customer_id: string, occurred_at: string, amount: number | null = 100) => ({ customer_id, occurred_at, amount });

  it('by revenue only where inactiveDays says so: without revenue for so many days a customer has left', () => {
    const rows = { revenue: [paid('a', '2023-11-01'), paid('a', '2024-01-15'), paid('b', '2023-12-01'), paid('b', '2024-02-20'), paid('b', '2024-05-10'), paid('c', '2023-06-01')] };
    // a: last seen 15 January, gone on 14 April; b: 80 days between its revenues, gone 90 days after 10 May; c: gone on 30 August 2023.
    const result = askChurn(rows, { options: { inactiveDays: 90 } });
    expect([result.num, result.den, result.basis]).toEqual([2, 2, 'inactive']);
    expect(askChurn(rows, { options: { inactiveDays: 90 }, period: { start: '2024-01-01', end: '2024-04-14' } }).num).toBe(0);
    expect(askChurn(rows, { options: { inactiveDays: 90 }, period: { start: '2024-01-01', end: '2024-04-15' } }).num).toBe(1);
    expect(result.details).toMatchObject({ grr: null, nrr: null, revenueN: null, bridge: null, provisional: 0 });
    expect(result.caveats.map(({ code, params }) => [code, params['column']])).toContainEqual(['NOT_APPLICABLE', 'mrr']);
    expect(askChurn(rows).state).toBe('not-applicable');
    expect(askChurn({ subscriptions: [sub('a', '2023-01-01', null)] }, { options: { inactiveDays: 90 } })).toMatchObject({ state: 'not-applicable', caveats: [{ params: { table: 'revenue', column: 'customer_id' } }] });
  });

  it('by revenue: refunds and zero invoices keep nobody, an amount that is not noted does', () => {
    const ask = (amount: number | null) => askChurn({ revenue: [paid('a', '2023-12-01'), paid('a', '2024-02-01', amount)] }, { options: { inactiveDays: 90 }, period: { start: '2024-01-01', end: '2024-04-01' } }).num;
    expect([ask(100), ask(null), ask(0), ask(-100)]).toEqual([0, 0, 1, 1]);
  });
});

describe('churn bootstrap', () => {
  it('gives GRR and NRR an interval, by customer; the rate keeps Wilson’s', () => {
    const result = finalChurn(money);
    expect(result.ci?.method).toBe('wilson');
    expect(result.details.grrCi).toMatchObject({ method: 'bootstrap', level: 0.95 });
    expect(result.details.grrCi?.lo).toBeLessThan(0.85);
    expect(result.details.nrrCi?.hi).toBeGreaterThan(0.9);
    expect(askChurn(money).details.grrCi).toBeNull();
  });

  it('gives each segment its own, the same as the filter does', () => {
    const rows = { ...money, customers: ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({ id, segment: i < 2 ? 'S' : 'L' })) };
    const [large] = finalChurn(rows, { segmentBy: ['segment'] }).segments;
    expect(large?.key).toEqual(['L']);
    expect(large?.details).toMatchObject({ grrCi: finalChurn(rows, { filter: { segment: ['L'] } }).details.grrCi });
  });

  it('without revenue there is nothing to draw', () => {
    expect(finalChurn({ subscriptions: [sub('a', '2023-01-01', null)] }, { period: year }).details).toMatchObject({ grr: null, grrCi: null });
  });
});
