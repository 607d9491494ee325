import { describe, expect, it } from 'vitest';
import type { Row } from '../fixtures/tables.js';
import { askCac, codesOf } from './customers.js';

const asOf = { asOf: '2025-07-01' };
const spend: Row[] = [{ period_start: '2024-07-01', period_end: '2025-07-01', amount: 600 }];
const deals: Row[] = [1, 2, 3].map((i) => ({ id: `d${i}`, account_id: `c${i}`, status: 'won', closed_at: '2024-10-15', amount: 100 * i }));
const missing = (result: { caveats: readonly { code: string; params: object }[] }) =>
  result.caveats.filter(({ code }) => code === 'NOT_APPLICABLE').map(({ params }) => Object.values(params).join('.'));

describe('cac minimum input', () => {
  it('works on deals alone, on subscriptions alone, on recorded first wins alone', () => {
    expect(askCac({ spend, deals }, {}, asOf).value).toBe(200);
    expect(askCac({ spend, subscriptions: [1, 2, 3].map((i) => ({ customer_id: `c${i}`, started_at: '2024-10-15', ended_at: null })) }, {}, asOf).value).toBe(200);
    expect(askCac({ spend, customers: [1, 2, 3].map((i) => ({ id: `c${i}`, first_won_at: '2024-10-15' })) }, {}, asOf).value).toBe(200);
    expect(askCac({ spend, deals: deals.map(({ id, account_id, closed_at }) => ({ id, account_id, closed_at, stage: 'Closed Won' })) }, {}, asOf).value).toBe(200);
  });

  it('none of them is not applicable, naming table and column; never a zero', () => {
    const result = askCac({ spend }, {}, asOf);
    expect([result.state, result.value, result.num]).toEqual(['not-applicable', null, null]);
    expect(missing(result)).toEqual(['deals.status']);
    expect(missing(askCac({ spend, deals: deals.map(({ id, status }) => ({ id, status })) }, {}, asOf))).toEqual(['deals.closed_at']);
  });

  it('empty tables are the state empty', () => {
    expect(askCac({ spend, deals: [] }, {}, asOf).state).toBe('empty');
  });

  it('without spend: null and CAC_NO_SPEND, customers stay counted', () => {
    const result = askCac({ deals }, {}, asOf);
    expect([result.state, result.value, result.n, result.details.t3m, result.details.channels]).toEqual(['ready', null, 3, [], []]);
    expect(codesOf(result)).toContain('CAC_NO_SPEND');
  });

  it('without account_id each win is a customer; without kind all spend is marketing', () => {
    const result = askCac({ spend, deals: deals.map(({ id, status, closed_at }) => ({ id, status, closed_at })) }, {}, asOf);
    expect([result.value, codesOf(result).includes('CAC_NO_ACCOUNT')]).toEqual([200, true]);
  });

  it('with leads and creation dates the cost is cost per lead ÷ lead to opportunity ÷ opportunity to won, each counted in the period', () => {
    // Leads 2 of 5 (the first instant counts, the end does not); opportunities 3: d1, d3 and the open one. 600/2 ÷ 3/2 ÷ 3/3 = 200
    const leads = ['2024-06-30T23:59:59Z', '2024-07-01T00:00:00Z', '2025-06-30T23:59:59Z', '2025-07-01T00:00:00Z', null].map((received_at, i) => ({ id: `l${i}`, received_at }));
    const created = ['2024-07-01T00:00:00Z', '2024-06-30T23:59:59Z', '2024-08-01T00:00:00Z'];
    const opportunities: Row[] = [
      ...deals.map((deal, i) => ({ ...deal, created_at: created[i] as string, type: 'new' })),
      { id: 'o1', account_id: 'c9', status: 'open', created_at: '2025-06-30T12:00:00Z', type: 'new' },
      { id: 'o2', account_id: 'c1', status: 'open', created_at: '2025-01-15T12:00:00Z', type: 'renewal' },
      { id: 'o3', account_id: 'c8', status: 'open', created_at: '2025-07-01T00:00:00Z', type: 'new' },
    ];
    const phasesOf = (rows: object) => askCac({ spend, ...rows }, {}, asOf).phases?.map(({ key, value, n }) => [key, value, n]);
    expect(phasesOf({ deals: opportunities, leads })).toEqual([['cost_per_lead', 300, 2], ['lead_to_opp', 1.5, 2], ['opp_to_won', 1, 3]]);
    expect(phasesOf({ deals: opportunities })).toEqual([['cost_per_opp', 200, 3], ['opp_to_won', 1, 3]]);
    expect(phasesOf({ deals })).toBeUndefined();
  });

  it('without period_end a row is one day', () => {
    const own = [{ period_start: '2024-10-01', amount: 31 }];
    expect(askCac({ spend: own, deals }, { period: { start: '2024-10-01', end: '2024-10-02' } }, asOf).num).toBe(31);
  });

  it('without channel: blended only, and the details by channel say what they need', () => {
    const result = askCac({ spend, deals: deals.map((deal) => ({ ...deal, source: 'web' })) }, {}, asOf);
    expect([result.details.channels, result.details.organic, result.details.inorganic]).toEqual([[], null, null]);
    expect(missing(result)).toContain('spend.channel');
    expect(askCac({ spend, deals: deals.map((deal) => ({ ...deal, source: 'web' })) }, { filter: { channel: ['web'] } }, asOf).value).toBeNull();
  });

  it('without subscriptions: payback null', () => {
    const result = askCac({ spend, deals }, {}, { ...asOf, grossMargin: 0.5 });
    expect([result.details.payback.simpleMonths, result.details.payback.survivalMonths, result.details.arpa]).toEqual([null, null, null]);
    expect(missing(result)).toContain('subscriptions.customer_id');
  });

  it('without margin: payback from the host\'s gross margin share, else null', () => {
    const subscriptions = [1, 2, 3].map((i) => ({ customer_id: `c${i}`, started_at: '2024-10-15', ended_at: null, mrr: 50 }));
    expect(askCac({ spend, deals, subscriptions }, {}, { ...asOf, grossMargin: 0.5 }).details.payback.simpleMonths).toBe(8);
    const result = askCac({ spend, deals, subscriptions }, {}, asOf);
    expect([result.details.payback.simpleMonths, result.details.payback.survivalMonths]).toEqual([null, null]);
    expect(missing(result)).toContain('revenue.margin');
    // Revenue stands in for margin in the lifetime value, and says so.
    expect(result.details.clv).toBeGreaterThan(0);
    expect(codesOf(result)).toContain('CLV_NO_MARGIN');
  });

  it('without amount: order value null', () => {
    expect(askCac({ spend, deals }, {}, asOf).details.aov).toBe(200);
    const result = askCac({ spend, deals: deals.map(({ id, account_id, status, closed_at }) => ({ id, account_id, status, closed_at })) }, {}, asOf);
    expect([result.value, result.details.aov]).toEqual([200, null]);
    expect(missing(result)).toContain('deals.amount');
  });

  it('cost per lead, lead to opportunity and opportunity to won multiply to the cost; without leads the shorter form', () => {
    const funnel = {
      spend, deals: [...deals.map((deal) => ({ ...deal, created_at: '2024-09-01' })), { id: 'd4', account_id: 'c4', status: 'lost', closed_at: '2024-10-15', created_at: '2024-09-01' }],
      leads: Array.from({ length: 12 }, (_, i) => ({ id: `l${i}`, received_at: '2024-08-01' })),
    };
    expect(askCac(funnel, {}, asOf).phases?.map(({ key, value }) => [key, value])).toEqual([['cost_per_lead', 50], ['lead_to_opp', 0.333333333333], ['opp_to_won', 0.75]]);
    expect(askCac({ spend: funnel.spend, deals: funnel.deals }, {}, asOf).phases?.map(({ key, value }) => [key, value])).toEqual([['cost_per_opp', 150], ['opp_to_won', 0.75]]);
    expect(askCac({ spend, deals }, {}, asOf).phases).toBeNull();
  });
});
