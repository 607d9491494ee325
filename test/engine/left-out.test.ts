import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { DataInputSource } from '../../src/model/input.js';
import type { KpiErrorInfo, LoadReport } from '../../src/model/issue.js';

const header = 'id,created_at,closed_at,status,amount\n';
const good = 'D1,2024-01-01,2024-01-31,won,100\nD2,2024-01-02,2024-02-02,lost,100\nD3,2024-01-03,2024-02-03,won,100\n';
const ragged = `${header}${good}D4,2024-01-04,2024-02-04,won\nD5,2024-01-05,2024-02-05,won,1,2\n`;

const load = async (input: DataInputSource | readonly DataInputSource[]): Promise<LoadReport> => {
  const engine = createEngine();
  const report = await engine.load({ deals: input });
  await engine.close();
  return report;
};

describe('rows that a load left out', () => {
  it('count in the provenance of every number from their table: rows used and rows left out are the rows of the file', async () => {
    const engine = createEngine();
    await engine.load({ deals: { text: ragged }, spend: { text: 'period_start,amount\n2024-01-01,5\n2024-02-01\n' } });
    for (const kpi of ['sales_cycle', 'pipeline', 'close_ratio'] as const) {
      const { provenance } = await engine.compute({ kpi, period: 'all' });
      expect([kpi, provenance.rowsUsed, provenance.rowsExcluded, provenance.tables]).toEqual([kpi, 3, 2, ['deals']]);
    }
  });

  it('are named with what was expected of them and the input they lie in', async () => {
    const { tables } = await load({ text: ragged, label: 'crm.csv' });
    expect(tables.deals?.rejects).toEqual([
      { row: 5, code: 'FIELD_COUNT', text: 'D4,2024-01-04,2024-02-04,won', params: { expected: 5, got: 4, label: 'crm.csv' } },
      { row: 6, code: 'FIELD_COUNT', text: 'D5,2024-01-05,2024-02-05,won,1,2', params: { expected: 5, got: 6, label: 'crm.csv' } },
    ]);
    expect(tables.deals?.issues[0]).toMatchObject({ code: 'FIELD_COUNT', row: 5, count: 2, params: { label: 'crm.csv' } });
  });

  it('of several inputs are each named by their own', async () => {
    const { tables } = await load([{ text: ragged, label: 'north.csv' }, { text: `${header}D9,2024-01-01\n`, label: 'south.csv' }]);
    expect(tables.deals?.rejects.map(({ row, params }) => [row, params?.['label']])).toEqual([[2, 'south.csv'], [5, 'north.csv'], [6, 'north.csv']]);
  });
});

describe('an input that fails', () => {
  const failure = async (input: DataInputSource): Promise<KpiErrorInfo> => load(input).then(() => expect.fail('loaded'), (thrown: { info: KpiErrorInfo }) => thrown.info);

  it('is named by its label, and by its table when it has none', async () => {
    expect(await failure({ text: '', label: 'crm.csv' })).toMatchObject({ code: 'EMPTY_BODY', table: 'deals', params: { label: 'crm.csv' } });
    const unnamed = await failure({ text: '' });
    expect(unnamed).toMatchObject({ code: 'EMPTY_BODY', table: 'deals', message: 'The input for deals is empty: there is not even a header.' });
    expect(unnamed.params).toEqual({});
  });
});
