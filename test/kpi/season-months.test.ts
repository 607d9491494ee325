import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cells } from '../../src/kpi/cells.js';
import { churn } from '../../src/kpi/churn.js';
import { Told } from './told.js';
import { computeKpi } from './with-beside.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { touches } from '../../src/kpi/touches.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { company } from './random-customers.js';
import { randomDeals } from './random-deals.js';
import { leadFilter, leadOptions, leadTables } from './random-leads.js';
import { touchedLeads } from './random-touches.js';

type Asked = Omit<KpiQuery, 'kpi' | 'period'>;

/** Each month of the season is what the KPI answers for that month alone; so many of the last ones are not told yet. */
const expectMonths = (definition: unknown, rows: Rows, query: Asked = {}, config: EngineConfig = {}): number => {
  const kpi = definition as KpiDefinition<KpiId, Cells>;
  const context = createContext(tablesOf(rows), config);
  const { course } = computeKpi(kpi, context, { kpi: kpi.id, period: 'last_month', season: true, ...query });
  let told = 0;
  for (const { period, value, n } of course ?? []) {
    if (value === null) continue;
    told++;
    const own = computeKpi(kpi, context, { kpi: kpi.id, period: { start: period.start, end: period.end }, ...query });
    expect(n).toBe(own.n);
    expect(Math.abs(value - (own.value ?? NaN))).toBeLessThanOrEqual(1e-11 * Math.max(1, value));
  }
  return told;
};

describe('the months of a season', () => {
  it('are those of the KPI asked month by month', () => {
    const told = new Told();
    fc.assert(fc.property(leadTables, leadFilter, leadOptions, (rows, filter, options) => {
      told.add(expectMonths(leadToOpp, rows, { filter, options }, { asOf: '2025-09-01' }));
      told.add(expectMonths(leadResponse, rows, { filter, options: { dedupe: options.dedupe } }, { asOf: '2025-09-01' }));
    }), { numRuns: 40 });
    fc.assert(fc.property(touchedLeads, (rows) => told.add(expectMonths(touches, rows, {}, { asOf: '2025-07-01' }))), { numRuns: 25 });
    fc.assert(fc.property(company, (rows) => told.add(expectMonths(churn, rows, {}, { asOf: '2025-05-01' }))), { numRuns: 25 });
    fc.assert(fc.property(randomDeals, (deals) => told.add(expectMonths(salesCycle, { deals }))), { numRuns: 25 });
    expect(told.perCase).toBeGreaterThan(2);
  });
  it('of leads tell nothing until all of them are as old as the horizon', () => {
    const lead = (id: string, received_at: string, qualified_at: string | null): Row => ({ id, received_at, qualified_at, opp_id: null });
    const leads = [lead('a', '2025-03-01', '2025-03-02'), lead('b', '2025-04-30', null), lead('c', '2025-05-02', '2025-05-03')];
    const { course } = computeKpi(leadToOpp, createContext(tablesOf({ leads }), { asOf: '2025-06-01' }), { kpi: 'lead_to_opp', period: 'last_month', season: true });
    expect(course?.map(({ period, value, n }) => [period.start, value, n])).toEqual([['2025-03-01', 1, 1], ['2025-04-01', 0, 1], ['2025-05-01', null, 0]]);
  });
});
