import { describe, expect, it } from 'vitest';
import { discountPerPeriod } from '../../src/kpi/clv-model.js';
import { bootstrapWeight, fnv1a32, geometricLifetimeValue, quantile } from '../../src/stats/index.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { askCac, codesOf, finalCac } from './customers.js';

/** n customers won on a day of the given month of the window, one channel each. */
export const wonBy = (n: number, channel: string | null, prefix: string, day = '2024-10-15'): Row[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${prefix}${i + 1}`, first_won_at: day, acquired_channel: channel }));

/** Marketing 12000 (organic 2000, paid 10000) and sales 18000 over twelve months; 12 new customers, 7 organic and 5 paid. */
export const example: Rows = {
  customers: [...wonBy(7, 'organic search', 'o'), ...wonBy(5, 'paid search', 'p')],
  spend: [
    { period_start: '2024-07-01', period_end: '2025-07-01', kind: 'marketing', channel: 'organic search', amount: 2000 },
    { period_start: '2024-07-01', period_end: '2025-07-01', kind: 'marketing', channel: 'paid search', amount: 10_000 },
    { period_start: '2024-07-01', period_end: '2025-07-01', kind: 'sales', channel: null, amount: 18_000 },
  ],
};
const asOf = { asOf: '2025-07-01' };

/** The example with everybody subscribed at 400 a month. */
const subscribed: Rows = {
  ...example,
  subscriptions: (example.customers ?? []).map(({ id }) => ({ customer_id: id as string, started_at: '2024-10-15', ended_at: null, mrr: 400 })),
};

describe('cac example', () => {
  it('divides all spend by the new customers: 30000 / 12 = 2500 [1431.19;4838.26], caution', () => {
    const result = askCac(example, {}, asOf);
    expect(result.period).toMatchObject({ start: '2024-07-01', end: '2025-07-01' });
    expect(result.value).toBe(2500);
    expect([result.num, result.den, result.n]).toEqual([30_000, 12, 12]);
    expect(result.ci?.lo?.toFixed(2)).toBe('1431.19');
    expect(result.ci?.hi?.toFixed(2)).toBe('4838.26');
    expect(result.reliability).toBe('caution');
  });

  it('shares sales spend by new customers: organic 12500/7 = 1785.71, inorganic 17500/5 = 3500, weighted back 2500', () => {
    const { details } = askCac(example, {}, asOf);
    expect(details.organic?.toFixed(2)).toBe('1785.71');
    expect(details.inorganic).toBe(3500);
    expect(details.channels).toEqual([
      { id: 'organic search', spend: 12_500, customers: 7, cac: 1785.71428571 },
      { id: 'paid search', spend: 17_500, customers: 5, cac: 3500 },
    ]);
    expect(((details.organic ?? 0) * 7 + (details.inorganic ?? 0) * 5) / 12).toBeCloseTo(2500, 6);
  });

  it('pays back after 8.33 months of ARPA 400 · GM .75, and after 10 payments at a retention of .97', () => {
    const { details } = askCac(subscribed, { options: { retention: 0.97 } }, { ...asOf, grossMargin: 0.75 });
    expect(details.arpa).toBe(400);
    expect(details.payback.simpleMonths?.toFixed(2)).toBe('8.33');
    expect(details.payback.survivalMonths).toBe(10);
    expect(details.payback.curve[9]?.margin.toFixed(2)).toBe('2397.69');
    expect(details.payback.curve[10]?.margin.toFixed(2)).toBe('2625.76');
  });

  it('the geometric value is a contrast only: 300/.03 = 10000 -> 4.0, at .797 % a month 7963.11 -> 3.19', () => {
    const perMonth = discountPerPeriod(0.1, 1);
    expect((100 * perMonth).toFixed(3)).toBe('0.797');
    expect(300 * (geometricLifetimeValue(0.97, 0) ?? 0)).toBeCloseTo(10_000, 6);
    expect((300 * (geometricLifetimeValue(0.97, perMonth) ?? 0)).toFixed(2)).toBe('7963.11');
    expect((300 * (geometricLifetimeValue(0.97, perMonth) ?? 0) / 2500).toFixed(2)).toBe('3.19');
    // The figure itself comes from the curve of the customers watched, all still there: 9 payments at most.
    const { details } = askCac(subscribed, { options: { retention: 0.97 } }, { ...asOf, grossMargin: 0.75 });
    expect(details.clv).toBeLessThan(9 * 300);
    expect(details.clvBasis).toBe('model');
  });
});

describe('cac edge', () => {
  const spend = (amount: number): Row => ({ period_start: '2024-09-01', period_end: '2024-10-01', amount });

  it('no new customer and spend above 0: null, CAC_NO_CUSTOMERS', () => {
    const result = askCac({ customers: wonBy(3, null, 'c', '2020-01-01'), spend: [spend(500)] }, {}, asOf);
    expect(result.value).toBeNull();
    expect([result.num, result.den]).toEqual([500, 0]);
    expect(result.reliability).toBe('none');
    expect(codesOf(result)).toContain('CAC_NO_CUSTOMERS');
    expect(codesOf(result)).toContain('E_ZERO_DENOM');
  });

  it('spend rows that sum to 0 and new customers: 0, CAC_NO_SPEND, status unknown', () => {
    const result = askCac({ customers: wonBy(40, null, 'c'), spend: [spend(500), spend(-500)] }, { target: 100 }, asOf);
    expect(result.value).toBe(0);
    expect(result.status).toBe('unknown');
    expect(codesOf(result)).toContain('CAC_NO_SPEND');
  });

  it('no spend and no new customer: null', () => {
    const result = askCac({ customers: wonBy(3, null, 'c', '2020-01-01'), spend: [spend(0)] }, {}, asOf);
    expect(result.value).toBeNull();
    expect(codesOf(result)).not.toContain('CAC_NO_CUSTOMERS');
  });

  it('no spend row in the window: null, CAC_NO_SPEND, customers stay counted', () => {
    const rows = { customers: wonBy(3, null, 'c'), spend: [{ period_start: '2020-01-01', period_end: '2020-02-01', amount: 900 }] };
    const result = askCac(rows, {}, asOf);
    expect([result.value, result.num, result.den]).toEqual([null, null, 3]);
    expect(result.details.spend).toBeNull();
    expect(codesOf(result)).toContain('CAC_NO_SPEND');
  });

  it('negative spend on balance: null', () => {
    const result = askCac({ customers: wonBy(3, null, 'c'), spend: [spend(-1)] }, {}, asOf);
    expect([result.value, result.ci]).toEqual([null, null]);
  });
});

describe('cac rows', () => {
  const value = (spend: readonly Row[], query = {}) =>
    askCac({ customers: wonBy(1, null, 'c', '2025-05-05'), spend }, { period: { start: '2025-05-01', end: '2025-06-01' }, ...query }, asOf);

  it('spreads spend over its local days: 10 of the 31 days of a row that begins on 22 May', () => {
    // 62 days from 22 May on, 10 of them in May: 6200 · 10/62 = 1000.
    expect(value([{ period_start: '2025-05-22', period_end: '2025-07-23', amount: 6200 }]).value).toBe(1000);
  });

  it('rounds day by day so that parts add up: 100 over three days is 33.3333, 33.3334, 33.3333', () => {
    const row = { period_start: '2025-05-30', period_end: '2025-06-02', amount: 100 };
    expect(value([row]).num).toBe(66.6667);
    expect(value([row], { period: { start: '2025-05-01', end: '2025-05-31' } }).num).toBe(33.3333);
  });

  it('a row without end, or ending as it starts, is one day', () => {
    expect(value([{ period_start: '2025-05-31', period_end: null, amount: 7 }, { period_start: '2025-05-31', period_end: '2025-05-31', amount: 5 }]).num).toBe(12);
  });

  it('a row that ends before it starts is excluded and counted', () => {
    const result = value([{ period_start: '2025-05-31', period_end: '2025-05-01', amount: 7 }, { period_start: '2025-05-02', period_end: null, amount: 5 }]);
    expect(result.num).toBe(5);
    expect(result.caveats.find(({ code }) => code === 'DQ_NEGATIVE_DURATION')?.params).toEqual({ n: 1 });
  });

  it('days at or after asOf are plans and not counted', () => {
    const rows = { customers: wonBy(1, null, 'c', '2025-05-05'), spend: [{ period_start: '2025-05-01', period_end: '2025-05-11', amount: 1000 }] };
    expect(askCac(rows, { period: { start: '2025-05-01', end: '2025-06-01' } }, { asOf: '2025-05-06' }).num).toBe(500);
  });

  it('converts each day at its own rate, the last one known for up to seven days', () => {
    const fx = [{ ccy: 'USD', fx_day: '2025-05-01', rate: 0.5 }, { ccy: 'USD', fx_day: '2025-05-02', rate: 2 }];
    const rows = { customers: wonBy(1, null, 'c', '2025-05-05'), fx, spend: [{ period_start: '2025-05-01', period_end: '2025-05-04', amount: 300, currency: 'USD' }] };
    expect(askCac(rows, { period: { start: '2025-05-01', end: '2025-06-01' } }, { ...asOf, currency: 'EUR' }).num).toBe(50 + 200 + 200);
  });

  it('spend in a currency without rate is left out and named', () => {
    const rows = { customers: wonBy(1, null, 'c', '2025-05-05'), spend: [{ period_start: '2025-05-01', period_end: null, amount: 300, currency: 'GBP' }, { period_start: '2025-05-01', period_end: null, amount: 9, currency: 'EUR' }] };
    const result = askCac(rows, { period: { start: '2025-05-01', end: '2025-06-01' } }, { ...asOf, currency: 'EUR' });
    expect(result.num).toBe(9);
    expect(codesOf(result)).toContain('DQ_FX_MISSING');
  });

  it('marketing without channel belongs to none, whose cost per customer is null; Σ channels = spend', () => {
    const rows = {
      customers: [...wonBy(2, 'fairs', 'f'), ...wonBy(1, null, 'n')],
      spend: [
        { period_start: '2024-10-01', period_end: null, kind: null, channel: null, amount: 90 },
        { period_start: '2024-10-01', period_end: null, kind: 'sales', channel: null, amount: 300 },
        { period_start: '2024-10-01', period_end: null, kind: 'sales', channel: 'fairs', amount: 10 },
      ],
    };
    const { details } = askCac(rows, {}, asOf);
    expect(details.channels).toEqual([
      { id: 'fairs', spend: 210, customers: 2, cac: 105 },
      { id: null, spend: 190, customers: 1, cac: null },
    ]);
    expect([details.organic, details.inorganic]).toEqual([null, 105]);
  });

  it('takes its share of sales spend also under a channel filter', () => {
    const result = askCac(example, { filter: { channel: ['paid search'] } }, asOf);
    expect([result.value, result.n, result.num]).toEqual([3500, 5, 17_500]);
  });

  it('without any new customer sales spend stays in the null channel', () => {
    const { spend = [] } = example;
    const rows = { customers: wonBy(1, 'fairs', 'f', '2020-01-01'), spend };
    const { details } = askCac(rows, {}, asOf);
    expect(details.channels.find(({ id }) => id === null)).toEqual({ id: null, spend: 18_000, customers: 0, cac: null });
    expect(askCac(rows, { filter: { channel: [null] } }, asOf).num).toBe(18_000);
    expect(askCac(rows, { filter: { channel: ['paid search'] } }, asOf).num).toBe(10_000);
  });

  it('what the spend rows say of a channel wins over its name', () => {
    const spend = (example.spend ?? []).map((row) => ({ ...row, organic: row['channel'] === 'paid search' ? true : row['channel'] === 'organic search' ? false : null }));
    const { details } = askCac({ ...example, spend }, {}, asOf);
    expect(details.inorganic?.toFixed(2)).toBe('1785.71');
    expect(details.organic).toBe(3500);
    expect(askCac({ ...example, spend }, { filter: { organic: ['true'] } }, asOf).value).toBe(3500);
  });

  it('lagDays moves the spend window back: spend of June is paid for the customers of July', () => {
    const rows = {
      customers: wonBy(2, null, 'c', '2025-06-20'),
      spend: [{ period_start: '2025-05-01', period_end: '2025-06-01', amount: 310 }, { period_start: '2025-06-01', period_end: '2025-07-01', amount: 9000 }],
    };
    expect(askCac(rows, { period: { start: '2025-06-01', end: '2025-07-02' }, options: { lagDays: 31 } }, asOf).num).toBe(310);
    expect(askCac(rows, { period: { start: '2025-06-01', end: '2025-07-01' } }, asOf).num).toBe(9000);
  });
});

describe('cac new customers', () => {
  const count = (rows: Rows, options = {}) =>
    askCac(rows, { period: { start: '2025-01-01', end: '2025-07-01' }, options }, asOf).n;
  const deal = (id: string, account_id: string | null, closed_at: string, more: Row = {}): Row =>
    ({ id, account_id, status: 'won', created_at: '2023-01-01', closed_at, type: null, source: null, amount: 100, ...more });

  it('takes the earliest of first win, won deal and subscription', () => {
    expect(count({ customers: [{ id: 'a', first_won_at: '2025-02-01' }], deals: [deal('1', 'a', '2024-02-01')] })).toBe(0);
    expect(count({ subscriptions: [{ customer_id: 'a', started_at: '2024-12-31', ended_at: null }], deals: [deal('1', 'a', '2025-02-01')] })).toBe(0);
    expect(count({ subscriptions: [{ customer_id: 'a', started_at: '2025-03-01', ended_at: null }], deals: [deal('1', 'a', '2025-02-01')] })).toBe(1);
  });

  it('counts at the start instant and not at the end', () => {
    expect(count({ customers: [{ id: 'a', first_won_at: '2025-01-01' }] })).toBe(1);
    expect(askCac({ customers: [{ id: 'a', first_won_at: '2025-02-01' }] }, { period: { start: '2025-01-01', end: '2025-02-01' } }, asOf).n).toBe(0);
  });

  it('ignores what lies at or after asOf', () => {
    expect(count({ customers: [{ id: 'a', first_won_at: '2025-07-01' }], deals: [deal('1', 'b', '2025-07-02')] })).toBe(0);
  });

  it('a deal without account is its own customer', () => {
    expect(count({ deals: [deal('1', null, '2025-02-01'), deal('2', null, '2025-02-01'), deal('3', 'a', '2025-02-01'), deal('4', 'a', '2025-03-01')] })).toBe(3);
  });

  it('a customer whose first event is a renewal or upsell predates the data', () => {
    expect(count({ deals: [deal('1', 'a', '2025-02-01', { type: 'renewal' }), deal('2', 'a', '2025-03-01'), deal('3', 'b', '2025-02-01', { type: 'upsell' })] })).toBe(0);
    expect(count({ deals: [deal('1', 'a', '2025-02-01'), deal('2', 'a', '2025-03-01', { type: 'renewal' })] })).toBe(1);
  });

  it('at equal instants the deal decides, and of two deals the smaller id', () => {
    const subscriptions = [{ customer_id: 'a', started_at: '2025-02-01', ended_at: null }];
    expect(count({ subscriptions, deals: [deal('1', 'a', '2025-02-01', { type: 'renewal' })] })).toBe(0);
    expect(count({ deals: [deal('2', 'a', '2025-02-01', { type: 'renewal' }), deal('10', 'a', '2025-02-01')] })).toBe(1);
    expect(count({ deals: [deal('2', 'a', '2025-02-01'), deal('10', 'a', '2025-02-01', { type: 'renewal' })] })).toBe(0);
  });

  it('the channel is the acquired one, else the source of the first won deal', () => {
    const rows = {
      customers: [{ id: 'a', acquired_channel: 'fairs' }, { id: 'b', acquired_channel: null }],
      deals: [deal('1', 'a', '2025-02-01', { source: 'web' }), deal('2', 'b', '2025-02-01', { source: 'web' }), deal('3', 'b', '2025-01-05', { source: 'phone' })],
      spend: [{ period_start: '2025-02-01', channel: 'web', amount: 1 }],
    };
    const { details } = askCac(rows, { period: { start: '2025-01-01', end: '2025-07-01' } }, asOf);
    expect(details.channels.map(({ id, customers }) => [id, customers])).toEqual([['fairs', 1], ['phone', 1], ['web', 0]]);
  });

  it('somebody who comes back is new again only with reactivationGapDays, and not by a renewal', () => {
    const subscriptions = [
      { customer_id: 'a', started_at: '2023-01-01', ended_at: '2023-06-01' }, { customer_id: 'a', started_at: '2025-02-01', ended_at: null },
      { customer_id: 'b', started_at: '2023-01-01', ended_at: '2025-01-15' }, { customer_id: 'b', started_at: '2025-02-01', ended_at: null },
    ];
    const deals = [deal('1', 'c', '2023-01-01'), deal('2', 'c', '2025-02-01', { type: 'renewal' })];
    expect(count({ subscriptions, deals })).toBe(0);
    expect(count({ subscriptions, deals }, { reactivationGapDays: 180 })).toBe(1);
    expect(count({ subscriptions, deals }, { reactivationGapDays: 10 })).toBe(2);
  });
});

describe('cac trailing months', () => {
  it('sums three months at each month end, also from before the window', () => {
    const rows = {
      customers: [...wonBy(1, null, 'a', '2025-01-10'), ...wonBy(2, null, 'b', '2025-02-10'), ...wonBy(1, null, 'c', '2025-03-10'), ...wonBy(4, null, 'd', '2025-04-10')],
      spend: [['2025-01', 100], ['2025-02', 400], ['2025-03', 300], ['2025-04', 800]].map(([month, amount]) => ({ period_start: `${month}-01`, amount: amount as number })),
    };
    const { details } = askCac(rows, { period: { start: '2025-03-01', end: '2025-05-01' } }, { asOf: '2025-05-01' });
    expect(details.t3m).toEqual([
      { month: '2025-03', spend: 800, customers: 4, cac: 200 },
      { month: '2025-04', spend: 1500, customers: 7, cac: 214.285714286 },
    ]);
    // Monthly 300 and 200: mean 250, sample sd 70.71.
    expect(details.cv).toBeCloseTo(70.7106781187 / 250, 10);
  });
});

describe('cac over time', () => {
  it('a monthly line is the three months up to each end', () => {
    const rows = {
      customers: [...wonBy(1, null, 'a', '2025-01-10'), ...wonBy(2, null, 'b', '2025-02-10'), ...wonBy(1, null, 'c', '2025-03-10'), ...wonBy(4, null, 'd', '2025-04-10')],
      spend: [['2025-01', 100], ['2025-02', 400], ['2025-03', 300], ['2025-04', 800]].map(([month, amount]) => ({ period_start: `${month}-01`, amount: amount as number })),
    };
    const { trend } = askCac(rows, { trend: { unit: 'month', count: 2 } }, { asOf: '2025-05-01' });
    expect(trend?.map(({ period, value, n }) => [period.start, value, n])).toEqual([['2025-03-01', 200, 4], ['2025-04-01', 214.285714286, 7]]);
  });

  it('compares with the previous period by square-and-add of the two intervals', () => {
    const rows = {
      customers: [...wonBy(40, null, 'a', '2024-10-10'), ...wonBy(40, null, 'b', '2025-04-10')],
      spend: [{ period_start: '2024-10-01', amount: 4000 }, { period_start: '2025-04-01', amount: 16_000 }],
    };
    const { delta } = askCac(rows, { period: { start: '2025-01-01', end: '2025-07-01' }, compare: 'previous' }, asOf);
    expect([delta?.abs, delta?.rel, delta?.signal, delta?.previous.value]).toEqual([300, 3, 'up', 100]);
  });

  it('reads spend and first dates on the report\'s own calendar: 23:30 UTC of 31 May is June in Berlin', () => {
    const rows = {
      customers: [{ id: 'a', first_won_at: '2025-05-31T23:30:00Z' }],
      spend: [{ period_start: '2025-05-31T22:00:00Z', period_end: '2025-06-30T22:00:00Z', amount: 300 }],
    };
    const june = { period: { start: '2025-06-01', end: '2025-07-01' } };
    expect([askCac(rows, june, { ...asOf, timeZone: 'Europe/Berlin' }).value, askCac(rows, june, asOf).n]).toEqual([300, 0]);
    // 30 local days there; in UTC the span is of 31 days, the first of them in May.
    expect(askCac(rows, june, asOf).num).toBe(290.3226);
  });
});

describe('cac segments', () => {
  it('each channel has its cost, its share of sales spend and its own intervals; together they are the total', () => {
    const result = finalCac(subscribed, { segmentBy: ['channel'] }, { ...asOf, grossMargin: 0.75 });
    expect(result.segments.map(({ key, value, n }) => [key[0], value, n])).toEqual([['organic search', 1785.71428571, 7], ['paid search', 3500, 5], [null, null, 0]]);
    expect(result.value).toBe(2500);
    expect(result.segments[1]?.details?.clvToCacCi?.method).toBe('bootstrap');
    expect(finalCac(subscribed, {}, { ...asOf, grossMargin: 0.75 }).details).toEqual(result.details);
  });

  it('a filter that nothing passes gives no customer and no segment', () => {
    const result = finalCac(example, { segmentBy: ['channel'], filter: { channel: ['nowhere'] } }, asOf);
    expect([result.value, result.n, result.segments]).toEqual([null, 0, []]);
  });
});

describe('cac unit economics', () => {
  it('compares CAC, order value and lifetime value with one margin share', () => {
    const rows: Rows = {
      ...subscribed,
      deals: (example.customers ?? []).map(({ id }, i) => ({ id: `d${i}`, account_id: id as string, status: 'won', closed_at: '2024-10-15', amount: 3000 })),
      revenue: (example.customers ?? []).map(({ id }) => ({ customer_id: id as string, occurred_at: '2024-12-01', amount: 8000, margin: 6000 })),
    };
    const { details } = askCac(rows, {}, asOf);
    expect([details.aov, details.aovMargin, details.grossMargin]).toEqual([3000, 2250, 0.75]);
    // Model: nobody left within 8 completed months, so 9 payments of 300 at 10 % a year.
    const discount = 1.1 ** (1 / 12) - 1;
    const model = Array.from({ length: 9 }, (_, t) => 300 / (1 + discount) ** t).reduce((sum, x) => sum + x, 0);
    expect(details.clvBasis).toBe('model');
    expect(details.clv).toBeCloseTo(model, 6);
    expect(details.clvToCac).toBeCloseTo(model / 2500, 9);
    // 259 days watched: month 8 (day 243) is known, month 9 (day 273) is not; after 9 payments 2700 >= 2500.
    expect(details.payback.survivalMonths).toBe(9);
  });

  it('intervals of order value, lifetime value, ratio and payback come from one set of weights; CAC keeps Garwood', () => {
    const result = finalCac({
      ...subscribed,
      revenue: (example.customers ?? []).map(({ id }, i) => ({ customer_id: id as string, occurred_at: '2024-12-01', amount: 1000 * (i + 1), margin: 750 * (i + 1) })),
    }, { options: { retention: 0.97 } }, asOf);
    const { details } = result;
    expect(result.ci?.method).toBe('garwood');
    expect(details.clvCi?.method).toBe('bootstrap');
    expect(details.clvToCacCi?.lo).toBeLessThan(details.clvToCac ?? 0);
    expect(details.clvToCacCi?.hi).toBeGreaterThan(details.clvToCac ?? 0);
    expect(details.payback.survivalCi?.lo).toBeLessThanOrEqual(10);
    expect(details.payback.survivalCi?.hi).toBeGreaterThanOrEqual(10);
    // Everybody pays the same and nobody left: the margin curve cannot vary.
    expect(details.payback.curve[1]).toMatchObject({ month: 1, margin: 300, lo: 300, hi: 300 });
  });

  it('weighs customers by fnv1a32 of their id, a deal without account by deal:<id>', () => {
    const named = ['a', 'b', 'c', 'ü', 'e', 'f', 'g', 'h'];
    const deals = [...named.map((account_id, i) => ({ id: `x${i}`, account_id: account_id, status: 'won', closed_at: '2024-10-15', amount: 100 * (i + 1) })),
      ...['d9', 'ä10'].map((id, i) => ({ id, account_id: null, status: 'won', closed_at: '2024-10-15', amount: 5000 * (i + 1) }))];
    const revenue = named.map((customer_id, i) => ({ customer_id, occurred_at: '2024-12-01', amount: 10, margin: 700 * (i + 1) }));
    const { details } = finalCac({ deals, revenue, spend: [{ period_start: '2024-09-01', amount: 5000 }] }, {}, asOf);
    const replicates = Array.from({ length: 1000 }, (_, i) => {
      const weight = (id: string): number => bootstrapWeight(fnv1a32(id), i + 1);
      const ids = deals.map(({ id, account_id }) => account_id ?? `deal:${id}`);
      const n = ids.reduce((sum, id) => sum + weight(id), 0);
      const aov = deals.reduce((sum, { amount }, k) => sum + weight(ids[k] as string) * amount, 0) / n;
      const clv = revenue.reduce((sum, { customer_id, margin }) => sum + weight(customer_id) * margin, 0) / n;
      return { aov, clv, ratio: clv / (5000 / n) };
    });
    const bounds = (figures: number[]) => [quantile(figures, 0.025), quantile(figures, 0.975)];
    for (const [ci, figures] of [
      [details.aovCi, replicates.map(({ aov }) => aov)], [details.clvCi, replicates.map(({ clv }) => clv)], [details.clvToCacCi, replicates.map(({ ratio }) => ratio)],
    ] as const) {
      const [lo, hi] = bounds(figures);
      expect(ci?.lo).toBeCloseTo(lo ?? NaN, 6);
      expect(ci?.hi).toBeCloseTo(hi ?? NaN, 6);
    }
  });
});
