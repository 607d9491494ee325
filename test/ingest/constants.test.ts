import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { ruleText } from '../../src/i18n/rule-text.js';
import { createEngine } from '../../src/engine/create-engine.js';
import type { KpiResult } from '../../src/model/result.js';
import { failure, readBack } from './read-back.js';

const deals = 'id,status,amount\nd1,won,100\nd2,open,200\nd3,lost,300\n';

describe('a column that the source lacks and the host knows', () => {
  it('has its value in every row, as if it stood in the file', async () => {
    const { column, report, issue } = await readBack({ text: deals, constants: { currency: 'EUR', pipeline: 'New business', created_at: '2025-03-04', probability: 40, archived: false } });
    expect(column('currency')).toEqual(['EUR', 'EUR', 'EUR']);
    expect(column('pipeline')).toEqual(['New business', 'New business', 'New business']);
    expect(column('created_at')).toEqual(['2025-03-04', '2025-03-04', '2025-03-04']);
    expect(column('probability')).toEqual([0.4, 0.4, 0.4]);
    expect([report.rowsIn, report.rowsUsed, report.rowsExcluded]).toEqual([3, 3, 0]);
    expect(issue('CONSTANT_COLUMN', 'currency')).toMatchObject({ severity: 'info', value: 'EUR', count: 3, message: 'Column currency is "EUR" in all 3 rows, as `constants` says.' });
  });

  it('is named in the report beside the columns that were read, and in the rules', async () => {
    const { report, all } = await readBack({ text: deals, constants: { currency: 'EUR' } });
    expect(report.columns).toEqual({ id: 'id', status: 'status', amount: 'amount', currency: '= EUR' });
    expect(report.mappings.at(-1)).toEqual({ column: 'currency', header: '= EUR', confidence: 1, by: 'constant' });
    expect(all.rules).toEqual([{ code: 'CONSTANT_COLUMN', table: 'deals', count: 3, column: 'currency', value: 'EUR' }]);
  });

  it('makes up for a required one, and null says that no row has a value', async () => {
    const text = 'customer_id,started_at\nc1,2024-01-01\nc2,2024-02-01\n';
    const without = await readBack({ text }, { as: 'subscriptions' });
    const { report, column, issue } = await readBack({ text, constants: { ended_at: null } }, { as: 'subscriptions' });
    expect(without.issue('MISSING_COLUMN', 'ended_at')).toBeDefined();
    expect(report.issues.map(({ code }) => code)).not.toContain('MISSING_COLUMN');
    expect([report.rowsUsed, column('ended_at')]).toEqual([2, [null, null]]);
    expect(issue('CONSTANT_NONE', 'ended_at')).toMatchObject({ count: 2 });
  });

  it('tells the outcome of a file that holds won deals only', async () => {
    const { column } = await readBack({ text: 'id,amount\nd1,100\nd2,200\n', constants: { status: 'won' } });
    expect(column('status')).toEqual(['won', 'won']);
  });

  it('goes before a header of that name, which is then listed as not used', async () => {
    const { column, report } = await readBack({ text: 'id,status,currency\nd1,won,USD\n', constants: { currency: 'EUR' } });
    expect([column('currency'), report.unmappedHeaders]).toEqual([['EUR'], ['currency']]);
  });

  it('is translated as the words of a file are', async () => {
    const { column } = await readBack({ text: deals, constants: { type: 'Neugeschäft' }, values: { type: { Neugeschäft: 'new' } } });
    expect(column('type')).toEqual(['new', 'new', 'new']);
  });

  it.each([['rows', { rows: [{ id: 'd1', status: 'won' }, { id: 'd2', status: 'open' }] }], ['NDJSON', { text: '{"id":"d1","status":"won"}\n{"id":"d2","status":"open"}\n' }], ['JSON', { text: '[{"id":"d1","status":"won"},{"id":"d2","status":"open"}]' }]])(
    'is added to %s, too', async (_, source) => {
      const { column } = await readBack({ ...source, constants: { currency: 'CHF' } });
      expect(column('currency')).toEqual(['CHF', 'CHF']);
    });

  it('belongs to its own input, and to no other one of the table', async () => {
    const engine = createEngine();
    await engine.load({ deals: [{ text: 'id,status,created_at\nd1,open,2025-01-01\n', constants: { pipeline: 'North' } }, { text: 'id,status,created_at\nd2,open,2025-01-01\n', constants: { pipeline: 'South' } }, { text: 'id,status,created_at\nd3,open,2025-01-01\n' }] });
    const { segments, provenance } = await engine.compute({ kpi: 'pipeline', segmentBy: ['pipeline'] });
    expect(provenance.rules.map(({ column, value, count }) => [column, value, count])).toEqual([['pipeline', 'North', 1], ['pipeline', 'South', 1]]);
    expect(new Map(segments.map(({ key, n }) => [key[0], n]))).toEqual(new Map([['North', 1], ['South', 1], [null, 1]]));
    await engine.close();
  });

  it('with a value that the column cannot hold is an error of every row, and never a guess', async () => {
    const { column, issue } = await readBack({ text: deals, constants: { probability: 'high' } });
    expect([column('probability'), issue('NUMBER', 'probability')?.count]).toEqual([[null, null, null], 3]);
  });

  it('of an unknown name is told; one that `columns` names, too, refuses the input', async () => {
    const { issue } = await readBack({ text: deals, constants: { curency: 'EUR' } });
    expect(issue('UNKNOWN_COLUMN', 'curency')).toBeDefined();
    expect(await failure({ deals: { text: deals, columns: { currency: 'amount' }, constants: { currency: 'EUR' } } })).toMatchObject({ code: 'INPUT', params: { reason: 'constants.currency: columns names a header for it, too' } });
  });

  it('stands under the rules of every figure of the table, in both languages', async () => {
    const engine = createEngine({ currency: 'EUR' });
    await engine.load({ deals: { text: 'id,status,amount,created_at\nd1,open,100,2025-01-01\nd2,open,50,2025-01-02\n', constants: { currency: 'EUR', pipeline: 'Direct' } } });
    const result: KpiResult = await engine.compute({ kpi: 'pipeline' });
    const said = (language: string): string[] => result.provenance.rules.map((rule) => ruleText(rule, result, messagesFor(language)));
    expect(result.value).toBe(150);
    expect(said('en')).toEqual(['currency is “EUR” in all 2 rows: the page says so (constants).', 'pipeline is “Direct” in all 2 rows: the page says so (constants).']);
    expect(said('de')).toEqual(['currency ist in allen 2 Zeilen „EUR“: So sagt es die Seite (constants).', 'pipeline ist in allen 2 Zeilen „Direct“: So sagt es die Seite (constants).']);
    await engine.close();
  });
});
