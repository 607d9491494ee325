import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { churn } from '../../src/kpi/churn.js';
import { forecastAccuracy } from '../../src/kpi/forecast-accuracy.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import { productPerformance } from '../../src/kpi/product-performance.js';
import { touches } from '../../src/kpi/touches.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { sub } from './churn-fixtures.js';
import { forecastOf, quarterStart, wonIn } from './forecasts.js';
import { dateOf, windowOf } from './random-customers.js';
import { leadPeriod, leadTables } from './random-leads.js';
import { productCompany } from './random-products.js';
import { behind, expectSame, type Asked } from './same-again.js';
import { Told } from './told.js';
import { at, lead, mail, meeting } from './touches-fixtures.js';

/** How many of the runs had a value: the law must not hold for want of cases. */
const counted = (value: number | null): number => (value === null ? 0 : 1);
const part = fc.constantFrom<Asked>({}, {}, { filter: { source: ['Web', null] } }, { segmentBy: ['source'], segment: ['Fair'] });

describe('computing from just the rows behind a number gives the same number', () => {
  it('leads: the ratio, with those merged into one', () => {
    const told = new Told();
    fc.assert(fc.property(leadTables, leadPeriod, part, fc.constantFrom({}, { denominator: 'handed_over' }, { dedupe: false }, { horizonDays: 5 }), (rows, period, query, options) => {
      told.add(counted(expectSame(leadToOpp, rows, { period, ...query, options })));
    }), { numRuns: 80 });
    expect(told.perCase).toBeGreaterThan(0.375);
  });
  it('leads: the waits of the answered ones', () => {
    const told = new Told();
    fc.assert(fc.property(leadTables, leadPeriod, part, fc.constantFrom({}, { dedupe: false }, { excludeSources: ['Web'] }), (rows, period, query, options) => {
      told.add(counted(expectSame(leadResponse, rows, { period, ...query, options })));
    }), { numRuns: 80 });
    expect(told.perCase).toBeGreaterThan(0.375);
  });
  it('leads that booked, with all their activities', () => {
    const told = new Told();
    const touched = fc.record({ received: fc.integer({ min: 0, max: 90 }), before: fc.integer({ min: 0, max: 6 }), booked: fc.option(fc.integer({ min: 1, max: 80 }), { nil: null }), source: fc.constantFrom('Web', 'Fair', null), byDeal: fc.boolean() });
    const window = fc.constantFrom({ start: '2025-01-01', end: '2025-07-01' }, { start: '2025-02-01', end: '2025-04-01' });
    fc.assert(fc.property(fc.array(touched, { minLength: 4, maxLength: 12 }), window, part, (all, period, query) => {
      const rows: Rows = {
        leads: all.map(({ received, source }, i) => lead(`l${i}`, received, { source, opp_id: `d${i}` })),
        deals: all.map(({ received }, i) => ({ id: `d${i}`, status: 'open', created_at: at(received) })),
        activities: all.flatMap(({ received, before, booked, byDeal }, i) => [
          ...Array.from({ length: before }, (_, j) => mail(`l${i}`, received + 1 + j)), ...(booked === null ? [] : [meeting(`l${i}`, received + booked + 1, received + booked)]),
        ].map((row): Row => (byDeal ? { ...row, lead_id: null, deal_id: `d${i}` } : { ...row, deal_id: null }))),
      };
      told.add(counted(expectSame(touches, rows, { period, ...query })));
      const { leads: _, ...dealsAlone } = rows;
      told.add(counted(expectSame(touches, dealsAlone, { period })));
    }), { numRuns: 60 });
    expect(told.perCase).toBeGreaterThan(0.75);
  });
  it('customers at the start, by subscription or by revenue, whoever left for a reason among all', () => {
    const told = new Told();
    const day = fc.integer({ min: 0, max: 540 });
    const subscription = fc.record({ customer_id: fc.constantFrom('a', 'b', 'c', 'd'), start: day, length: fc.option(fc.integer({ min: 1, max: 300 }), { nil: null }), end_reason: fc.constantFrom('Price', 'Payment failed', null), product_id: fc.constantFrom('p', 'q', null) })
      .map(({ customer_id, start, length, ...rest }): Row => sub(customer_id, dateOf(start), length === null ? null : dateOf(start + length), rest));
    const revenue = fc.record({ customer_id: fc.constantFrom('a', 'b', 'c'), occurred_at: day.map(dateOf), amount: fc.integer({ min: -1, max: 5 }) });
    const query = fc.constantFrom<Asked>({}, { filter: { end_reason: ['Price'] } }, { filter: { product_id: ['p'] } }, { filter: { tenure: ['91-365'] } }, { options: { inactiveDays: 60 } }, { options: { graceDays: 0 } });
    fc.assert(fc.property(fc.array(subscription, { minLength: 4, maxLength: 14 }), fc.array(revenue, { minLength: 4, maxLength: 14 }), windowOf, query, (subscriptions, revenues, period, asked) => {
      told.add(counted(expectSame(churn, { subscriptions, revenue: revenues, customers: [{ id: 'a', segment: 'S' }] }, { period, ...asked }, { asOf: '2025-05-01' })));
    }), { numRuns: 100 });
    expect(told.perCase).toBeGreaterThan(0.4);
  });
  it('forecasts that were the latest in time, and the deals won in their periods', () => {
    const told = new Told();
    const made = fc.record({ daysBefore: fc.integer({ min: -5, max: 60 }), amount: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null, freq: 9 }), series: fc.constantFrom('o1', 'o2', 'all', null), category: fc.constantFrom('commit', 'commit', 'best case', null) });
    const quarter = fc.record({ forecasts: fc.array(made, { maxLength: 6 }), won: fc.array(fc.record({ amount: fc.integer({ min: -20, max: 500 }), owner_id: fc.constantFrom('o1', 'o2', null) }), { maxLength: 4 }) });
    const query = fc.constantFrom<Asked>({}, { filter: { owner_id: ['o1'] } }, { options: { leadDays: 10 } }, { options: { category: 'best case' } });
    fc.assert(fc.property(fc.array(quarter, { minLength: 6, maxLength: 6 }), fc.integer({ min: 0, max: 4 }), query, (quarters, from, asked) => {
      const rows: Rows = {
        forecasts: quarters.flatMap(({ forecasts }, i) => forecasts.map(({ daysBefore, amount, ...rest }) => forecastOf(i, amount, rest, daysBefore))),
        deals: quarters.flatMap(({ won }, i) => won.map(({ amount, owner_id }, j) => wonIn(i, amount, { owner_id, id: `${i} ${j}` }))),
      };
      told.add(counted(expectSame(forecastAccuracy, rows, { period: { start: quarterStart(from), end: quarterStart(6) }, ...asked }, { asOf: quarterStart(6) })));
    }), { numRuns: 80 });
    expect(told.perCase).toBeGreaterThan(0.6);
  });
  it('opportunities of the period with their lines', () => {
    const told = new Told();
    const query = fc.constantFrom<Asked>({}, { filter: { source: ['Web', null] } }, { filter: { product_id: ['p1', 'p2'] } }, { options: { effort: 'touches' } });
    // Products that nobody named make no figure: all of these have one.
    const named = (row: Row): Row => ({ ...row, product_id: row['product_id'] ?? 'p9' });
    fc.assert(fc.property(productCompany, fc.constantFrom('all' as const, 'last_6_months' as const), query, ({ deals = [], deal_lines = [] }, period, asked) => {
      const rows: Rows = {
        deals: deals.map(named), deal_lines: deal_lines.map(named),
        activities: [{ deal_id: 'd1', occurred_at: '2025-01-05', kind: 'call' }, { deal_id: 'd2', occurred_at: '2025-02-05', kind: 'call' }],
      };
      told.add(counted(expectSame(productPerformance, rows, { period, ...asked })));
    }), { numRuns: 60 });
    expect(told.perCase).toBeGreaterThan(1 / 3);
  });
});

