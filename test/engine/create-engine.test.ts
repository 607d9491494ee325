import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';

const csv = [
  'id,created_at,closed_at,status,amount,owner_id,source',
  'D1,2024-01-02,2024-02-01,won,100,anna,Web',
  'D2,2024-01-05,2024-03-01,lost,200,ben,Web',
  'D3,2024-02-10,,open,300,anna,',
  'D4,2024-02-12,2024-03-15,won,400,ben,Fair',
].join('\n');

describe('createEngine(config)', () => {
  it('tells what a dataset holds: rows, columns, values by frequency with "not set" among them', async () => {
    const engine = createEngine({ timeZone: 'Europe/Berlin' });
    await engine.load({ deals: { text: csv } });
    const info = await engine.describe();
    expect(info).toMatchObject({ asOf: '2024-03-16', timeZone: 'Europe/Berlin' });
    expect(info.tables.deals?.rows).toBe(4);
    expect(info.dimensions).toMatchObject({
      owner_id: [{ value: 'anna', count: 2 }, { value: 'ben', count: 2 }],
      source: [{ value: 'Web', count: 2 }, { value: 'Fair', count: 1 }, { value: null, count: 1 }],
    });
    expect(info.distinct).toMatchObject({ owner_id: 2, source: 3 });
    expect(Object.keys(info.dimensions)).not.toContain('status');
  });

  it('tells of a column with very many values the 200 most frequent, equal ones by value, "not set" among them, and how many there are', async () => {
    const engine = createEngine();
    // Accounts a0 … a2999, each once, a7 four times and a2500 twice; three deals without account.
    const accounts = [...Array.from({ length: 3000 }, (_, i) => `a${i}`), 'a7', 'a7', 'a7', 'a2500', null, null, null];
    await engine.load({ deals: accounts.map((account_id, i) => ({ id: `d${i}`, created_at: '2024-01-01', status: 'open', account_id })) });
    const { dimensions, distinct } = await engine.describe();
    expect(distinct['account_id']).toBe(3001);
    // 198 more, in the order of their texts: a0, a1, a10, a100, a1000, a1001 …
    const alone = Array.from({ length: 3000 }, (_, i) => `a${i}`).filter((account) => account !== 'a7' && account !== 'a2500').sort().slice(0, 198);
    expect(dimensions['account_id']).toEqual([
      { value: 'a7', count: 4 }, { value: null, count: 3 }, { value: 'a2500', count: 2 }, ...alone.map((value) => ({ value, count: 1 })),
    ]);
  });

  it('keeps the table that was there when a new one has no usable source', async () => {
    const engine = createEngine();
    await engine.load({ deals: { text: csv } });
    await expect(engine.load({ deals: { text: '<!doctype html><title>Sign in</title>', label: 'deals.csv' } })).rejects.toMatchObject({ info: { code: 'CONTENT_TYPE', table: 'deals' } });
    expect((await engine.describe()).tables.deals?.rows).toBe(4);
  });

  it('loads the tables it can and names the one it cannot', async () => {
    const engine = createEngine();
    const report = await engine.load({ deals: { text: csv }, leads: { text: '<!doctype html><p>no' } });
    expect(report.tables.deals).toMatchObject({ rowsIn: 4, rowsUsed: 4, rowsExcluded: 0 });
    expect(report.issues).toMatchObject([{ code: 'CONTENT_TYPE', table: 'leads' }]);
  });

  it('reads times again in the new zone when the zone changes', async () => {
    const engine = createEngine({ timeZone: 'UTC' });
    await engine.load({ deals: { text: 'id,created_at,status\nD1,2024-03-01T23:30:00Z,open\nD2,2024-03-01T12:00:00Z,open' } });
    expect((await engine.describe()).asOf).toBe('2024-03-02');
    await engine.configure({ timeZone: 'Europe/Berlin' });
    expect((await engine.describe()).asOf).toBe('2024-03-03');
  });

  it('refuses a zone that does not exist with CONFIG', async () => {
    const engine = createEngine({ timeZone: 'Mars/Olympus' });
    await expect(engine.compute({ kpi: 'pipeline' })).rejects.toMatchObject({ info: { code: 'CONFIG' } });
  });

  it('refuses a KPI that does not exist and a period that is none', async () => {
    const engine = createEngine();
    await engine.load({ deals: { text: csv } });
    await expect(engine.compute({ kpi: 'revenue' as 'pipeline' })).rejects.toMatchObject({ info: { code: 'UNKNOWN_KPI' } });
    await expect(engine.compute({ kpi: 'pipeline', period: 'last_fortnight' as 'all' })).rejects.toMatchObject({ info: { code: 'QUERY' } });
  });
});
