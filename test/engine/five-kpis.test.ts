import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { createHub } from '../../src/engine/hub.js';
import type { Engine } from '../../src/engine/engine.js';
import { packInputs } from '../../src/engine/pack-inputs.js';
import type { HubEvent, WireInputs } from '../../src/engine/wire.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiResult } from '../../src/model/result.js';

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

/** 60 deals: every third lost after 20 days, every fourth of the rest open, the others won after 10 or 40 days. */
const deals = Array.from({ length: 60 }, (_, i) => {
  const status = i % 3 === 2 ? 'lost' : i % 4 === 0 ? 'open' : 'won';
  const created = 3 * i;
  return {
    id: `D${i}`, created_at: day(created), status, closed_at: status === 'open' ? null : day(created + (status === 'lost' ? 20 : i % 2 === 0 ? 10 : 40)),
    amount: 1000, account_id: `A${i}`, owner_id: `owner ${i % 2}`, source: 'Web',
  };
});
const won = deals.filter(({ status }) => status === 'won');
const inputs = {
  deals,
  spend: [0, 31, 60, 91, 121, 152].map((start) => ({ period_start: day(start), amount: 500, channel: 'Web', kind: 'marketing' })),
  revenue: won.map(({ account_id, closed_at }) => ({ customer_id: account_id, occurred_at: closed_at, amount: 1000, margin: 600 })),
  customers: won.map(({ account_id, closed_at }) => ({ id: account_id, first_won_at: closed_at })),
};
const ids: readonly KpiId[] = ['sales_cycle', 'pipeline', 'close_ratio', 'cac', 'clv'];

describe('the five KPIs, asked of one engine', () => {
  let engine: Engine;
  const results = new Map<KpiId, KpiResult>();
  beforeAll(async () => {
    engine = createEngine({ timeZone: 'Europe/Berlin', currency: 'EUR', asOf: '2024-09-01' });
    await engine.load(inputs);
    for (const kpi of ids) results.set(kpi, await engine.compute({ kpi, period: 'all' }));
  });

  it('have the values that counting by hand gives', () => {
    const days = won.map((_, i) => i).reduce((sum, i) => sum + (Number(won[i]?.id.slice(1)) % 2 === 0 ? 10 : 40), 0);
    expect(results.get('sales_cycle')).toMatchObject({ state: 'ready', unit: 'days', n: won.length, num: days });
    expect(results.get('sales_cycle')?.value).toBeCloseTo(days / won.length, 9);
    const open = deals.filter(({ status }) => status === 'open').length;
    expect(results.get('pipeline')).toMatchObject({ state: 'ready', unit: 'money', n: open, value: 1000 * open, currency: 'EUR' });
    expect(results.get('cac')).toMatchObject({ unit: 'money', num: 3000, den: won.length });
    expect(results.get('clv')).toMatchObject({ n: won.length, value: 600 });
    expect(results.get('close_ratio')).toMatchObject({ unit: 'ratio', state: 'ready' });
  });

  it('carry their period, cut-off, zone and what was left out', () => {
    for (const result of results.values()) {
      expect(result).toMatchObject({ asOf: '2024-09-01', timeZone: 'Europe/Berlin', provenance: { definition: { id: result.kpi } } });
      expect(result.provenance.rowsUsed).toBeGreaterThan(0);
    }
  });

  it('add up over segments and follow a filter', async () => {
    const split = await engine.compute({ kpi: 'pipeline', segmentBy: ['owner_id'] });
    expect(split.segments.map(({ n }) => n).reduce((a, b) => a + b, 0)).toBe(split.n);
    const [first] = split.segments;
    const filtered = await engine.compute({ kpi: 'pipeline', filter: { owner_id: first?.key ?? [] } });
    expect(filtered.value).toBe(first?.value);
  });

  it('are the same text through the hub as from the engine, first answers included', async () => {
    const events: HubEvent[] = [];
    const hub = createHub(createEngine, (event) => events.push(event));
    await hub.open(1, { timeZone: 'Europe/Berlin', currency: 'EUR', asOf: '2024-09-01' });
    const { tables } = await packInputs(inputs, Infinity);
    expect(await hub.load(1, 1, Object.fromEntries(tables) as WireInputs)).toMatchObject({ ok: true });
    for (const kpi of ids) {
      const reply = await hub.compute(1, 2, { kpi, period: 'all' });
      expect(JSON.stringify(reply)).toBe(JSON.stringify({ ok: true, value: results.get(kpi) }));
      expect(structuredClone(reply)).toEqual(reply);
    }
    await hub.close(1);
    expect(await hub.describe(1)).toMatchObject({ ok: false, error: { code: 'CLOSED' } });
  });

  it('say not-applicable, never 0, when their table is not there', async () => {
    const bare = createEngine();
    for (const kpi of ids) expect(await bare.compute({ kpi })).toMatchObject({ state: 'not-applicable', value: null });
    await bare.load({ deals: [] });
    expect(await bare.compute({ kpi: 'sales_cycle' })).toMatchObject({ state: 'empty', value: null });
  });
});
