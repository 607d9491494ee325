import { describe, expect, it } from 'vitest';
import type { Row, Rows } from '../fixtures/tables.js';
import { askCac, askClv } from './customers.js';

const asOf = { asOf: '2025-07-01' };
const won = (n: number, day = '2024-10-15'): Row[] => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, first_won_at: day }));
const sub = (customer_id: string, started_at: string | null, ended_at: string | null, mrr: number): Row => ({ customer_id, started_at, ended_at, mrr });
const countOf = (result: { readonly caveats: readonly { readonly code: string; readonly params: object }[] }, code: string) => result.caveats.find((one) => one.code === code)?.params;

describe('cac: monthly revenue of those in service', () => {
  const rows: Rows = {
    customers: ['a', 'b'].map((id) => ({ id, first_won_at: '2025-01-10' })), spend: [{ period_start: '2025-01-15', amount: 1200 }],
    subscriptions: [sub('a', '2024-10-15', '2025-03-01', 100), sub('a', '2025-03-01', null, 300)],
  };
  const until = (end: string, config = asOf) => {
    const { details } = askCac(rows, { period: { start: '2025-01-01', end } }, { ...config, grossMargin: 0.5 });
    return [details.arpa, details.payback.simpleMonths];
  };

  it('is that at the end of the period, the instant itself left out, and at asOf where that comes first', () => {
    // b alone is new, a has been in service since October: 1200 for one. 1200 / (100 · .5) = 24, 1200 / (300 · .5) = 8.
    expect([until('2025-03-01'), until('2025-03-02'), until('2026-01-01')]).toEqual([[100, 24], [300, 8], [300, 8]]);
    expect(until('2026-01-01', { asOf: '2025-03-01' })).toEqual([100, 24]);
  });

  it('counts whoever has been there since an unknown time, and says how many rows that are', () => {
    const result = askCac({ ...rows, customers: won(2), subscriptions: [sub('c0', '2024-10-15', null, 100), sub('c1', null, null, 300)] }, {}, asOf);
    expect([result.details.arpa, countOf(result, 'DQ_NO_START')]).toEqual([200, { n: 1 }]);
    expect(countOf(askCac(rows, {}, asOf), 'DQ_NO_START')).toBeUndefined();
  });

  it('a stay that follows one begun at an unknown time is not the first: its end says nothing of who pays how long', () => {
    // c0 has been watched for 259 days. c1 left 31 days into a later stay; as a first one it would halve the curve from day 60 on.
    const after = (started_at: string | null) => askCac({
      customers: won(2), spend: [{ period_start: '2025-01-15', amount: 1200 }],
      subscriptions: [sub('c0', '2024-10-15', null, 100), sub('c1', started_at, '2024-06-01', 50), sub('c1', '2024-10-15', '2024-11-15', 50)],
    }, {}, { ...asOf, grossMargin: 1 }).details.payback.curve.slice(0, 4).map(({ margin }) => margin);
    expect(after(null)).toEqual([0, 100, 200, 300]);
    // The first stay of three months from March on has an end of its own: day 92, before the fourth payment.
    expect(after('2024-03-01')).toEqual([0, 100, 200, 300]);
    expect(askCac({
      customers: won(2), spend: [{ period_start: '2025-01-15', amount: 1200 }],
      subscriptions: [sub('c0', '2024-10-15', null, 100), sub('c1', '2024-10-15', '2024-11-15', 50)],
    }, {}, { ...asOf, grossMargin: 1 }).details.payback.curve.slice(0, 4).map(({ margin }) => margin)).toEqual([0, 100, 200, 250]);
  });
});

describe('cac: the lifetime value beside it', () => {
  it('is the model of the customer value where there is one, else the value to date', () => {
    const paid = { customers: won(4), revenue: won(4).map(({ id }, i): Row => ({ customer_id: id, occurred_at: '2025-01-01', amount: 100 * (i + 1), margin: 40 * (i + 1) })), spend: [{ period_start: '2025-01-15', amount: 200 }] };
    const historic = askCac(paid, {}, asOf).details;
    // (40 + 80 + 120 + 160) / 4 = 100; a customer costs 200 / 4 = 50.
    expect([historic.clv, historic.clvBasis, historic.clvToCac, askClv(paid, {}, asOf).value]).toEqual([100, 'historic', 2, 100]);
    const served = { ...paid, subscriptions: won(4).map(({ id }, i) => sub(id as string, '2024-10-15', i === 0 ? '2025-01-20' : null, 100)) };
    const { model } = askClv(served, {}, asOf).details;
    expect([model?.kind, askCac(served, {}, asOf).details.clvBasis]).toEqual(['km', 'model']);
    expect(askCac(served, {}, asOf).details.clv).toBe(model?.value);
  });
});

