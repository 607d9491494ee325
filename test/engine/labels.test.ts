import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';

describe('columns that only name a row', () => {
  it('are in the report of what was left out, and leave memory with it; the mapping still tells them', async () => {
    const engine = createEngine();
    const report = await engine.load({ deals: { text: 'id,name,created_at,status\nD1,Roof for Huber,2024-03-01,open\n,Windows for Maier,2024-03-02,open' } });
    expect(report.tables.deals?.columns).toMatchObject({ name: 'name' });
    expect(JSON.stringify(report.tables.deals)).toContain('Windows for Maier');
    const { columns, rows } = (await engine.describe()).tables.deals ?? { columns: [], rows: 0 };
    expect(rows).toBe(1);
    expect(columns).toEqual(['id', 'created_at', 'status']);
    expect((await engine.compute({ kpi: 'pipeline' })).n).toBe(1);
  });
});
