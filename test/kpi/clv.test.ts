import { describe, expect, it } from 'vitest';
import { geometricLifetimeValue, sbgLifetimeValue, sbgResidualValue } from '../../src/stats/index.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { askClv, codesOf, finalClv } from './customers.js';

const asOf = { asOf: '2025-01-01' };
const customer = (id: string, first_won_at: string | null = '2024-01-10'): Row => ({ id, first_won_at });
const paid = (customer_id: string, amount: number | null, occurred_at = '2024-06-01', more: Row = {}): Row => ({ customer_id, amount, occurred_at, ...more });

/** Six customers and what each brought in. */
const example: Rows = {
  customers: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => customer(id)),
  revenue: [paid('c1', 1200), paid('c2', 800), paid('c3', 0), paid('c4', 400), paid('c5', 9600), paid('c6', 600)],
};

describe('money without a rate', () => {
  const sums = (amount: number | null, margin: number | null): Row => paid('c1', amount, '2024-06-01', { margin, currency: 'USD' });
  it.each<[string, Row[], number | undefined]>([
    ['a margin alone', [sums(null, 40), paid('c1', 100, '2024-06-01', { margin: 50, currency: 'EUR' })], 1],
    ['an amount alone', [sums(100, null), paid('c1', 100, '2024-06-01', { margin: 50, currency: 'EUR' })], 1],
    ['both of one row, which is one', [sums(100, 40), sums(null, null), paid('c1', 100, '2024-06-01', { margin: 50, currency: 'EUR' })], 1],
    ['one or the other of three rows', [sums(100, 40), sums(null, 40), sums(100, null)], 3],
    ['none', [paid('c1', 100, '2024-06-01', { margin: 50, currency: 'EUR' }), sums(null, null)], undefined],
  ])('%s is counted by rows, whichever column it stands in', (_, revenue, n) => {
    const result = askClv({ customers: [customer('c1')], revenue }, {}, { ...asOf, currency: 'EUR' });
    expect(result.caveats.find(({ code }) => code === 'DQ_FX_MISSING')?.params?.['n']).toBe(n);
  });
});

describe('clv example', () => {
  it('is 2100, median 700, the top customer 76.2 %, mean/median 3.0, CLV_OUTLIERS, unreliable', () => {
    const result = askClv(example, {}, asOf);
    expect([result.value, result.num, result.den, result.n]).toEqual([2100, 12_600, 6, 6]);
    expect(result.details.median).toBe(700);
    expect((100 * (result.details.topShare ?? 0)).toFixed(1)).toBe('76.2');
    expect(result.details.topCount).toBe(1);
    expect((result.details.mean ?? 0) / (result.details.median ?? 1)).toBe(3);
    expect(codesOf(result)).toContain('CLV_OUTLIERS');
    expect(result.reliability).toBe('unreliable');
  });

  it('bootstraps to [342.857143;5301.666667] with ids c1..c6', () => {
    const { ci } = finalClv(example, {}, asOf);
    expect(ci?.lo?.toFixed(6)).toBe('342.857143');
    expect(ci?.hi?.toFixed(6)).toBe('5301.666667');
    expect(ci?.method).toBe('bootstrap');
  });

  it('cuts values above p99 down to it, never the lower side', () => {
    // p99 of six values: between 1200 and 9600 at h = 4.95 -> 9180; mean of 0, 400, 600, 800, 1200, 9180.
    expect(askClv(example, {}, asOf).details.winsorisedMean).toBe(2030);
  });

  it('sBG of the High End cohort: alpha .668, beta 3.806, 592.26 at 100 a year and 10 %', () => {
    expect((100 * (sbgLifetimeValue({ alpha: 0.668, beta: 3.806 }, 0.1) ?? 0)).toFixed(2)).toBe('592.26');
    // Year-1 retention .869 held for ever: what the geometric formula makes of it.
    expect((100 * (geometricLifetimeValue(0.869, 0.1) ?? 0)).toFixed(2)).toBe('476.19');
    expect((sbgResidualValue({ alpha: 0.668, beta: 3.806 }, 8, 0.1) ?? 0).toFixed(3)).toBe('7.530');
  });

  it('fits that model to 1000 yearly subscriptions and values those left after 7 renewals at 7.530 margins', () => {
    const result = askClv(highEnd, { options: { contractMonths: 12 } }, { asOf: '2024-01-02', grossMargin: 1 / 1.2 });
    const { model, horizon, months } = result.details;
    expect(model?.kind).toBe('sbg');
    expect(model?.alpha?.toFixed(3)).toBe('0.668');
    expect(model?.beta?.toFixed(3)).toBe('3.806');
    // 592.26 and 7.530 belong to the parameters rounded to three digits; these are the fitted ones.
    expect(model?.value?.toFixed(0)).toBe('592');
    expect(model?.value).toBeCloseTo(100 * (sbgLifetimeValue({ alpha: model?.alpha ?? 0, beta: model?.beta ?? 0 }, 0.1) ?? 0), 6);
    expect(((model?.residual ?? 0) / 100).toFixed(2)).toBe('7.53');
    expect([horizon, months]).toEqual([null, 12]);
    expect(result.nCensored).toBe(491);
  });
});