describe('cac: verdict', () => {
  const judged = (n: number, spend: number) => (target: number) => askCac({ customers: won(n), spend: [{ period_start: '2025-01-15', amount: spend }] }, { target }, asOf).status;
  it('lower is better: below the target with the whole interval, or with the point where 30 customers tell it', () => {
    // 30000 for 12: 2500 [1431.19; 4838.26], caution.
    expect([4839, 4838, 2500, 1432, 1431].map(judged(12, 30_000))).toEqual(['good', 'warn', 'warn', 'warn', 'bad']);
    // 40000 for 40: 1000, 40000 / 54.47 = 734 to 40000 / 28.58 = 1400.
    expect([1000, 999, 733].map(judged(40, 40_000))).toEqual(['good', 'warn', 'bad']);
    expect(judged(9, 9000)(5000)).toBe('unknown');
  });
  it('the target of the table', () => {
    const rows = { customers: won(40), spend: [{ period_start: '2025-01-15', amount: 40_000 }], targets: [{ kpi: 'cac', value: 1200 }] };
    expect(askCac(rows, {}, asOf)).toMatchObject({ target: 1200, status: 'good' });
  });
});

describe('cac: rows', () => {
  it('without a column of kinds all spend is marketing: none is shared among the channels', () => {
    const spend = [{ period_start: '2025-01-15', channel: null, amount: 90 }, { period_start: '2025-01-15', channel: 'fairs', amount: 10 }];
    const { details } = askCac({ customers: won(2).map((row) => ({ ...row, acquired_channel: 'fairs' })), spend }, {}, asOf);
    expect(details.channels).toEqual([{ id: 'fairs', spend: 10, customers: 2, cac: 5 }, { id: null, spend: 90, customers: 0, cac: null }]);
  });

  it('months of which the window holds a part do not count in the variation', () => {
    // February 400 for 2, March 300 for 1, April 800 for 4: 200, 300, 200.
    const customers = [['b', 2, '02'], ['c', 1, '03'], ['d', 4, '04']].flatMap(([id, n, month]) => Array.from({ length: n as number }, (_, i) => ({ id: `${id}${i}`, first_won_at: `2025-${month}-20` })));
    const spend = [['02', 400], ['03', 300], ['04', 800]].map(([month, amount]) => ({ period_start: `2025-${month}-20`, amount: amount as number }));
    const cv = (start: string) => askCac({ customers, spend }, { period: { start, end: '2025-05-01' } }, { asOf: '2025-05-01' }).details.cv;
    expect(cv('2025-02-02')).toBeCloseTo(Math.sqrt(5000) / 250, 10);
    // Mean 233.33; deviations −33.33, 66.67, −33.33: squares 6666.67 over two.
    expect(cv('2025-02-01')).toBeCloseTo(Math.sqrt(20_000 / 6) / (700 / 3), 10);
  });

  it('a deal that was reopened is won once, at its last closing, and that is told', () => {
    const deals = [{ id: 'd1', account_id: 'a', status: 'won', created_at: '2025-01-05', closed_at: '2025-05-20', amount: 100 }];
    const stage_history = [['Offer', '2025-01-05', 'open'], ['Won', '2025-02-10', 'won'], ['Offer', '2025-03-01', 'open'], ['Won', '2025-05-20', 'won']]
      .map(([stage, entered_at, outcome]) => ({ deal_id: 'd1', stage: stage as string, entered_at: entered_at as string, outcome: outcome as string }));
    const ask = (start: string, end: string) => askCac({ deals, stage_history, spend: [{ period_start: '2025-05-01', amount: 70 }] }, { period: { start, end } }, asOf);
    expect([ask('2025-02-01', '2025-03-01').n, ask('2025-05-01', '2025-06-01').n, ask('2025-05-01', '2025-06-01').value]).toEqual([0, 1, 70]);
    expect(countOf(ask('2025-05-01', '2025-06-01'), 'DQ_REOPENED')).toEqual({ n: 1 });
  });
});
