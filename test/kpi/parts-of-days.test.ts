import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { codesOf, contextOf as dealContext } from './deal-fixtures.js';
import { first, partsOf } from './explained.js';
import { contextOf as leadContext } from './lead-fixtures.js';

const june = { period: { start: '2025-06-01', end: '2025-07-01' } } as const;

describe('cycles that end within a day count their hours', () => {
  // Won after 10.25 days in May and after 20.75 days in June; in Lead for 4 days, then for 15.5.
  const deals = [
    { status: 'won', created_at: '2025-05-01T00:00', closed_at: '2025-05-11T06:00' }, { status: 'won', created_at: '2025-06-01T00:00', closed_at: '2025-06-21T18:00' },
  ];
  const stage_history = [
    { deal_id: 'd1', stage: 'Lead', entered_at: '2025-05-01T00:00' }, { deal_id: 'd1', stage: 'Offer', entered_at: '2025-05-05T00:00' },
    { deal_id: 'd2', stage: 'Lead', entered_at: '2025-06-01T00:00' }, { deal_id: 'd2', stage: 'Offer', entered_at: '2025-06-16T12:00' },
  ];
  const ask = (rows: readonly Row[], more: Rows = {}, query: object = {}) => computeKpi(salesCycle, dealContext(rows, more), { kpi: 'sales_cycle', compare: 'none', ...june, ...query });

  it('in the mean and in each phase: 15.5 + 5.25 = 20.75', () => {
    const { value, phases } = ask(deals, { stage_history });
    expect([value, phases?.map(({ key, value: days }) => [key, days])]).toEqual([20.75, [['Lead', 15.5], ['Offer', 5.25]]]);
  });
  it('in the change by phases: Lead 15.5 − 4, Offer 5.25 − 6.25', () => {
    const drivers = first(salesCycle, dealContext(deals, { stage_history }), june).drivers;
    expect(drivers?.map(({ before, after, total }) => [before, after, total])).toEqual([[10.25, 20.75, 10.5], [10.25, 20.75, 10.5]]);
    expect(partsOf(drivers?.[1])).toEqual({ 'Lead stage': 11.5, 'Offer stage': -1 });
  });
  it('in its own target, the median of the four quarters before: 10.25, 11.5, 12.75 and 14 give 12.125', () => {
    const quarter = (start: string, end: string): Row => ({ status: 'won', created_at: start, closed_at: end });
    const before = [quarter('2024-07-01T00:00', '2024-07-11T06:00'), quarter('2024-10-01T00:00', '2024-10-12T12:00'), quarter('2025-01-01T00:00', '2025-01-13T18:00'), quarter('2025-04-01T00:00', '2025-04-15T00:00')];
    const inJuly = { status: 'won', created_at: '2025-07-01T00:00', closed_at: '2025-07-06T00:00' };
    const own = computeKpi(salesCycle, dealContext([...before, inJuly], {}, { asOf: '2025-08-01' }), { kpi: 'sales_cycle', period: { start: '2025-07-01', end: '2025-08-01' }, compare: 'none' });
    expect([own.value, own.target]).toEqual([5, 12.125]);
  });
});

describe('waits that end within a minute count their seconds', () => {
  const lead = (day: string, assigned: string, answered: string): Row => ({ received_at: `${day}T08:00:00Z`, assigned_at: `${day}T08:${assigned}Z`, first_response_at: `${day}T08:${answered}Z` });
  it('in the change by steps: routing 2:45 − 1:30, pickup 4:15 − 0:15', () => {
    const context = leadContext([lead('2025-05-12', '01:30', '01:45'), lead('2025-06-12', '02:45', '07:00')]);
    const steps = first(leadResponse, context, june).drivers?.[1];
    expect(steps).toMatchObject({ before: 1.75, after: 7, total: 5.25 });
    expect(partsOf(steps)).toEqual({ 'routing phase': 1.25, 'pickup phase': 4, 'unassigned phase': 0 });
  });
});

describe('dates without times, of leads', () => {
  const ask = (...qualified: readonly string[]) => computeKpi(leadToOpp, leadContext(qualified.map((qualified_at) => ({ received_at: '2025-05-10', qualified_at }))), { kpi: 'lead_to_opp', period: 'all', compare: 'none' });
  it('qualified on the day, the day before or later: qualified; two days before: in neither count, and said so', () => {
    const kept = ask('2025-05-10', '2025-05-09', '2025-05-12');
    expect([kept.num, kept.den, codesOf(kept).includes('DQ_NEGATIVE_DURATION')]).toEqual([3, 3, false]);
    const dropped = ask('2025-05-10', '2025-05-08');
    expect([dropped.num, dropped.den, dropped.caveats.find(({ code }) => code === 'DQ_NEGATIVE_DURATION')?.params]).toEqual([1, 1, { n: 1 }]);
  });
});
