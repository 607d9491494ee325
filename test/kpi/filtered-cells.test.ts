import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import type { Cells } from '../../src/kpi/cells.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { clv } from '../../src/kpi/clv.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { Filter } from '../../src/model/query.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf as asOfDeals } from './deal-fixtures.js';
import { asOf, company, dateOf, windowOf } from './random-customers.js';
import { randomDeals, randomPeriod } from './random-deals.js';

type Definition = KpiDefinition<KpiId, Cells>;
const ofCustomers = [cac, clv] as unknown as readonly Definition[];
const ofDeals = [salesCycle, pipeline, closeRatio] as unknown as readonly Definition[];

const values = (...names: readonly string[]): fc.Arbitrary<(string | null)[]> => fc.subarray<string | null>([...names, 'of nobody', null]);
const part = (): fc.Arbitrary<Row> => fc.record({
  segment: fc.constantFrom('S', 'L', 'only deals', null), source: fc.constantFrom('seo', 'ads', 'fairs', null),
  campaign: fc.constantFrom('spring', 'autumn', null), created_at: fc.integer({ min: 0, max: 540 }).map(dateOf),
});
const lead = fc.record({
  received_at: fc.integer({ min: 0, max: 540 }).map(dateOf), segment: fc.constantFrom('S', 'only leads', null), source: fc.constantFrom('seo', 'ads', null),
});
/**
 * Deals and leads of segments that no customer has, so that a value may be found in one kind of row only; spend by campaign,
 * so that sales spend is shared within more than one pool.
 */
const cutCompany: fc.Arbitrary<Rows> = fc.tuple(company, fc.array(part(), { minLength: 14, maxLength: 14 }), fc.array(lead, { maxLength: 8 })).map(([rows, parts, leads]): Rows => ({
  ...rows,
  deals: (rows.deals ?? []).map((row, i) => ({ ...row, ...parts[i] })),
  spend: (rows.spend ?? []).map((row, i) => ({ ...row, campaign: parts[i]?.['campaign'] ?? null })),
  leads: leads.map((row, i) => ({ id: `l${i}`, ...row })),
}));

/** Every filter after the other on one dataset, from kept cells; beside it each by a pass over the rows of a fresh one. */
const expectAsByPass = (definitions: readonly Definition[], fresh: () => KpiContext, period: { start: string; end: string }, filters: readonly Filter[], options: Row = {}): void => {
  const kept = fresh();
  for (const filter of filters) for (const definition of definitions) {
    const query = { kpi: definition.id, period, filter, options } as const;
    expect(computeKpi(definition, kept, query)).toEqual(computeKpi({ ...definition, isAdditive: false }, fresh(), query));
  }
};

