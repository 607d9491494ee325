import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bool, columnFromArray, dateDay, dictionary, float64, tableFromColumns, tableToIPC, utf8 } from '@uwdata/flechette';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFormat } from '../../src/ingest/formats/registry.js';
import { IngestError } from '../../src/ingest/ingest-error.js';
import { issueCodes } from '../../src/ingest/issue-codes.js';
import type { DataInputSource } from '../../src/model/input.js';
import { readBack, type ReadBack } from './read-back.js';

const runs = { parquet: 1000, same: 200 };
const patience = 120_000;

const record = fc.record({
  id: fc.nat(20).map((n) => `d${n}`), status: fc.constantFrom('won', 'lost', 'open', null), amount: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })),
  created_at: fc.option(fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000))), owner: fc.option(fc.string({ maxLength: 5 })), archived: fc.option(fc.boolean()),
});
type Rec = typeof record extends fc.Arbitrary<infer R> ? R : never;

const arrowOf = (rows: readonly Rec[], format: 'file' | 'stream'): Uint8Array => tableToIPC(tableFromColumns({
  id: columnFromArray(rows.map(({ id }) => id), utf8()), status: columnFromArray(rows.map(({ status }) => status), dictionary(utf8())), amount: columnFromArray(rows.map(({ amount }) => amount), float64()),
  created_at: columnFromArray(rows.map((row) => row.created_at), dateDay()), owner: columnFromArray(rows.map(({ owner }) => owner), utf8()), archived: columnFromArray(rows.map(({ archived }) => archived), bool()),
}), { format }) as Uint8Array;

/** Bytes struck, cut out or put twice, anywhere. */
const damage = fc.record({ strikes: fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { maxLength: 4 }), cut: fc.option(fc.tuple(fc.nat(100_000), fc.nat(40)), { freq: 3 }), end: fc.option(fc.nat(100_000), { freq: 4 }) });
const damaged = (whole: Uint8Array, { strikes, cut, end }: typeof damage extends fc.Arbitrary<infer D> ? D : never): Uint8Array => {
  const bytes = whole.slice();
  for (const [at, byte] of strikes) bytes[at % bytes.length] = byte;
  const [from, length] = cut === null ? [0, 0] : [cut[0] % bytes.length, cut[1]];
  const rest = Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(from + length)]);
  return end === null ? rest : rest.subarray(0, end % (rest.length + 1));
};

/** The rows, or null where they were refused with a code; anything else that is thrown fails the test. */
const read = async (input: DataInputSource): Promise<ReadBack | null> => {
  try {
    return await readBack(input);
  } catch (thrown) {
    if (!(thrown instanceof IngestError) || !Object.hasOwn(issueCodes, thrown.info.code)) throw thrown;
    return null;
  }
};

/** Nothing, the least, the largest positive, the smallest negative and all bits of a byte: counts, pointers and signs go wrong by these. */
const strikes = [0, 1, 0x7f, 0x80, 0xff];
const place = /^(?:message \d+|the batch of byte \d+|the footer|the stream|the end of the file|column [^:]*|the columns)(?:, byte \d+)?: |^it has no schema$/u;

const faultOf = async (input: DataInputSource): Promise<IngestError['info'] | null> => {
  try {
    const { report, table } = await readBack(input);
    expect(report.rowsUsed + report.rowsExcluded).toBe(report.rowsIn);
    expect(table.rowCount).toBe(report.rowsUsed);
    return null;
  } catch (thrown) {
    if (!(thrown instanceof IngestError) || !Object.hasOwn(issueCodes, thrown.info.code)) throw thrown;
    return thrown.info;
  }
};

const tryDamagedParquet = async (whole: Uint8Array, numRuns: number): Promise<void> => {
  const outcomes = { read: 0, refused: 0 };
  await fc.assert(fc.asyncProperty(damage, async (hit) => {
    const found = await read({ bytes: damaged(whole, hit), format: 'parquet' });
    outcomes[found === null ? 'refused' : 'read'] += 1;
    if (found === null) return;
    const { report, table } = found;
    if (report.rowsUsed + report.rowsExcluded !== report.rowsIn || table.rowCount !== report.rowsUsed) throw new Error(`rows: in ${report.rowsIn}, used ${report.rowsUsed}, left out ${report.rowsExcluded}`);
  }), { numRuns });
  expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(numRuns / 50);
};

