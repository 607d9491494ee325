import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Engine } from '../../src/engine/engine.js';
import { createHub } from '../../src/engine/hub.js';
import { loadDefinition } from '../../src/engine/load-definition.js';
import type { RowsQuery } from '../../src/model/rows.js';

const csv = [
  'id,name,created_at,closed_at,status,amount,source',
  'D1,Dach für Huber,2025-05-01,2025-05-11,won,100,Web',
  'D2,Fenster,2025-05-01,2025-05-21,won,200,Fair',
  ',without an id,2025-05-01,2025-05-21,won,200,Fair',
  'D2,Fenster,2025-05-01,2025-05-21,won,200,Fair',
  'D3,Tür,2025-05-01,,open,300,Web',
].join('\n');
const query: RowsQuery = { kpi: 'sales_cycle', period: { start: '2025-05-01', end: '2025-06-01' } };
const opened = async (input: Parameters<Engine['load']>[0]) => {
  const engine = createEngine({ asOf: '2025-07-01' });
  await engine.load(input);
  return engine;
};

describe('rows(query) lists the rows behind a number', () => {
  it('by the numbers of the file, past what was left out there', async () => {
    const engine = await opened({ deals: { text: csv } });
    const { tables } = await engine.rows(query);
    expect(tables).toEqual([{
      table: 'deals', total: 2, columns: ['id', 'created_at', 'closed_at', 'amount', 'source'],
      rows: [
        { row: 2, input: null, values: ['D1', '2025-05-01', '2025-05-11', 100, 'Web'] },
        { row: expect.toSatisfy((row: number) => row === 3 || row === 5) as number, input: null, values: ['D2', '2025-05-01', '2025-05-21', 200, 'Fair'] },
      ],
    }]);
    expect((await engine.compute(query)).value).toBe(15);
  });
  it('with the names that left memory, read once more', async () => {
    const engine = await opened({ deals: { text: csv } });
    const [deals] = (await engine.rows({ ...query, labels: true })).tables;
    expect([deals?.columns.at(-1), deals?.rows.map(({ values }) => values.at(-1))]).toEqual(['name', ['Dach für Huber', 'Fenster']]);
  });
  it('page after page of one list, each row with its own name, and anew once the data is another', async () => {
    const engine = await opened({ deals: { text: csv } });
    const page = async (offset: number) => (await engine.rows({ ...query, offset, limit: 1, labels: true })).tables[0];
    const pages = [await page(0), await page(1), await page(2)];
    expect(pages.map((own) => own?.rows.map(({ values }) => values.at(-1)))).toEqual([['Dach für Huber'], ['Fenster'], []]);
    expect(pages.map((own) => own?.total)).toEqual([2, 2, 2]);
    await engine.load({ deals: { text: csv.replace('Dach für Huber', 'Keller').replace(',won,200', ',lost,200').replace(',won,200', ',lost,200').replace(',won,200', ',lost,200') } });
    const after = await page(0);
    expect([after?.total, after?.rows.map(({ values }) => values.at(-1))]).toEqual([1, ['Keller']]);
  });
  it('of several inputs of a table, each with its own names', async () => {
    const other = csv.replace('Dach für Huber', 'Dach für Maier').replaceAll('D1', 'E1').replaceAll('D2', 'E2').replaceAll('D3', 'E3');
    const engine = await opened({ deals: [{ text: csv }, { text: other }] });
    const [deals] = (await engine.rows({ ...query, filter: { source: ['Web'] }, labels: true })).tables;
    expect(deals?.rows.map(({ row, input, values }) => [row, input, values[0], values.at(-1)])).toEqual([[2, 0, 'D1', 'Dach für Huber'], [2, 1, 'E1', 'Dach für Maier']]);
  });
  it('e-mails of leads are names too', async () => {
    const engine = createEngine({ asOf: '2025-07-01' }, [{
      ...(await loadDefinition('sales_cycle')), behind: () => Promise.resolve(() => ({ tables: [{ table: 'leads', rows: [0], columns: ['id', 'email'] }], fixed: {} })),
    }]);
    await engine.load({ deals: { text: csv }, leads: [{ id: 'L1', received_at: '2025-05-01', email: 'Anna@example.com' }] });
    expect((await engine.rows({ ...query, labels: true })).tables[0]).toMatchObject({ columns: ['id', 'email'], rows: [{ row: 1, values: ['L1', 'Anna@example.com'] }] });
  });
  it('rows whose input cannot be read twice stay nameless', async () => {
    const bytes = new TextEncoder().encode(csv);
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(bytes);
        controller.close();
      },
    });
    const engine = await opened({ deals: { stream } });
    const [deals] = (await engine.rows({ ...query, labels: true })).tables;
    expect([deals?.total, deals?.columns]).toEqual([2, ['id', 'created_at', 'closed_at', 'amount', 'source']]);
  });
  it('refuses by code what cannot be asked', async () => {
    const engine = await opened({ deals: { text: csv } });
    await expect(engine.rows({ ...query, period: 'last_fortnight' as 'all' })).rejects.toMatchObject({ info: { code: 'QUERY' } });
    await expect(engine.rows({ ...query, segmentBy: ['source'], segment: [] })).rejects.toMatchObject({ info: { code: 'QUERY' } });
    await expect(engine.rows({ kpi: 'weather' as 'cac' })).rejects.toMatchObject({ info: { code: 'UNKNOWN_KPI' } });
    await expect(engine.rows(query, { signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
    await engine.close();
    await expect(engine.rows(query)).rejects.toMatchObject({ info: { code: 'CLOSED' } });
  });
  it('crosses the worker’s border as plain data', async () => {
    const hub = createHub(createEngine, () => undefined);
    await hub.open(1, { asOf: '2025-07-01' });
    await hub.load(1, 1, { deals: [{ blob: new Blob([csv]) }] });
    const reply = await hub.rows(1, 2, { ...query, labels: true });
    expect(reply.ok && structuredClone(reply.value).tables[0]?.rows.map(({ values }) => values.at(-1))).toEqual(['Dach für Huber', 'Fenster']);
    expect(await hub.rows(1, 3, { ...query, period: 'never' as 'all' })).toMatchObject({ ok: false, error: { code: 'QUERY' } });
    await hub.close(1);
  });
});