/** Fader and Hardie's High End cohort: yearly contracts from 1 January 2017, 491 of 1000 left after seven renewals; 10 a month. */
const highEnd: Rows = {
  subscriptions: [131, 126, 90, 60, 42, 34, 26].flatMap((lost, i) => Array.from({ length: lost }, (_, k) => ({
    customer_id: `l${i}-${k}`, started_at: '2017-01-01', ended_at: `${2018 + i}-01-01` as string | null, mrr: 10,
  }))).concat(Array.from({ length: 491 }, (_, k) => ({ customer_id: `a${k}`, started_at: '2017-01-01', ended_at: null, mrr: 10 }))),
};

describe('clv edge', () => {
  it('no customers: null', () => {
    const result = askClv({ ...example, customers: [customer('c9', null)], revenue: [paid('c1', 5, '2030-01-01')], subscriptions: [] }, {}, asOf);
    expect([result.value, result.den, result.reliability]).toEqual([null, 0, 'none']);
  });

  it('only refunds: a negative value is allowed, without a top share', () => {
    const result = askClv({ customers: [customer('a'), customer('b')], revenue: [paid('a', -30), paid('b', -10)] }, {}, asOf);
    expect([result.value, result.details.topShare]).toEqual([-20, null]);
  });

  it('one customer: a value, unreliable, without interval by t', () => {
    const result = askClv({ customers: [customer('a')], revenue: [paid('a', 30)] }, {}, asOf);
    expect([result.value, result.reliability, result.ci]).toEqual([30, 'unreliable', null]);
  });
});

