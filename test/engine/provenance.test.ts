import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Engine } from '../../src/engine/engine.js';
import { kpis } from '../../src/kpi/registry.js';
import type { LoadReport } from '../../src/model/issue.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { TableName } from '../../src/model/schema.js';

/** Of each table some rows that a file cannot be read by, repeated ones, and some that a number has to leave out. */
const inputs = {
  deals: { text: [
    'id,status,created_at,closed_at,amount,product_id,account_id,owner_id,lead_id', 'D1,won,2024-01-02,2024-02-01,100,P1,C1,O1,L1', 'D2,lost,2024-01-03,2024-02-02,50,P1,C2,O2,', 'D3,open,2024-03-01,,70,P2,C3,O1,L2',
    'D3,open,2024-03-01,,70,P2,C3,O1,L2', ',won,2024-01-01,2024-01-05,9,P1,C9,O1,', 'D4,won,2024-05-01', 'D5,won,2025-09-01,2025-09-02,10,P1,C5,O1,', 'D6,won,,2024-03-05,30,P2,C6,O2,', 'D7,won,2024-04-05,2024-04-01,30,P2,C6,O2,',
  ].join('\n') },
  deal_lines: { text: ['deal_id,product_id,qty,total', 'D1,P1,1,60', 'D1,P2,2,40', 'D99,P1,1,5', ',P1,1,5', 'D2,P1,1'].join('\n') },
  leads: { text: [
    'id,received_at,first_response_at,qualified_at,opp_id,email,source', 'L1,2024-01-01 08:00,2024-01-01 08:04,2024-01-02 09:00,D1,a@x.example,Web', 'L2,2024-02-01 08:00,,,,b@x.example,Web', 'L3,2025-08-01 08:00,,,,,Web', 'L4,,,,,,Fair', 'L5,2024-03-01 08:00',
  ].join('\n') },
  activities: { text: ['lead_id,occurred_at,kind,booked_at', 'L1,2024-01-01 08:04,call,', 'L1,2024-01-05 10:00,meeting,2024-01-02 10:00', 'L2,2025-08-02 08:00,call,', 'L2,2024-02-02'].join('\n') },
  customers: { text: ['id,first_won_at', 'C1,2024-02-01', 'C2,', ',2024-01-01', 'C3'].join('\n') },
  subscriptions: { text: ['customer_id,started_at,ended_at,mrr', 'C1,2024-02-01,,10', 'C2,2024-02-01,2024-01-01,10', 'C3,2025-09-01,,10', 'C4,,2024-06-01,10', 'C5,2024-01-01'].join('\n') },
  revenue: { text: ['customer_id,occurred_at,amount,margin', 'C1,2024-02-05,100,60', 'C1,2025-09-01,100,60', ',2024-02-05,100,60', 'C2,2024-02-05'].join('\n') },
  spend: { text: ['period_start,period_end,kind,amount', '2024-01-01,2024-02-01,marketing,500', '2024-03-01,2024-02-01,sales,500', ',2024-02-01,sales,500', '2024-04-01'].join('\n') },
  forecasts: { text: ['made_at,period_start,period_end,series,amount', '2023-12-30,2024-01-01,2024-04-01,all,100', '2024-03-30,2024-04-01,2024-07-01,all,100', '2024-03-30,2024-04-01,2024-05-01,all,100', '2025-09-01,2025-10-01,2026-01-01,all,9', '2024-03-30,2024-04-01'].join('\n') },
};

describe('the provenance of a number', () => {
  let engine: Engine;
  let report: LoadReport;
  beforeAll(async () => {
    engine = createEngine({ asOf: '2025-07-01' });
    report = await engine.load(inputs);
  });
  const rowsIn = (tables: readonly TableName[]): number => tables.reduce((sum, table) => sum + (report.tables[table]?.rowsIn ?? NaN), 0);

  it.each(Object.keys(kpis) as KpiId[])('%s: rows used and rows left out are the rows of the files it is made of', async (kpi) => {
    const { provenance } = await engine.compute({ kpi, period: 'all', interval: 'closed-form' });
    expect(provenance.sources.length).toBeGreaterThan(0);
    expect([kpi, provenance.sources, provenance.rowsUsed + provenance.rowsExcluded]).toEqual([kpi, provenance.sources, provenance.rowsIn]);
    expect([kpi, provenance.sources, provenance.rowsIn]).toEqual([kpi, provenance.sources, rowsIn(provenance.sources)]);
    expect(provenance.rowsUsed).toBeGreaterThan(0);
    expect(provenance.rowsExcluded).toBeGreaterThan(0);
  });

  it('is made of the tables that hold its cases', async () => {
    const sources = await Promise.all((Object.keys(kpis) as KpiId[]).map(async (kpi) => [kpi, (await engine.compute({ kpi, period: 'all', interval: 'closed-form' })).provenance.sources] as const));
    expect(Object.fromEntries(sources)).toEqual({
      sales_cycle: ['deals'], pipeline: ['deals'], close_ratio: ['deals'], cac: ['customers', 'subscriptions', 'revenue', 'deals', 'spend'], clv: ['customers', 'subscriptions', 'revenue', 'deals'],
      churn: ['subscriptions'], forecast_accuracy: ['forecasts', 'deals'], lead_to_opp: ['leads'], lead_response: ['leads'], touches_to_meeting: ['leads'], product_performance: ['deals', 'deal_lines'],
    });
  });

  it('a filter and a segment change nothing in it', async () => {
    const plain = await engine.compute({ kpi: 'pipeline', period: 'all' });
    const cut = await engine.compute({ kpi: 'pipeline', period: 'all', filter: { owner_id: ['O1'] }, segmentBy: ['product_id'] });
    expect(cut.provenance).toMatchObject({ rowsIn: plain.provenance.rowsIn, rowsUsed: plain.provenance.rowsUsed });
  });
});