describe('the rows of a forecast', () => {
  it('are the last snapshot before the period of the series that counts, not those it replaced', () => {
    const rows: Rows = {
      forecasts: [forecastOf(0, 90, { series: 'all' }, 40), forecastOf(0, 100, { series: 'all' }, 2), forecastOf(0, 120, { series: 'all' }, -5), forecastOf(0, 30, { series: 'o1' }), forecastOf(1, 80, { series: 'all' })],
      deals: [wonIn(0, 95), wonIn(1, 85), wonIn(2, 5)],
    };
    const { tables } = behind(forecastAccuracy, rows, { period: { start: quarterStart(0), end: quarterStart(1) } }, { asOf: quarterStart(2) });
    expect(tables.map(({ table, rows: found }) => [table, found.map(({ row }) => row)])).toEqual([['forecasts', [3]], ['deals', [2]]]);
  });
});

describe('the rows behind touchpoints', () => {
  const activities = [
    mail('a', 2, { automated: true, channel: 'Mail' }), mail('b', 2), mail('a', 3, { automated: false, direction: 'in' }), mail('a', 4, { automated: null }), meeting('a', 9, 6),
  ].map((row, i): Row => ({ id: `t${i + 1}`, ...row }));
  const june = { period: { start: '2025-01-01', end: '2025-07-01' } };

  it('are the lead that booked and all with it, whether a machine did it, no machine, or nobody knows', () => {
    const [leads, told] = behind(touches, { leads: [lead('a', 1, { source: 'Web' }), lead('b', 1)], activities }, june).tables;
    expect(leads).toMatchObject({ table: 'leads', columns: ['id', 'received_at', 'disqualified_at', 'source'], rows: [{ values: ['a', '2025-01-02T00:00:00.000Z', null, 'Web'] }] });
    expect(told).toMatchObject({ table: 'activities', columns: ['id', 'lead_id', 'occurred_at', 'booked_at', 'kind', 'direction', 'actor', 'automated', 'outcome', 'channel'] });
    const place = (name: string): number => told?.columns.indexOf(name) ?? -1;
    expect(told?.rows.map(({ values }) => [values[0], values[place('automated')], values[place('direction')], values[place('booked_at')]])).toEqual([
      ['t1', true, 'out', null], ['t3', false, 'in', null], ['t4', null, 'out', null], ['t5', false, 'out', '2025-01-07T00:00:00.000Z'],
    ]);
  });
  it('are the deal, where no leads are known', () => {
    const byDeal = activities.map(({ lead_id, ...row }): Row => ({ ...row, deal_id: lead_id ?? null }));
    const [deals, told] = behind(touches, { deals: ['a', 'b'].map((id) => ({ id, name: `Deal ${id}`, status: 'open', created_at: '2025-01-02' })), activities: byDeal }, june).tables;
    expect(deals).toMatchObject({ table: 'deals', columns: ['id', 'name', 'created_at'], rows: [{ values: ['a', 'Deal a', '2025-01-02'] }] });
    expect(told?.rows.map(({ values }) => values[0])).toEqual(['t1', 't3', 't4', 't5']);
  });
});