describe(`tables that come in columns (seed ${fc.readConfigureGlobal().seed})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'kennzahl-fuzz-'));
  const before = Object.getOwnPropertyNames(Object.prototype).join();
  beforeAll(() => {
    addFormat('arrow', async () => (await import('../../src/ingest/formats/arrow.js')).decode);
    addFormat('parquet', async () => (await import('../../src/ingest/formats/parquet.js')).decode);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  });

  it('give the same rows as the same values in objects', () => fc.assert(fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 12 }), fc.constantFrom<('file' | 'stream')[]>('file', 'stream'), async (rows, format) => {
    const [columns, objects] = [await readBack({ bytes: arrowOf(rows, format), format: 'arrow' }), await readBack({ rows: rows.map((row) => ({ ...row, created_at: row.created_at?.toISOString().slice(0, 10) ?? null })) })];
    expect(columns.rows).toEqual(objects.rows);
    expect([columns.report.rowsIn, columns.report.rowsUsed]).toEqual([objects.report.rowsIn, objects.report.rowsUsed]);
  }), { numRuns: runs.same }), patience);

  it.each(['file', 'stream'] as const)('in an Arrow %s that ends after any of its bytes are refused, or the batches that are whole are read', async (format) => {
    const whole = arrowOf(fc.sample(record, { numRuns: 12, seed: 7 }), format);
    for (let end = 0; end < whole.length; end++) {
      const found = await read({ bytes: whole.slice(0, end), format: 'arrow' });
      if (found !== null) expect([end, found.report.rowsIn]).toEqual([end, expect.toBeOneOf([0, 12])]);
    }
  }, patience);

  it.each(['file', 'stream'] as const)('in an Arrow %s of which any one byte is struck are read, or refused with the place', async (format) => {
    const whole = arrowOf(fc.sample(record, { numRuns: 3, seed: 7 }), format);
    const outcomes = { read: 0, refused: 0 };
    for (let at = 0; at < whole.length; at++) {
      for (const value of strikes) {
        const bytes = whole.slice();
        bytes[at] = value;
        const fault = await faultOf({ bytes, format: 'arrow' });
        outcomes[fault === null ? 'read' : 'refused'] += 1;
        if (fault?.code === 'DAMAGED') expect([at, value, fault.params?.['reason']]).toEqual([at, value, expect.stringMatching(place)]);
      }
    }
    expect(Math.min(outcomes.read, outcomes.refused)).toBeGreaterThan(whole.length / 10);
  }, patience);

  it('in an Arrow stream of which a list claims billions of entries, or that is ended in its middle, are refused', async () => {
    const whole = arrowOf(fc.sample(record, { numRuns: 3, seed: 7 }), 'stream');
    const bytes = whole.slice();
    bytes[48] = 1;
    expect(await faultOf({ bytes, format: 'arrow' })).toMatchObject({ code: 'DAMAGED', params: { format: 'arrow', reason: expect.stringMatching(/^message 1, byte \d+: /u) as string } });
    const ended = whole.slice();
    ended.set([255, 255, 255, 255, 0, 0, 0, 0], 8 + new DataView(whole.buffer, whole.byteOffset).getInt32(4, true));
    expect(await faultOf({ bytes: ended, format: 'arrow' })).toMatchObject({ code: 'DAMAGED', params: { reason: expect.stringMatching(/^the stream, byte \d+: goes on behind its end$/u) as string } });
  });

  it('in a damaged Parquet file are read or refused, each row accounted for', async () => {
    const path = join(folder, 'whole.parquet');
    const connection = await (await DuckDBInstance.create()).connect();
    await connection.run(`COPY (SELECT 'd' || i AS id, CASE WHEN i % 3 = 0 THEN 'won' ELSE 'lost' END AS status, i / 4 AS amount, DATE '2024-01-01' + i::INTEGER AS created_at FROM range(60) t(i)) TO '${path}' (FORMAT parquet, COMPRESSION snappy)`);
    connection.closeSync();
    await tryDamagedParquet(new Uint8Array(readFileSync(path)), runs.parquet);
  }, patience);
});
