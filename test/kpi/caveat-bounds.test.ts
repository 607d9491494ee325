import { describe, expect, it } from 'vitest';
import type { Cells } from '../../src/kpi/cells.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import type { Row } from '../fixtures/tables.js';
import { closedDeal, codesOf, contextOf, repeat } from './deal-fixtures.js';

const ask = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, query: Omit<KpiQuery, 'kpi'> = {}): KpiResult<K> =>
  computeKpi(definition, context, { kpi: definition.id, compare: 'none', ...query });
const june = { period: { start: '2025-06-01', end: '2025-07-01' } } as const;

describe('SC_UNSEGMENTED: over 30 % of the variance, not just 30', () => {
  // Twelve deals about a mean of 10 days and twelve about 11: 12 · 1² / 2 = 6 lies between the segments. Within them 6 + 8: 6 of 20; or 6 + 6: 6 of 18.
  const around = (mean: number, off: number, segment: string): Row[] => repeat(12, (i) => closedDeal('won', mean + (i < off ? -1 : i < 2 * off ? 1 : 0), { segment }));
  const told = (off: number): boolean => codesOf(ask(salesCycle, contextOf([...around(10, 3, 'A'), ...around(11, off, 'B')]), june)).includes('SC_UNSEGMENTED');
  it('6 of 20 is silent, 6 of 18 is told', () => expect([told(4), told(3)]).toEqual([false, true]));
});

describe('what a KPI needs', () => {
  it('sales_cycle: the status of the deals, or their stage', () => {
    const [bare, byStage] = [{ created_at: '2025-06-01', closed_at: '2025-06-11' }, { created_at: '2025-06-01', closed_at: '2025-06-11', stage: 'Closed Won' }];
    expect(ask(salesCycle, contextOf([bare]), june)).toMatchObject({ state: 'not-applicable', value: null, caveats: [{ code: 'NOT_APPLICABLE', params: { table: 'deals', column: 'status' } }] });
    expect(ask(salesCycle, contextOf([byStage]), june).value).toBe(10);
  });
  it('pipeline: days of closing for past stocks and flows, unless every deal is open', () => {
    const [open, won] = [{ status: 'open', created_at: '2025-06-05', amount: 5 }, { status: 'won', created_at: '2025-06-05', amount: 7 }];
    const trend = { unit: 'month', count: 2 } as const;
    const known = ask(pipeline, contextOf([open]), { ...june, trend });
    expect([known.trend?.map(({ value }) => value), known.details.flow?.created]).toEqual([[0, 5], { n: 1, value: 5 }]);
    const unknown = ask(pipeline, contextOf([open, won]), { ...june, trend });
    expect([unknown.trend?.map(({ value, reliability }) => [value, reliability]), unknown.details.flow]).toEqual([[[null, 'none'], [null, 'none']], null]);
  });
});

describe('the trend of the cycle', () => {
  it('a cohort without a win has no figure and nothing to rely on', () => {
    const { trend } = ask(salesCycle, contextOf([closedDeal('won', 10, {}, '2025-01-20'), closedDeal('lost', 10, {}, '2025-02-20')]), { ...june, trend: { unit: 'month', count: 6 } });
    expect(trend?.slice(0, 2).map(({ period, value, n, reliability }) => [period.start.slice(0, 7), value, n, reliability])).toEqual([['2025-01', 10, 1, 'unreliable'], ['2025-02', null, 0, 'none']]);
  });
});