describe('clv rows', () => {
  it('customers without revenue stay in the denominator; customers without any date are not acquired', () => {
    const result = askClv({ customers: [customer('a'), customer('b'), customer('c', null)], revenue: [paid('a', 30)] }, {}, asOf);
    expect([result.value, result.den]).toEqual([15, 2]);
  });

  it('customers known only from revenue or subscriptions count too', () => {
    const rows = { customers: [customer('a')], revenue: [paid('b', 30)], subscriptions: [{ customer_id: 'c', started_at: '2024-02-01', ended_at: null, mrr: 1 }] };
    expect(askClv(rows, {}, asOf).den).toBe(3);
  });

  it('a won deal makes a customer too; in data without account ids it makes none, since no revenue could ever be its own', () => {
    const deals = [{ id: 'd1', status: 'won', closed_at: '2024-02-01' }];
    expect(askClv({ ...example, deals: deals.map((deal) => ({ ...deal, account_id: 'x' })) }, {}, asOf).den).toBe(7);
    expect(askClv({ ...example, deals: deals.map((deal) => ({ ...deal, account_id: null })) }, {}, asOf).den).toBe(7);
    expect(askClv({ ...example, deals }, {}, asOf).den).toBe(6);
  });

  it('takes margin where a row has one, else amount × gross margin share', () => {
    // Share from rows with both: (40 + 20) / (100 + 50) = .4; x = 40 + 20 + .4 · 1000.
    const revenue = [paid('a', 100, '2024-06-01', { margin: 40 }), paid('a', 50, '2024-06-02', { margin: 20 }), paid('a', 1000, '2024-06-03', { margin: null })];
    const result = askClv({ customers: [customer('a')], revenue }, {}, asOf);
    expect(result.value).toBe(460);
    expect(codesOf(result)).not.toContain('CLV_NO_MARGIN');
  });

  it('a gross margin share of the host stands in where the data has none', () => {
    expect(askClv(example, {}, { ...asOf, grossMargin: 0.5 }).value).toBe(1050);
  });

  it('revenue at or after asOf is dropped and named', () => {
    const result = askClv({ customers: [customer('a')], revenue: [paid('a', 30), paid('a', 70, '2025-01-01')] }, {}, asOf);
    expect(result.value).toBe(30);
    expect(result.caveats.find(({ code }) => code === 'DQ_FUTURE')?.params).toEqual({ n: 1 });
  });

  it('ignores the period, unless the basis is the cohort that was acquired in it', () => {
    const rows = { customers: [customer('a', '2023-05-05'), customer('b', '2024-05-05')], revenue: [paid('a', 30), paid('b', 10)] };
    const query = { period: { start: '2024-01-01', end: '2025-01-01' } };
    expect(askClv(rows, query, asOf).value).toBe(20);
    const cohort = askClv(rows, { ...query, options: { basis: 'cohort' } }, asOf);
    expect([cohort.value, cohort.n, cohort.basis]).toEqual([10, 1, 'cohort']);
  });

  it('segments by cohort, channel and segment keep the null segment', () => {
    const rows = {
      customers: [{ ...customer('a', '2023-05-05'), segment: 'SMB', acquired_channel: 'web' }, { ...customer('b', '2024-05-05'), segment: null, acquired_channel: 'web' }],
      revenue: [paid('a', 30), paid('b', 10)],
    };
    const by = (name: string) => askClv(rows, { segmentBy: [name] }, asOf).segments.map(({ key, value }) => [key[0], value]);
    expect(by('cohort')).toEqual([['2023-05', 30], ['2024-05', 10]]);
    expect(by('segment')).toEqual([['SMB', 30], [null, 10]]);
    expect(by('channel')).toEqual([['web', 20]]);
    expect(by('campaign')).toEqual([[null, 20]]);
  });
});

describe('clv segments', () => {
  it('a filter that nothing passes gives no customer and no segment', () => {
    const result = finalClv(example, { segmentBy: ['channel'], filter: { channel: ['nowhere'] } }, asOf);
    expect([result.value, result.n, result.segments]).toEqual([null, 0, []]);
  });

  it('bootstraps each segment by itself and all of them together', () => {
    const rows = { ...example, customers: (example.customers ?? []).map((row, i) => ({ ...row, segment: i < 3 ? 'S' : 'L' })) };
    const result = finalClv(rows, { segmentBy: ['segment'] }, asOf);
    expect(result.ci?.lo?.toFixed(6)).toBe('342.857143');
    const large = finalClv(rows, { filter: { segment: ['L'] } }, asOf);
    expect(result.segments.map(({ key, value, ci }) => [key[0], value, ci])[0]).toEqual(['L', large.value, large.ci]);
  });
});

