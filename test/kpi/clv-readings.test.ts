import { describe, expect, it } from 'vitest';
import type { Row } from '../fixtures/tables.js';
import { askClv } from './customers.js';

const asOf = { asOf: '2025-01-01' };
const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const sub = (customer_id: string, started_at: string | null, ended_at: string | null, mrr: number | null, more: Row = {}): Row => ({ customer_id, started_at, ended_at, mrr, ...more });

/** So many customers, the first half of them at 90 and the others at 110. */
const around100 = (n: number) => ({
  customers: repeat(n, (i) => ({ id: `c${i}`, first_won_at: '2024-01-10' })),
  revenue: repeat(n, (i) => ({ customer_id: `c${i}`, occurred_at: '2024-06-01', amount: i < n / 2 ? 90 : 110 })),
});

describe('clv: what may be said of so many customers', () => {
  it('under 30 unreliable, under 100 caution', () => {
    expect([29, 30, 99, 100].map((n) => askClv(around100(n), {}, asOf).reliability)).toEqual(['unreliable', 'caution', 'caution', 'ok']);
  });

  it('verdict: higher is better, by the interval, or by the point where it is reliable', () => {
    // Mean 100, sd √(10000/99) = 10.0504, standard error 1.00504, t(.975, 99) = 1.98422: [98.006; 101.994].
    const { ci } = askClv(around100(100), {}, asOf);
    expect([ci?.lo?.toFixed(3), ci?.hi?.toFixed(3)]).toEqual(['98.006', '101.994']);
    const statusAt = (n: number) => (target: number) => askClv(around100(n), { target }, asOf).status;
    expect([98, 100, 101.9, 102].map(statusAt(100))).toEqual(['good', 'good', 'warn', 'bad']);
    expect(statusAt(98)(100)).toBe('warn');
    expect(statusAt(28)(50)).toBe('unknown');
    expect(askClv({ ...around100(100), targets: [{ kpi: 'clv', value: 98 }] }, {}, asOf)).toMatchObject({ target: 98, status: 'good' });
  });
});

describe('clv: segments', () => {
  const revenue = [{ customer_id: 'a', occurred_at: '2024-06-01', amount: 30 }, { customer_id: 'b', occurred_at: '2024-06-01', amount: 10 }];
  const customers = [{ id: 'a', first_won_at: '2024-01-10', sold_by: 'Ann' }, { id: 'b', first_won_at: '2024-01-10', sold_by: null }];
  const shown = (rows: Parameters<typeof askClv>[0], by: string) => askClv(rows, { segmentBy: [by] }, asOf).segments.map(({ key, value, n }) => [key[0], value, n]);

  it('by who sold: that of the customer list, without it the owner of the first won deal', () => {
    expect(shown({ customers, revenue }, 'sold_by')).toEqual([['Ann', 30, 1], [null, 10, 1]]);
    const deals = [
      { id: 'd1', account_id: 'b', owner_id: 'Cid', status: 'won', closed_at: '2024-03-01' }, { id: 'd2', account_id: 'b', owner_id: 'Bob', status: 'won', closed_at: '2024-02-01' },
    ];
    expect(shown({ revenue, deals }, 'sold_by')).toEqual([['Bob', 10, 1], [null, 30, 1]]);
  });

  it('by product: that of the first subscription, without it that of the first won deal', () => {
    const subscriptions = [sub('a', '2024-03-01', null, 1, { product_id: 'q' }), sub('a', '2024-02-01', null, 1, { product_id: 'p' })];
    expect(shown({ customers, revenue, subscriptions }, 'product_id')).toEqual([['p', 30, 1], [null, 10, 1]]);
    const deals = [{ id: 'd1', account_id: 'b', product_id: 'r', status: 'won', closed_at: '2024-03-01' }];
    expect(shown({ customers, revenue, deals }, 'product_id')).toEqual([['r', 10, 1], [null, 30, 1]]);
  });
});

describe('clv: subscriptions without a start', () => {
  const model = (subscriptions: readonly Row[], more = {}) => askClv({ subscriptions, ...more }, { options: { discountRate: 0 } }, { asOf: '2024-03-01', grossMargin: 1 });

  it('are in the stock: active, and their revenue a month counts', () => {
    const customers = ['a', 'b'].map((id) => ({ id, first_won_at: '2024-01-01' }));
    const result = model([sub('a', '2024-01-01', null, 100), sub('b', null, null, 300)], { customers });
    // Mean of 100 and 300; a has paid at months 0, 1 and 2, and nobody is known to have left.
    expect([result.nCensored, result.details.model]).toEqual([2, { kind: 'km', value: 600 }]);
    expect(result.caveats.find(({ code }) => code === 'DQ_NO_START')?.params).toEqual({ n: 1 });
    expect([result.provenance.rowsUsed, result.provenance.rowsExcluded]).toEqual([4, 0]);
    // A part of the revenue that is not known makes all of it unknown.
    expect(model([sub('a', '2024-01-01', null, 100), sub('b', '2024-01-01', null, 300), sub('b', null, null, null)], { customers }).details.model?.value).toBe(300);
    expect(model([sub('a', '2024-01-01', null, 100), sub('b', null, '2024-02-01', 300)], { customers }).nCensored).toBe(1);
  });

  it('are in no cohort: how long the first stay was is not known, and a later one is not the first', () => {
    const later = sub('b', '2024-01-10', '2024-01-20', 300);
    // Alone, b is lost at the first renewal: S = 1, .5, .5.
    expect(model([sub('a', '2024-01-01', null, 100), later]).details.model?.value).toBe(200);
    expect(model([sub('a', '2024-01-01', null, 100), later, sub('b', null, '2023-05-01', 300)]).details.model?.value).toBe(300);
  });
});

describe('clv: deals that make nobody a customer', () => {
  it('are named: dropped as of the future, won at a time that nobody noted; what was reopened is won at its last closing', () => {
    const deal = (id: string, created_at: string, closed_at: string | null): Row => ({ id, account_id: `of ${id}`, status: closed_at === null && id === 'd3' ? 'open' : 'won', created_at, closed_at });
    const deals = [deal('d1', '2024-01-05', '2024-05-20'), deal('d2', '2024-01-05', null), deal('d3', '2025-01-01', null)];
    const stage_history = [['Offer', '2024-01-05', 'open'], ['Won', '2024-02-10', 'won'], ['Offer', '2024-03-01', 'open'], ['Won', '2024-05-20', 'won']]
      .map(([stage, entered_at, outcome]) => ({ deal_id: 'd1', stage: stage as string, entered_at: entered_at as string, outcome: outcome as string }));
    const { den, caveats, provenance } = askClv({ revenue: [{ customer_id: 'a', occurred_at: '2024-06-01', amount: 30 }], deals, stage_history }, {}, asOf);
    // a by its revenue, and whoever d1 is of.
    expect(den).toBe(2);
    const rules = [['DQ_CLOSED_NO_DATE', 1], ['DQ_FUTURE', 1], ['DQ_REOPENED', 1]];
    expect(caveats.filter(({ code }) => code.startsWith('DQ_')).map(({ code, params }) => [code, params['n']]).sort()).toEqual(rules);
    expect(provenance.rules.filter(({ table }) => table === 'deals').map(({ code, count }) => [code, count]).sort()).toEqual(rules);
  });
});
