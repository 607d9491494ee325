import { describe, expect, it } from 'vitest';
import type { Row, Rows } from '../fixtures/tables.js';
import { askCac, codesOf, textsOf } from './customers.js';

const asOf = { asOf: '2025-07-01' };
const won = (n: number, day = '2024-10-15', more: Row = {}): Row[] => Array.from({ length: n }, (_, i) => ({ id: `c${i}`, first_won_at: day, ...more }));
const spend = (amount: number, more: Row = {}): Row => ({ period_start: '2024-07-01', period_end: '2025-07-01', amount, ...more });

/** Won deals of 40 customers at the given amount each. */
const deals = (amount: number, n = 40): Row[] =>
  Array.from({ length: n }, (_, i) => ({ id: `d${i}`, account_id: `c${i}`, status: 'won', closed_at: '2024-10-15', amount }));

/** 40 customers, spend 40000 (CAC 1000), order value and margin to date as asked for. */
const economy = (amount: number, margin: number): Rows => ({
  customers: won(40), spend: [spend(40_000)], deals: deals(amount),
  revenue: Array.from({ length: 40 }, (_, i) => ({ customer_id: `c${i}`, occurred_at: '2025-01-01', amount: 2 * margin, margin })),
});

const expectFires = (code: string, texts: readonly [string, string], fires: { rows: Rows; query?: object; config?: object }, not: { rows: Rows; query?: object; config?: object }): void => {
  expect(textsOf(askCac(fires.rows, fires.query ?? {}, { ...asOf, ...fires.config }), code)).toEqual(texts);
  expect(codesOf(askCac(not.rows, not.query ?? {}, { ...asOf, ...not.config }))).not.toContain(code);
};