describe('clv model', () => {
  const sub = (customer_id: string, started_at: string, ended_at: string | null, mrr: number | null = 100): Row => ({ customer_id, started_at, ended_at, mrr });

  it('under 100 customers is the survival curve without extrapolation', () => {
    // Ages in months at 1 May: a lost at 2, b, c still there after 4, d lost at 3. S = 1, 1, .75, .5, .5; no discount.
    const rows = { subscriptions: [sub('a', '2024-01-01', '2024-02-20'), sub('b', '2024-01-01', null), sub('c', '2024-01-01', null), sub('d', '2024-01-01', '2024-04-01')] };
    const { details, nCensored } = askClv(rows, { options: { discountRate: 0 } }, { asOf: '2024-05-01', grossMargin: 0.5 });
    expect(details.model).toEqual({ kind: 'km', value: 50 * (1 + 1 + 0.75 + 0.5 + 0.5) });
    expect([details.horizon, details.months, nCensored]).toEqual([5, 1, 2]);
  });

  it('discounts by contract period: 10 % a year is 1.1^(1/12) a month', () => {
    const { details } = askClv({ subscriptions: [sub('a', '2024-01-01', null)] }, {}, { asOf: '2024-03-01', grossMargin: 1 });
    expect(details.model?.value).toBeCloseTo(100 * (1 + 1.1 ** (-1 / 12) + 1.1 ** (-2 / 12)), 6);
  });

  it('sums over 36 months at most', () => {
    const rows = { subscriptions: [sub('a', '2015-01-01', null)] };
    expect(askClv(rows, { options: { discountRate: 0 } }, { asOf: '2024-01-01', grossMargin: 1 }).details).toMatchObject({ horizon: 36, model: { value: 3600 } });
    expect(askClv(rows, { options: { discountRate: 0, contractMonths: 12 } }, { asOf: '2024-01-01', grossMargin: 1 }).details).toMatchObject({ horizon: 3, model: { value: 3600 } });
  });

  it('counts months on the calendar, clamped to their ends: 31 January to 28 February is one', () => {
    const lost = { subscriptions: [sub('a', '2023-01-31', '2023-02-28'), sub('b', '2023-01-31', null)] };
    // a is lost at renewal 1, b has completed 2 by 31 March: S = 1, .5, .5.
    expect(askClv(lost, { options: { discountRate: 0 } }, { asOf: '2023-03-31', grossMargin: 1 }).details).toMatchObject({ horizon: 3, model: { value: 200 } });
  });

  it('joins subscriptions up to 30 days apart and takes the first stay only', () => {
    const joined = [sub('a', '2024-01-01', '2024-02-01'), sub('a', '2024-03-02', null)];
    const apart = [sub('a', '2024-01-01', '2024-02-01'), sub('a', '2024-03-03', null)];
    const ask = (subscriptions: Row[]) => askClv({ subscriptions }, { options: { discountRate: 0 } }, { asOf: '2024-05-01', grossMargin: 1 });
    // 30 days: one stay of 4 months, 5 payments. 31 days: the first stay was lost at renewal 1, so 1 payment.
    expect(ask(joined).details.model?.value).toBe(500);
    expect(ask(apart).details.model?.value).toBe(100);
    expect(ask(apart).nCensored).toBe(1);
  });

  it('falls back to the curve where the fit runs into its bounds: CLV_FIT_UNSTABLE', () => {
    const rows = { subscriptions: Array.from({ length: 120 }, (_, i) => sub(`c${i}`, '2024-01-01', null)) };
    const result = askClv(rows, {}, { asOf: '2024-07-01', grossMargin: 1 });
    expect(result.details.model?.kind).toBe('km');
    expect(codesOf(result)).toContain('CLV_FIT_UNSTABLE');
    expect(codesOf(askClv(highEnd, { options: { contractMonths: 12 } }, { asOf: '2024-01-02' }))).not.toContain('CLV_FIT_UNSTABLE');
  });

  it('needs three renewal points: with two the curve is used however many customers there are', () => {
    const rows = { subscriptions: Array.from({ length: 200 }, (_, i) => sub(`c${i}`, '2024-01-01', i % 4 === 0 ? '2024-01-20' : i % 4 === 1 ? '2024-02-20' : null)) };
    expect(askClv(rows, {}, { asOf: '2024-03-10', grossMargin: 1 }).details.model?.kind).toBe('km');
    expect(askClv(rows, {}, { asOf: '2024-06-10', grossMargin: 1 }).details.model?.kind).toBe('sbg');
  });

  it('ARPA is the mean over customers in service whose revenue is known, all their subscriptions together', () => {
    const rows = { subscriptions: [sub('a', '2024-01-01', null, 40), sub('a', '2024-02-01', null, 60), sub('b', '2024-01-01', null, 300), sub('c', '2024-01-01', null, null), sub('d', '2024-01-01', '2024-02-01', 9)] };
    // (100 + 300) / 2 = 200; one payment is certain, nothing else before the first renewal.
    expect(askClv(rows, { options: { contractMonths: 12 } }, { asOf: '2024-03-01', grossMargin: 1 }).details.model?.value).toBe(2400);
  });
});

