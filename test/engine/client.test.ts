import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configureWorker, openEngine } from '../../src/engine/client.js';
import { version } from '../../src/engine/version.js';

describe('openEngine(config) where there are no workers', () => {
  it('is the same engine in this thread', async () => {
    const engine = await openEngine({ timeZone: 'Europe/Berlin' });
    expect(engine.rung).toBe('main-thread');
    const rows = Array.from({ length: 60_000 }, (_, i) => ({ id: `D${i}`, created_at: '2024-01-02', status: 'open' }));
    const seen: number[] = [];
    const report = await engine.load({ deals: rows }, { onProgress: ({ bytes }) => seen.push(bytes) });
    expect(report.tables.deals).toMatchObject({ rowsIn: 60_000, rowsUsed: 60_000 });
    expect(seen.length).toBeGreaterThan(0);
    expect(await engine.describe()).toMatchObject({ asOf: '2024-01-03', timeZone: 'Europe/Berlin', tables: { deals: { rows: 60_000 } } });
    await engine.close();
    await expect(engine.describe()).rejects.toMatchObject({ info: { code: 'CLOSED' } });
  });

  it('keeps what it could pack and names the table it could not', async () => {
    const engine = await openEngine();
    const loop: Record<string, unknown> = { id: 'L1' };
    loop['extra'] = loop;
    const report = await engine.load({ deals: [{ id: 'D1', status: 'open' }], leads: [loop] });
    expect(Object.keys(report.tables)).toEqual(['deals']);
    expect(report.issues).toMatchObject([{ code: 'SHAPE', table: 'leads', row: 1, column: 'extra' }]);
    await engine.load({ leads: [] });
    await expect(engine.load({ leads: [loop] })).rejects.toMatchObject({ info: { code: 'SHAPE', table: 'leads' } });
    expect((await engine.describe()).tables).toMatchObject({ deals: { rows: 1 }, leads: { rows: 0 } });
    await engine.close();
  });

  for (const [what, input] of [
    ['two places at once', { text: 'id\n1', url: '/x.csv' }], ['no place', {}], ['a text that is none', { text: 5 }], ['null', null], ['a number', 7],
  ] as const) {
    it(`refuses ${what} as an input with INPUT and its table`, async () => {
      const engine = await openEngine();
      await expect(engine.load({ deals: input as never })).rejects.toMatchObject({ info: { code: 'INPUT', table: 'deals' } });
      await engine.close();
    });
  }

  it('gives up a load that never moves, at its deadline', async () => {
    configureWorker({ deadline: 600 });
    const engine = await openEngine();
    const server = await import('node:http').then(({ createServer }) => createServer(() => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await expect(engine.load({ deals: { url: `http://127.0.0.1:${port}/never.csv` } })).rejects.toMatchObject({ info: { code: 'DEADLINE', retryable: true } });
    await engine.close();
    server.closeAllConnections();
    server.close();
    configureWorker({});
  });
});

describe('inspect(input) looks without loading', () => {
  const ofNothing = 'kennzahl test';
  it('tells file, format, headers and the tables it could be, whatever it is given as', async () => {
    const engine = await openEngine();
    const csv = 'opportunity_id,deal_stage,close_value\n1,Won,5\n';
    const file = Object.assign(new Blob([csv]), { name: 'sales_pipeline.csv' });
    const seen = { format: 'csv', headers: ['opportunity_id', 'deal_stage', 'close_value'], guesses: [{ table: 'deals' }] };
    expect(await engine.inspect({ file })).toMatchObject({ ...seen, label: 'sales_pipeline.csv' });
    expect(await engine.inspect({ text: csv, label: ofNothing })).toMatchObject({ ...seen, label: ofNothing });
    expect(await engine.inspect({ bytes: new TextEncoder().encode(csv) })).toMatchObject(seen);
    expect((await engine.describe()).tables).toEqual({});
    await engine.close();
    await expect(engine.inspect({ file })).rejects.toMatchObject({ info: { code: 'CLOSED' } });
  });
  it('reads only the first of many rows', async () => {
    const engine = await openEngine();
    let read = 0;
    const rows = Array.from({ length: 20_000 }, (_, i) => ({ get id() { read++; return `D${i}`; }, status: 'won', amount: 5 }));
    expect(await engine.inspect({ rows })).toMatchObject({ headers: ['id', 'status', 'amount'], guesses: [{ table: 'deals' }] });
    expect(read).toBeLessThan(1_000);
    await engine.close();
  });
  it('says what is wrong as load does', async () => {
    const engine = await openEngine();
    await expect(engine.inspect({ text: '<!doctype html><title>Sign in</title>' })).rejects.toMatchObject({ info: { code: 'CONTENT_TYPE' } });
    await expect(engine.inspect({ text: '' })).rejects.toMatchObject({ info: { code: 'EMPTY_BODY' } });
    for (const input of [{}, { text: 'id', url: '/x' }, null, 7]) await expect(engine.inspect(input as never)).rejects.toMatchObject({ info: { code: 'INPUT', table: null } });
    await engine.close();
  });
});

describe('version', () => {
  it('is the package’s', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(version).toBe(manifest.version);
  });
});
