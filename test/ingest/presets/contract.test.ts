import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../src/ingest/presets/registry.js';
import type { DataInputSource, PresetName } from '../../../src/model/input.js';
import { type Column } from '../../../src/model/table.js';
import { readBack, type ReadBack } from '../read-back.js';
import { revenueSamples } from './revenue-samples.js';
import { type Sample, samples as basicSamples } from './samples.js';

const samples: readonly Sample[] = [...basicSamples, ...revenueSamples];

const read = ({ preset, table }: Sample, source: DataInputSource): Promise<ReadBack> => readBack({ ...source, preset }, { as: table, timeZone: 'America/New_York' });

/** Rows without their missing values, in an order of their own. */
const present = (rows: readonly Readonly<Record<string, unknown>>[]): string[] =>
  rows.map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null).sort(([a], [b]) => (a < b ? -1 : 1))))).sort();

const isText = (column: Column | undefined): boolean => column === undefined || column.kind === 'text' || column.kind === 'category';

it('every preset is held to the contract', () => {
  expect([...new Set(samples.map(({ preset }) => preset))].sort()).toEqual((Object.keys(presets) as PresetName[]).sort());
});

const values = fc.oneof(
  { depthSize: 'small' }, fc.constantFrom('', null, undefined, 0, true, 'won', 'x', '2024-01-01', '2024-01-01T10:00:00Z', 'Jan 20', 'StageName', 'stage_id', 'dealChange', 'TASK', 'created'), fc.string({ maxLength: 6 }), fc.double(),
  fc.array(fc.anything(), { maxLength: 2 }), fc.object({ maxDepth: 3 }),
);
const fields = [...new Set(samples.flatMap(({ records }) => records.flatMap((record) => Object.keys(record)))), 'segments', 'teams', 'prices', 'Field', 'value', 'deal_id', '__proto__', 'constructor', 'toString', 'Jan 20'];

describe('any objects at all', () => {
  it.each([...new Map(samples.map((sample) => [`${sample.preset} ${sample.table}`, sample])).entries()])('as %s are counted, and never break the reading', async (_name, sample) => {
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    const record = fc.oneof({ weight: 6, arbitrary: fc.dictionary(fc.constantFrom(...fields), values, { maxKeys: 8 }) }, { weight: 1, arbitrary: fc.anything() });
    await fc.assert(fc.asyncProperty(fc.array(record, { maxLength: 8 }), async (rows) => {
      const { report, table } = await read(sample, { rows: rows as Record<string, unknown>[] });
      expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
      expect(report.rowsIn).toBeGreaterThanOrEqual(rows.length);
      expect(table.rowCount).toBe(report.rowsUsed);
    }), { numRuns: 100 });
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  });
});

describe.each(samples.map((sample) => [`${sample.preset}: ${sample.what} as ${sample.table}`, sample] as const))('%s', (_, sample) => {
  const { records, rows, skipped = [], reply } = sample;

  it('are the rows that reading by hand gives', async () => {
    const found = await read(sample, { rows: records });
    expect(present(found.rows)).toEqual(present(rows));
  });

  it('are counted one by one: used and left out make all, and what is left out is named by its row', async () => {
    const { report, table } = await read(sample, { rows: records });
    expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
    expect(table.rowCount).toBe(report.rowsUsed);
    expect(report.rejects.map(({ row, code }) => [row, code])).toEqual(skipped);
    // Every record is a row, several rows, or left out: none goes without a trace.
    const traced = new Set([...table.sourceRow, ...report.rejects.map(({ row }) => row)]);
    expect([...traced].sort((a, b) => a - b)).toEqual(records.map((_record, index) => index + 1));
  });

  it('have ids that are texts, digit by digit as they came', async () => {
    const { table, rows: found } = await read(sample, { rows: records });
    for (const name of [...table.columns.keys()].filter((column) => column === 'id' || column.endsWith('_id'))) {
      expect(isText(table.columns.get(name))).toBe(true);
      for (const row of found) if (row[name] !== null) expect(typeof row[name]).toBe('string');
    }
  });

  it('are mapped without a guess: by the preset or by a name that leaves no doubt', async () => {
    const { report } = await read(sample, { rows: records });
    for (const { column, by, confidence } of report.mappings.filter((mapping) => mapping.confidence >= 0.9)) {
      expect([column, ['preset', 'exact', 'synonym'].includes(by), confidence]).toEqual([column, true, 1]);
    }
    expect(report.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(report.unmappedValues).toEqual({});
  });

  it('keep unknown fields out and list them', async () => {
    const strange = { zz_unknown: 'x', constructor: 'y', 'Some Custom Thing': 5 };
    const found = await read(sample, { rows: records.map((record) => ({ ...record, ...strange })) });
    expect(present(found.rows)).toEqual(present(rows));
    expect(found.report.unmappedHeaders).toEqual(expect.arrayContaining(Object.keys(strange)));
  });

  it('lose nothing to malformed records between them, which are named by their row', async () => {
    const broken = [null, 'text', 42, ['list'], {}] as unknown as Record<string, unknown>[];
    const found = await read(sample, { rows: [...broken, ...records] });
    expect(present(found.rows)).toEqual(present(rows));
    const codes = found.report.rejects.filter(({ row }) => row <= broken.length).map(({ row, code }) => [row, code]);
    expect(codes.slice(0, 4)).toEqual([[1, 'SHAPE'], [2, 'SHAPE'], [3, 'SHAPE'], [4, 'SHAPE']]);
    expect(codes[4]?.[0]).toBe(5);
    expect(found.report.rowsUsed + found.report.rowsExcluded).toBe(found.report.rowsIn);
  });

  it('are the same when read again, read from their own result, or given twice', async () => {
    const [first, second] = [await read(sample, { rows: records }), await read(sample, { rows: records })];
    expect(second.rows).toEqual(first.rows);
    expect(second.report).toEqual(first.report);
    const again = await readBack(first.rows, { as: sample.table, timeZone: 'America/New_York' });
    const throughPreset = await read(sample, { rows: first.rows });
    expect(present(again.rows)).toEqual(present(rows));
    expect(present(throughPreset.rows)).toEqual(present(rows));
    if (!first.table.columns.has('id')) return;
    const twice = await read(sample, { rows: [...records, ...records] });
    expect(present(twice.rows)).toEqual(present(rows));
  });

  it('are the same in any order', async () => {
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray([...records], { minLength: records.length }), async (shuffled) => {
      expect(present((await read(sample, { rows: shuffled })).rows)).toEqual(present(rows));
    }), { numRuns: 10 });
  });

  it('are the same as the text of a reply, and a line each', async () => {
    const document = await read(sample, { text: JSON.stringify(reply === undefined ? records : reply(records)) });
    expect(present(document.rows)).toEqual(present(rows));
    const lines = await read(sample, { text: records.map((record) => JSON.stringify(record)).join('\n'), format: 'ndjson', keys: [...new Set(records.flatMap((record) => Object.keys(record)))] });
    expect(present(lines.rows)).toEqual(present(rows));
  });
});
