import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { KpiResult } from '../../src/model/result.js';

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const won = Array.from({ length: 40 }, (_, i) => ({ id: `D${i}`, created_at: day(i), closed_at: day(i + 20), status: 'won', amount: 1000, account_id: `A${i}` }));
const open = Array.from({ length: 10 }, (_, i) => ({ id: `O${i}`, created_at: day(100 + i), closed_at: null, status: 'open', amount: 500, probability: 0.4, account_id: null }));
const tables = {
  deals: [...won, ...open],
  subscriptions: won.map(({ account_id, closed_at }, i) => ({ customer_id: account_id, started_at: closed_at, ended_at: i % 4 === 0 ? day(i + 120) : null, mrr: 100 })),
  revenue: won.map(({ account_id, closed_at }) => ({ customer_id: account_id, occurred_at: closed_at, amount: 1000, margin: 500 })),
  spend: [{ period_start: day(0), period_end: day(180), amount: 12_000, channel: 'Web', kind: 'marketing' }],
};
const config = { timeZone: 'UTC', currency: 'EUR', asOf: '2024-10-01' } as const;
const question = { kpi: 'cac', period: 'all', compare: 'none' } as const;
const figuresOf = ({ whatIf }: KpiResult): Readonly<Record<string, readonly (number | null)[]>> =>
  Object.fromEntries((whatIf?.figures ?? []).map(({ id, before, after }) => [id, [before, after]]));

describe('assumed changes, asked of an engine', () => {
  let engine: ReturnType<typeof createEngine>;
  beforeAll(async () => {
    engine = createEngine(config);
    await engine.load(tables);
  });

  it('come with the answer itself, and only when asked for', async () => {
    const plain = await engine.compute(question);
    const { whatIf, ...rest } = await engine.compute({ ...question, whatIf: {} });
    expect(plain).not.toHaveProperty('whatIf');
    expect(rest).toEqual(plain);
    expect(whatIf?.figures.map(({ id, before }) => [id, before])).toEqual([
      ['cac', plain.value], ['clv', plain.details.clv], ['clvToCac', plain.details.clvToCac], ['payback', plain.details.payback.survivalMonths], ['pipeline', 2000],
    ]);
  });
  it('12000 for 40 customers are 300; a tenth dearer leaves 60 of 50 a month, and 2200 to expect', async () => {
    const result = await engine.compute({ ...question, whatIf: { price: 0.1 } });
    const { cac, clv, pipeline } = figuresOf(result);
    expect([cac, pipeline]).toEqual([[300, 300], [2000, 2200]]);
    expect((clv?.[1] ?? 0) / (clv?.[0] ?? 1)).toBeCloseTo(1.2, 9);
  });
  it('of leads say what is missing where there are none', async () => {
    const { whatIf } = await engine.compute({ ...question, whatIf: { responseMinutes: 5 } });
    expect(whatIf?.levers.find(({ lever }) => lever === 'responseMinutes')).toMatchObject({ change: null, lack: { code: 'NOT_APPLICABLE', params: { table: 'leads' } } });
  });
  it('start from the closed-form answer until the final one is there, and end with its intervals', async () => {
    const firsts: KpiResult[] = [];
    const fresh = createEngine(config);
    await fresh.load(tables);
    const final = await fresh.compute({ ...question, whatIf: { price: 0.1 } }, { onFirst: (result) => void firsts.push(result) });
    expect(figuresOf(firsts[0] as KpiResult)).toEqual(figuresOf(final));
    const intervalOf = (result: KpiResult | undefined) => result?.whatIf?.figures.find(({ id }) => id === 'clv')?.beforeCi ?? null;
    expect([intervalOf(firsts[0]), intervalOf(final) === null]).toEqual([null, false]);
    await fresh.close();
  });
  it('a newer question of the same asker takes the place of the older', async () => {
    const older = engine.compute({ ...question, whatIf: { price: 0.01 } }, { ask: 'slider' });
    const newer = engine.compute({ ...question, whatIf: { price: 0.02 } }, { ask: 'slider' });
    await expect(older).rejects.toMatchObject({ name: 'AbortError' });
    expect(figuresOf(await newer)['pipeline']).toEqual([2000, 2040]);
  });
  it('are plain data, as what crosses the border of a worker must be', async () => {
    const result = await engine.compute({ ...question, whatIf: { price: 0.1, winRate: 0.05 } });
    expect(structuredClone(result)).toEqual(result);
  });
});
