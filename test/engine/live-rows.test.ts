import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { kpis } from '../../src/kpi/registry.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { LoadInputs } from '../../src/model/input.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiResult } from '../../src/model/result.js';
import type { TableName } from '../../src/model/schema.js';
import { smallCompany } from '../browser/small-company.js';

type Row = Readonly<Record<string, unknown>>;
type Engine = ReturnType<typeof createEngine>;

const company = smallCompany as { readonly [T in TableName]?: readonly Row[] };
const tables = Object.keys(company) as TableName[];
const ids = Object.keys(kpis) as KpiId[];
const settings: EngineConfig = { currency: 'EUR' };
const question = (kpi: KpiId) => ({ kpi, period: 'all', segmentBy: ['owner_id'], interval: 'closed-form' }) as const;
const ask = (engine: Engine, kpi: KpiId): Promise<KpiResult> => engine.compute(question(kpi));
const answers = async (engine: Engine): Promise<string[]> => {
  const found: string[] = [];
  for (const kpi of ids) found.push(JSON.stringify(await ask(engine, kpi)));
  return found;
};
const loaded = async (inputs: LoadInputs, config = settings): Promise<Engine> => {
  const engine = createEngine(config);
  await engine.load(inputs);
  return engine;
};
const rowsOf = (table: TableName): readonly Row[] => company[table] ?? [];
const whole = answers(await loaded(company));

describe('rows that are added', () => {
  it.each(tables)('to %s leave every answer as if all had been loaded at once, also those that were not computed again', async (table) => {
    const rows = rowsOf(table);
    const half = Math.floor(rows.length / 2);
    const engine = await loaded({ ...company, [table]: rows.slice(0, half) });
    await answers(engine);
    await engine.append(table, rows.slice(half));
    expect(await answers(engine)).toEqual(await whole);
  });

  it.each(tables)('to %s reach every answer that shares a filter or a dimension with one asked before', async (table) => {
    const rows = rowsOf(table);
    const half = Math.floor(rows.length / 2);
    const ways = [{ filter: { source: ['Web'] } }, { segmentBy: ['segment'] }, { segmentBy: ['channel'], filter: { owner_id: ['owner 1', 'owner 2'] } }] as const;
    const all = async (engine: Engine, order: readonly KpiId[]): Promise<Record<string, string>> => {
      const found: Record<string, string> = {};
      for (const way of ways) {
        for (const kpi of order) found[`${kpi} ${JSON.stringify(way)}`] = JSON.stringify(await engine.compute({ kpi, period: 'all', interval: 'closed-form', ...way }));
      }
      return found;
    };
    const expected = await all(await loaded(company), ids);
    for (const order of [ids, ids.toReversed()]) {
      const engine = await loaded({ ...company, [table]: rows.slice(0, half) });
      await all(engine, order);
      await engine.append(table, rows.slice(half));
      expect(await all(engine, order)).toEqual(expected);
    }
  });

  it('in any number of portions are as if loaded at once', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...tables), fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 4 }), async (table, shares) => {
      const rows = rowsOf(table);
      const cuts = [...new Set([0, ...shares.map((share) => Math.floor(share * rows.length)), rows.length])].sort((a, b) => a - b);
      const [first = 0, ...further] = cuts.slice(1);
      const engine = await loaded({ ...company, [table]: rows.slice(0, first) });
      await ask(engine, 'sales_cycle');
      let from = first;
      for (const to of further) {
        const report = await engine.append(table, rows.slice(from, to));
        expect(report.tables[table]?.rowsIn).toBe(to);
        from = to;
      }
      expect(await answers(engine)).toEqual(await whole);
    }), { numRuns: 12 });
  });

  it('compute again only what reads their table', async () => {
    const engine = await loaded({ ...company, spend: rowsOf('spend').slice(0, 13) });
    const [pipeline, cost] = [await ask(engine, 'pipeline'), await ask(engine, 'cac')];
    const report = await engine.append('spend', rowsOf('spend').slice(13));
    expect(report.untouched).toEqual(['pipeline']);
    expect(await ask(engine, 'pipeline'), 'the very same answer').toBe(pipeline);
    // Fourteen invoices of 6,000, each 40 more than the one before.
    expect([cost.num, (await ask(engine, 'cac')).num]).toEqual([13 * 6_000 + 40 * 78, 14 * 6_000 + 40 * 91]);
  });

  it('that move the cut-off concern every number', async () => {
    const engine = await loaded(company);
    await ask(engine, 'pipeline');
    const report = await engine.append('activities', [{ id: 'late', lead_id: 'L1', occurred_at: '2025-12-24T10:00:00Z', kind: 'call' }]);
    expect(report.untouched).toEqual([]);
    expect((await ask(engine, 'pipeline')).asOf).toBe('2025-12-25');
  });

  it('name what is wrong with them like a load', async () => {
    const engine = await loaded({ deals: [{ id: 'a', status: 'won', amount: 1 }] });
    const { tables: { deals } } = await engine.append('deals', [{ id: 'b', status: 'won', amount: 'lots' }, { status: 'won', amount: 3 }, { id: 'a', status: 'lost', amount: 9 }]);
    expect(deals).toMatchObject({ rowsIn: 4, rowsUsed: 2, rowsExcluded: 2 });
    expect(deals?.issues.map(({ code }) => code).sort()).toEqual(['DUPLICATE_ID', 'MISSING_REQUIRED', 'NUMBER']);
    expect(deals?.issues.find(({ code }) => code === 'NUMBER')).toMatchObject({ row: 1, column: 'amount', value: 'lots' });
  });

  it('may come as a file, and be the first of their table', async () => {
    const engine = createEngine();
    await engine.append('deals', { text: 'id,status,amount\na,won,1\n' });
    await engine.append('deals', { text: 'id,status,amount\nb,won,2\n' });
    expect((await engine.describe()).tables.deals?.rows).toBe(2);
  });

  it('as a whole that cannot be read change nothing', async () => {
    const engine = await loaded({ deals: [{ id: 'a', status: 'won' }] });
    await expect(engine.append('deals', { text: '' })).rejects.toMatchObject({ info: { code: 'EMPTY_BODY', table: 'deals' } });
    expect((await engine.append('deals', [{ id: 'b', status: 'won' }])).tables.deals?.rowsUsed).toBe(2);
  });

  it('are gone with the next load of their table, and stay under other settings', async () => {
    const engine = await loaded({ deals: [{ id: 'a', created_at: '2024-01-01 23:30', status: 'open' }] });
    await engine.append('deals', [{ id: 'b', created_at: '2024-01-02 23:30', status: 'open' }]);
    await engine.configure({ timeZone: 'Asia/Tokyo' });
    expect((await engine.describe()).tables.deals?.rows).toBe(2);
    await engine.load({ deals: [{ id: 'c', status: 'open' }] });
    expect((await engine.describe()).tables.deals?.rows).toBe(1);
  });

  it('handed over while a load runs come behind it, one call after the other', async () => {
    const engine = createEngine();
    const loading = engine.load({ deals: [{ id: 'a', status: 'won' }] });
    const reports = await Promise.all([engine.append('deals', [{ id: 'b', status: 'won' }]), engine.append('deals', [{ id: 'c', status: 'won' }])]);
    await loading;
    expect(reports.map((report) => report.tables.deals?.rowsUsed)).toEqual([2, 3]);
  });

  it('of a list that is changed after the call are those of the call', async () => {
    const engine = await loaded({ deals: [{ id: 'a', status: 'won' }] });
    const rows: Row[] = [{ id: 'b', status: 'won' }];
    const adding = engine.append('deals', rows);
    rows.push({ id: 'c', status: 'won' });
    expect((await adding).tables.deals?.rowsUsed).toBe(2);
  });
});