describe('clv over time', () => {
  const rows = { customers: [customer('a', '2024-09-05'), customer('b', '2024-11-05')], revenue: [paid('a', 30, '2024-10-01'), paid('a', 10, '2024-12-01'), paid('b', 20, '2024-12-01')] };

  it('a trend is the value to date as it stood at each end', () => {
    const { trend } = askClv(rows, { trend: { unit: 'month', count: 4 } }, asOf);
    expect(trend?.map(({ value, n }) => [value, n])).toEqual([[0, 1], [30, 1], [15, 2], [30, 2]]);
  });

  it('a trend by cohort is the value of the customers acquired in each', () => {
    const { trend } = askClv(rows, { trend: { unit: 'month', count: 4 }, options: { basis: 'cohort' } }, asOf);
    expect(trend?.map(({ value, n }) => [value, n])).toEqual([[40, 1], [null, 0], [20, 1], [null, 0]]);
  });

  it('has no earlier period to be compared with, except by cohort', () => {
    const query = { period: { start: '2024-11-01', end: '2025-01-01' }, compare: 'previous' as const };
    expect(askClv(rows, query, asOf).delta).toBeNull();
    expect(askClv(rows, { ...query, options: { basis: 'cohort' } }, asOf).delta).toMatchObject({ abs: -20, previous: { value: 40, n: 1 } });
  });
});

describe('clv over tenure', () => {
  const rows: Rows = {
    customers: [customer('a', '2022-01-01'), customer('b', '2022-01-01'), customer('c', '2024-11-01')],
    revenue: [paid('a', 100, '2022-01-15'), paid('a', 50, '2022-02-15'), paid('b', 30, '2022-01-20'), paid('a', 10, '2023-06-01'), paid('c', 60, '2024-11-05'), paid('c', 999, '2024-12-20')],
  };

  it('cumulates margin per customer over months that the customers have completed: young ones do not dilute old ones', () => {
    const { cumulative } = askClv(rows, {}, { asOf: '2024-12-31', grossMargin: 1 }).details;
    // Month 1: (100 + 30 + 60) / 3; month 2: (50) / 2 more, c has not completed it.
    expect(cumulative[0]).toEqual({ month: 1, margin: 63.3333333333, n: 3 });
    expect(cumulative[1]).toEqual({ month: 2, margin: 88.3333333333, n: 2 });
    expect(cumulative.at(-1)).toMatchObject({ month: 35, n: 2 });
  });

  it('phases are years since acquisition: retention × spend × margin share = margin per customer', () => {
    const { phases } = askClv(rows, {}, { asOf: '2024-12-31', grossMargin: 0.5 });
    expect(phases?.map(({ key, value, n }) => [key, value, n])).toEqual([['year_1', 45, 2], ['year_2', 2.5, 2]]);
    expect(phases?.[1]?.details).toEqual({ retention: 0.5, spend: 10, margin: 0.5 });
  });
});
