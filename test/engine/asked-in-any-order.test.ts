import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { kpis } from '../../src/kpi/registry.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';

/** Each table has rows that some rule leaves out, so that every rule has something to count. */
const inputs = {
  deals: { text: [
    'id,status,created_at,closed_at,amount,currency,probability,expected_close_at,product_id,account_id,owner_id,lead_id,source',
    'D1,won,2024-01-02,2024-02-01,100,EUR,,,P1,C1,O1,L1,Web', 'D2,lost,2024-01-03,2024-02-02,50,EUR,,,P1,C2,O2,,Fair',
    'D3,open,2024-03-01,,70,EUR,60,2025-08-01,P2,C3,O1,L2,Web', 'D4,open,2024-03-01,,70,EUR,0.5,2025-08-01,P2,C3,O2,,Web',
    'D5,won,2025-09-01,2025-09-02,10,EUR,,,P1,C5,O1,,Web', 'D6,won,,2024-03-05,30,EUR,,,P2,C6,O2,,Fair', 'D7,won,2024-04-05,,30,EUR,,,P2,C6,O2,,Fair',
    'D8,won,2024-04-05,2024-05-01,30,XTS,,,P2,C7,O2,,Fair',
  ].join('\n') },
  stage_history: { text: ['deal_id,stage,entered_at,outcome', 'D1,New,2024-01-02,open', 'D1,Offer,2024-01-10,open', 'D1,Lost,2024-01-12,lost', 'D1,Offer,2024-01-15,open', 'D1,Won,2024-02-01,won', 'D3,New,2025-09-01,open'].join('\n') },
  deal_lines: { text: ['deal_id,product_id,qty,total,margin', 'D1,P1,1,60,10', 'D1,P2,2,40,5', 'D8,P2,1,30,5', 'D99,P1,1,5,1'].join('\n') },
  leads: { text: ['id,received_at,first_response_at,qualified_at,opp_id,email,source,owner_id', 'L1,2024-01-01 08:00,2024-01-01 08:04,2024-01-02 09:00,D1,a@x.example,Web,O1', 'L2,2024-02-01 08:00,,,,b@x.example,Web,O2', 'L3,2025-08-01 08:00,,,,,Web,O1', 'L4,,,,,,Fair,O1'].join('\n') },
  activities: { text: ['lead_id,deal_id,occurred_at,kind,booked_at', 'L1,D1,2024-01-01 08:04,call,', 'L1,D1,2024-01-05 10:00,meeting,2024-01-02 10:00', 'L2,D3,2025-08-02 08:00,call,'].join('\n') },
  customers: { text: ['id,first_won_at,segment', 'C1,2024-02-01,Small', 'C2,,Large', 'C3,2024-03-01,Small'].join('\n') },
  subscriptions: { text: ['customer_id,started_at,ended_at,mrr,currency', 'C1,2024-02-01,,10,EUR', 'C2,2024-02-01,2024-01-01,10,EUR', 'C3,2025-09-01,,10,EUR', 'C4,,2024-06-01,10,EUR', 'C6,2024-03-05,2025-01-01,10,XTS'].join('\n') },
  revenue: { text: ['customer_id,occurred_at,amount,margin,currency', 'C1,2024-02-05,100,60,EUR', 'C1,2025-09-01,100,60,EUR', 'C6,2024-03-05,100,60,XTS'].join('\n') },
  spend: { text: ['period_start,period_end,kind,amount,currency', '2024-01-01,2024-02-01,marketing,500,EUR', '2024-03-01,2024-02-01,sales,500,EUR', '2024-04-01,2024-05-01,sales,500,XTS'].join('\n') },
  forecasts: { text: ['made_at,period_start,period_end,series,amount,currency', '2023-12-30,2024-01-01,2024-04-01,all,100,EUR', '2024-03-30,2024-04-01,2024-07-01,all,100,EUR', '2024-03-30,2024-04-01,2024-05-01,all,100,EUR', '2025-09-01,2025-10-01,2026-01-01,all,9,EUR', '2024-03-30,2024-04-01,,all,1,EUR', '2023-12-30,2024-01-01,2024-04-01,all,100,XTS'].join('\n') },
};
const config: EngineConfig = { asOf: '2025-07-01', currency: 'EUR' };
const ids = Object.keys(kpis) as KpiId[];
/** Ways to ask of which each reads something else. */
const ways: Readonly<Record<string, Omit<KpiQuery, 'kpi'>>> = {
  'as a whole': {},
  'by owner': { segmentBy: ['owner_id'] },
  'by source': { segmentBy: ['source'] },
  'by product of one owner': { segmentBy: ['product_id'], filter: { owner_id: ['O1'] } },
  'of another owner': { filter: { owner_id: ['O2'] } },
  'of one source': { filter: { source: ['Web'] } },
  'with silence as the end': { options: { inactiveDays: 30 } },
  'with its course and what comes next': { trend: { unit: 'month', count: 12 }, season: true, explain: true, milestones: true },
};
const questions = ids.flatMap((kpi) => Object.entries(ways).map(([way, query]): readonly [string, KpiQuery] => [`${kpi} ${way}`, { ...query, kpi, period: 'all' }]));

const loaded = async (): Promise<ReturnType<typeof createEngine>> => {
  const engine = createEngine(config);
  await engine.load(inputs);
  return engine;
};
const answersTo = async (asked: readonly (readonly [string, KpiQuery])[]): Promise<Map<string, string>> => {
  const engine = await loaded();
  const found = new Map<string, string>();
  for (const [name, query] of asked) found.set(name, JSON.stringify(await engine.compute(query)));
  await engine.close();
  return found;
};
const inOrder = await answersTo(questions);
const reversed = await answersTo(questions.toReversed());

describe('an answer', () => {
  it.each(questions)('%s is the same whatever was asked before, to the last byte', async (name, query) => {
    const first = (await answersTo([[name, query]])).get(name) as string;
    expect(JSON.parse(inOrder.get(name) as string), 'after the ones before it').toEqual(JSON.parse(first));
    expect(JSON.parse(reversed.get(name) as string), 'after the ones behind it').toEqual(JSON.parse(first));
    expect([inOrder.get(name), reversed.get(name)]).toEqual([first, first]);
  });
});