describe('rows that take the place of others', () => {
  it('are as if only the last of each had been loaded', async () => {
    const deal = fc.record({ id: fc.integer({ min: 0, max: 12 }).map((n) => `d${n}`), status: fc.constantFrom('won', 'lost', 'open'), amount: fc.integer({ min: 1, max: 999 }) });
    const batch = fc.uniqueArray(deal, { selector: ({ id }) => id, maxLength: 8 });
    await fc.assert(fc.asyncProperty(batch, fc.array(batch, { maxLength: 4 }), async (first, later) => {
      const dated = (rows: readonly (Row & { readonly id: string })[]) => rows.map((row) => ({ ...row, created_at: '2024-01-01', closed_at: row['status'] === 'open' ? null : '2024-03-01', updated_at: '2024-04-01' }));
      const last = new Map<unknown, Row>();
      for (const row of [first, ...later].flatMap(dated)) last.set(row.id, row);
      const engine = await loaded({ deals: dated(first) });
      for (const rows of later) {
        await ask(engine, 'pipeline');
        await engine.upsert('deals', dated(rows));
      }
      const fresh = await loaded({ deals: [...last.values()] });
      for (const kpi of ['pipeline', 'close_ratio', 'sales_cycle'] as const) expect(JSON.stringify(await ask(engine, kpi))).toBe(JSON.stringify(await ask(fresh, kpi)));
    }), { numRuns: 40 });
  });

  it('win over newer versions that were there before, and count once', async () => {
    const engine = await loaded({ deals: [{ id: 'a', status: 'open', amount: 9, updated_at: '2025-01-01' }, { id: 'b', status: 'open', amount: 1 }] });
    const { tables: { deals } } = await engine.upsert('deals', [{ id: 'a', status: 'open', amount: 2, updated_at: '2024-01-01' }]);
    expect(deals).toMatchObject({ rowsIn: 2, rowsUsed: 2, rowsExcluded: 0 });
    expect((await ask(engine, 'pipeline')).value).toBe(3);
  });

  it('are found by another column', async () => {
    const engine = await loaded({ deals: [{ id: 'a', status: 'open', amount: 1, account_id: 'x' }, { id: 'b', status: 'open', amount: 2, account_id: 'x' }, { id: 'c', status: 'open', amount: 4, account_id: 'y' }] });
    await engine.upsert('deals', [{ id: 'd', status: 'open', amount: 8, account_id: 'x' }], { key: 'account_id' });
    expect((await ask(engine, 'pipeline')).value).toBe(12);
  });

  it('need that column', async () => {
    const engine = await loaded({ deals: [{ id: 'a', status: 'open' }] });
    await expect(engine.upsert('deals', [{ id: 'a', status: 'won' }], { key: 'account_id' })).rejects.toMatchObject({ info: { code: 'INPUT' } });
  });
});