describe('cac caveats fire when they should and only then', () => {
  it('CAC_NEAR_AOV_OK: CAC from 80 % of the order value on, and more margin over the lifetime', () => {
    const texts = ['CAC close to order value but profitable over the lifetime.', 'CAC nahe am Bestellwert, über die Laufzeit aber profitabel.'] as const;
    expectFires('CAC_NEAR_AOV_OK', texts, { rows: economy(1250, 1500) }, { rows: economy(1260, 1500) });
    expectFires('CAC_NEAR_AOV_OK', texts, { rows: economy(1250, 1500), query: { options: { otherCost: 499 } } }, { rows: economy(1250, 1500), query: { options: { otherCost: 500 } } });
  });

  it('CAC_PRICE_ONLY: no lifetime value or no order value', () => {
    const texts = ['Do not judge CAC by product price alone.', 'CAC nicht nur mit dem Produktpreis vergleichen.'] as const;
    expectFires('CAC_PRICE_ONLY', texts, { rows: { customers: won(40), spend: [spend(9)], deals: deals(100) } }, { rows: economy(1000, 1500) });
  });

  it('CAC_UNPROFITABLE: lifetime margin below CAC', () => {
    const texts = ['Lifetime margin is below CAC.', 'Lebenszeitmarge liegt unter CAC.'] as const;
    expectFires('CAC_UNPROFITABLE', texts, { rows: economy(1000, 999) }, { rows: economy(1000, 1000) });
  });

  it('CAC_SHORT_WINDOW: under twelve months or under 30 customers', () => {
    const texts = ['Use long-term numbers.', 'Mit langfristigen Zahlen rechnen.'] as const;
    expectFires('CAC_SHORT_WINDOW', texts, { rows: { customers: won(29), spend: [spend(9)] } }, { rows: { customers: won(30), spend: [spend(9)] } });
    expectFires('CAC_SHORT_WINDOW', texts,
      { rows: { customers: won(30), spend: [spend(9)] }, query: { period: { start: '2024-07-02', end: '2025-07-01' } } },
      { rows: { customers: won(30), spend: [spend(9)] }, query: { period: { start: '2024-07-01', end: '2025-07-01' } } });
  });

  it('CAC_VOLATILE: the monthly CAC varies by more than half', () => {
    const texts = ['Monthly CAC swings strongly.', 'Monatlicher CAC schwankt stark.'] as const;
    const months = (...amounts: number[]): Rows => ({
      customers: amounts.map((_, i) => ({ id: `m${i}`, first_won_at: `2025-0${i + 1}-10` })),
      spend: amounts.map((amount, i) => ({ period_start: `2025-0${i + 1}-01`, period_end: `2025-0${i + 2}-01`, amount })),
    });
    // Two values: sample sd / mean = |a − b| / √2 / ((a + b) / 2); .5 lies at a ratio of 2.09.
    expectFires('CAC_VOLATILE', texts, { rows: months(100, 210) }, { rows: months(100, 208) });
  });

  it('CAC_INDUSTRY: the benchmark is for another industry', () => {
    const texts = ['Benchmark is for another industry.', 'Vergleichswert gilt für andere Branche.'] as const;
    const rows = { customers: won(40), spend: [spend(9, { currency: 'EUR' })], fx: [{ ccy: 'USD', fx_day: '2025-06-30', rate: 0.9 }] };
    expectFires('CAC_INDUSTRY', texts, { rows, query: { options: { industry: 'retail' } } }, { rows, query: { options: { industry: 'SaaS' } } });
    expect(codesOf(askCac(rows, {}, asOf))).not.toContain('CAC_INDUSTRY');
    const benchmark = (options: object) => askCac(rows, { options: options as Record<string, unknown> }, asOf).details.benchmark;
    expect(benchmark({ industry: 'SaaS' })).toEqual({ industry: 'SaaS', organic: 184.5, inorganic: 306.9 });
    expect(benchmark({ industry: 'retail' })).toBeNull();
    expect(benchmark({})).toBeNull();
  });

  it('CAC_NO_CUSTOMERS: spend without new customers', () => {
    const texts = ['Spend without new customers.', 'Ausgaben ohne neue Kunden.'] as const;
    expectFires('CAC_NO_CUSTOMERS', texts, { rows: { customers: won(5, '2020-01-01'), spend: [spend(9)] } }, { rows: { customers: won(5), spend: [spend(9)] } });
  });

  it('CAC_NO_SPEND: nothing recorded, or nothing on balance', () => {
    const texts = ['No spend recorded for this period.', 'Keine Kosten für diesen Zeitraum erfasst.'] as const;
    expectFires('CAC_NO_SPEND', texts, { rows: { customers: won(5) } }, { rows: { customers: won(5), spend: [spend(9)] } });
  });

  it('CAC_SPEND_NOT_SPLIT: filter or segment on a column that spend lacks; counts stay', () => {
    const texts = ['Spend is not recorded by owner_id.', 'Kosten sind nicht nach owner_id erfasst.'] as const;
    const rows = { customers: won(5).map((row, i) => ({ ...row, sold_by: i < 2 ? 'kim' : 'lee' })), spend: [spend(100)] };
    const query = { filter: { owner_id: ['kim'] } };
    expectFires('CAC_SPEND_NOT_SPLIT', texts, { rows, query }, { rows });
    const result = askCac(rows, query, asOf);
    expect([result.value, result.num, result.den, result.details.newCustomers]).toEqual([null, null, 2, 2]);
    const segmented = askCac(rows, { segmentBy: ['owner_id'] }, asOf);
    expect(segmented.segments.map(({ key, value, n }) => [key[0], value, n])).toEqual([['kim', null, 2], ['lee', null, 3], [null, null, 0]]);
    expect(segmented.value).toBe(20);
    expect(codesOf(segmented)).toContain('CAC_SPEND_NOT_SPLIT');
  });

  it('CAC_NO_ACCOUNT: without account ids every won deal is a customer', () => {
    const texts = ['No account ids: every won deal counts as a customer.', 'Keine Kundennummern: jeder gewonnene Deal zählt als Kunde.'] as const;
    const bare = deals(100, 5).map(({ id, status, closed_at }) => ({ id: id as string, status: status as string, closed_at: closed_at as string }));
    expectFires('CAC_NO_ACCOUNT', texts, { rows: { deals: bare, spend: [spend(9)] } }, { rows: { deals: deals(100), spend: [spend(9)] } });
    expect(askCac({ deals: bare, spend: [spend(100)] }, {}, asOf).value).toBe(20);
  });

  it('CAC_NO_PAYBACK: never within 120 months; not where nobody was watched that long', () => {
    const texts = ['Never paid back within 120 months.', 'Keine Amortisation in 120 Monaten.'] as const;
    const paying = (mrr: number): Rows => ({
      customers: won(40), spend: [spend(40_000)],
      subscriptions: Array.from({ length: 40 }, (_, i) => ({ customer_id: `c${i}`, started_at: '2024-10-15', ended_at: null, mrr })),
    });
    const query = { options: { retention: 0.9 } };
    // Everything a customer ever pays is mrr / .1: 1000 is reached in the limit only.
    expectFires('CAC_NO_PAYBACK', texts, { rows: paying(100), query, config: { grossMargin: 1 } }, { rows: paying(101), query, config: { grossMargin: 1 } });
    const watched = askCac(paying(10), {}, { ...asOf, grossMargin: 1 });
    expect(codesOf(watched)).not.toContain('CAC_NO_PAYBACK');
    expect([watched.details.payback.simpleMonths, watched.details.payback.survivalMonths]).toEqual([100, null]);
  });
});