describe('a filter answered from the cells of its values is the filter answered by a pass over the rows', () => {
  it('cac and clv: dimensions of customers, of spend, of deals and leads alone, and two at once', () => {
    const filter = fc.oneof(
      fc.record({ segment: values('S', 'L', 'only deals', 'only leads') }), fc.record({ channel: values('seo', 'ads', 'fairs') }), fc.record({ organic: values('true', 'false') }),
      fc.record({ source: values('seo', 'ads') }), fc.record({ campaign: values('spring', 'autumn') }),
      fc.record({ campaign: values('spring', 'autumn'), channel: values('seo', 'ads', 'fairs') }), fc.record({ segment: values('S', 'L', 'only leads'), channel: values('seo', 'ads') }),
      fc.record({ segment: values('S', 'L'), source: values('ads', 'fairs'), cohort: values('2024-03', '2024-04') }),
    );
    fc.assert(fc.property(cutCompany, windowOf, fc.array(filter, { minLength: 2, maxLength: 5 }), (rows, window, filters) => {
      expectAsByPass(ofCustomers, () => createContext(tablesOf(rows), { asOf }), window, filters);
    }), { numRuns: 150 });
  });

  it('clv of a cohort, cac with a lag and with customers who come back', () => {
    const filter = fc.oneof(fc.record({ segment: values('S', 'L') }), fc.record({ channel: values('seo', 'ads', 'fairs') }));
    fc.assert(fc.property(cutCompany, windowOf, fc.array(filter, { minLength: 2, maxLength: 3 }), fc.integer({ min: 0, max: 60 }), (rows, window, filters, days) => {
      const options = { basis: 'cohort', lagDays: days, reactivationGapDays: days };
      expectAsByPass(ofCustomers, () => createContext(tablesOf(rows), { asOf }), window, filters, options);
    }), { numRuns: 60 });
  });

  it('sales_cycle, pipeline and close_ratio', () => {
    const filter = fc.record({ source: values('Web', 'Fair'), segment: values('B2B', 'B2C'), stage: values('Lead') }, { requiredKeys: [] });
    fc.assert(fc.property(randomDeals, randomPeriod, fc.array(filter, { minLength: 2, maxLength: 4 }), (rows, period, filters) => {
      expectAsByPass(ofDeals, () => createContext(tablesOf({ deals: rows }), { asOf: asOfDeals }), period, filters);
    }), { numRuns: 60 });
  });

  it('cac: sales spend of two campaigns is shared among the customers of both, by channel and under a channel', () => {
    const deal = (id: string, source: string, campaign: string): Row => ({ id, account_id: id, source, campaign, status: 'won', closed_at: '2025-01-10', created_at: '2024-12-01', amount: 10 });
    const spend = (campaign: string, amount: number): Row => ({ period_start: '2025-01-01', period_end: '2025-02-01', kind: 'sales', channel: null, campaign, amount });
    const rows: Rows = { deals: [deal('a', 'seo', 'spring'), deal('b', 'ads', 'autumn'), deal('c', 'ads', 'autumn')], spend: [spend('spring', 100), spend('autumn', 500)] };
    const context = createContext(tablesOf(rows), { asOf: '2025-03-01' });
    const ask = (filter: Filter) => computeKpi(cac, context, { kpi: 'cac', period: { start: '2025-01-01', end: '2025-02-01' }, filter });
    const [both, bySeo, spring] = [ask({ campaign: ['spring', 'autumn'] }), ask({ campaign: ['spring', 'autumn'], channel: ['seo'] }), ask({ campaign: ['spring'] })];
    // 600 for three customers: 200 each; in spring alone 100 for one.
    expect(both.details.channels).toEqual([{ id: 'ads', spend: 400, customers: 2, cac: 200 }, { id: 'seo', spend: 200, customers: 1, cac: 200 }]);
    expect([both.num, both.value, bySeo.num, bySeo.value, spring.num, spring.value]).toEqual([600, 200, 200, 200, 100, 100]);
  });

  it('trends and own targets: a filter by segment, whose values are counted apart, and the same rows by a dimension with too many values for that', () => {
    const day = fc.integer({ min: 0, max: 700 });
    const deal = fc.record({
      segment: fc.constantFrom('S', 'L', null), created: day, days: fc.integer({ min: 0, max: 200 }), status: fc.constantFrom('won', 'won', 'lost', 'open'),
      amount: fc.integer({ min: 1, max: 900 }), account: fc.integer({ min: 0, max: 40 }),
    });
    const deals = fc.array(deal, { minLength: 60, maxLength: 90 });
    fc.assert(fc.property(deals, fc.subarray(['S', 'L', null], { minLength: 1, maxLength: 2 }), fc.constantFrom({}, { basis: 'decided' }, { basis: 'cohort', horizonDays: 30 }), (given, segments, options) => {
      const rows: Rows = {
        deals: given.map(({ segment, created, days, status, amount, account }, i) => ({
          id: `d${i}`, segment, campaign: `c${i}`, status, amount, account_id: `a${account}`, created_at: dateOf(created), closed_at: status === 'open' ? null : dateOf(created + days),
        })),
        revenue: given.map(({ account, created, amount }) => ({ customer_id: `a${account}`, occurred_at: dateOf(created + 20), amount, margin: amount / 2 })),
        spend: Array.from({ length: 20 }, (_, i) => ({ period_start: dateOf(30 * i), period_end: dateOf(30 * i + 30), kind: 'marketing', channel: 'ads', amount: 100 })),
      };
      const context = createContext(tablesOf(rows), { asOf: '2026-01-01' });
      // A customer's segment and campaign are those of one deal, so both filters choose the same customers.
      // Who never won a deal has neither: not set, which no deal's campaign is.
      const campaign = [...given.flatMap(({ segment }, i) => (segments.includes(segment) ? [`c${i}`] : [])), ...(segments.includes(null) ? [null] : [])];
      for (const definition of [...ofDeals, ...ofCustomers]) {
        const ask = (filter: Filter) => {
          const { trend, target } = computeKpi(definition, context, { kpi: definition.id, filter, options, trend: { unit: 'month', count: 12 } });
          return { trend, target };
        };
        expect(ask({ segment: segments })).toEqual(ask({ campaign }));
      }
    }), { numRuns: 60 });
  });
});
