import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFormat } from '../../src/ingest/formats/registry.js';
import { failure, readBack } from './read-back.js';

const folder = mkdtempSync(join(tmpdir(), 'kennzahl-parquet-'));
const query = `SELECT * FROM (VALUES
  ('d1', 'won', 1234.50::DECIMAL(12,2), DATE '2024-01-02', TIMESTAMPTZ '2024-02-01 10:30:00.25+00', 'Ännchen', false, 9007199254740993::BIGINT, 5),
  ('d2', 'lost', NULL, DATE '2024-01-03', NULL, 'Ben', NULL, 2, 6),
  ('d3', 'won', -2, NULL, TIMESTAMPTZ '2024-02-03 00:00:00.001+00', NULL, false, NULL, NULL)
) AS t(id, status, amount, created_at, closed_at, owner, deleted, account_id, score)`;

/** Parquet as DuckDB writes it. */
const written = async (sql: string, options: string): Promise<Uint8Array> => {
  const path = join(folder, `${Math.abs([...(sql + options)].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7))}.parquet`);
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(`SET TimeZone = 'UTC'; COPY (${sql}) TO '${path}' (FORMAT parquet, ${options})`);
  connection.closeSync();
  instance.closeSync();
  return new Uint8Array(readFileSync(path));
};

describe('Parquet', () => {
  beforeAll(() => addFormat('parquet', async () => (await import('../../src/ingest/formats/parquet.js')).decode));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['snappy', 'zstd', 'gzip', 'lz4_raw', 'uncompressed'])('written with %s gives the rows to the last digit and day', async (codec) => {
    const { rows, table, report } = await readBack({ bytes: await written(query, `COMPRESSION ${codec}`) });
    expect(rows).toEqual([
      { id: 'd1', status: 'won', amount: 1234.5, created_at: '2024-01-02', closed_at: '2024-02-01T10:30:00.250Z', owner_id: 'Ännchen', deleted: false, account_id: '9007199254740993', score: 5 },
      { id: 'd2', status: 'lost', amount: null, created_at: '2024-01-03', closed_at: null, owner_id: 'Ben', deleted: null, account_id: '2', score: 6 },
      { id: 'd3', status: 'won', amount: -2, created_at: null, closed_at: '2024-02-03T00:00:00.001Z', owner_id: null, deleted: false, account_id: null, score: null },
    ]);
    expect([...table.sourceRow]).toEqual([1, 2, 3]);
    expect(report.issues).toEqual([]);
  });

  it('keeps times without zone as those of the report', async () => {
    const { column } = await readBack({ bytes: await written("SELECT 'd1' AS id, 'won' AS status, TIMESTAMP '2024-02-01 10:30:00' AS closed_at", 'COMPRESSION zstd') }, { timeZone: 'America/New_York' });
    expect(column('closed_at')).toEqual(['2024-02-01T15:30:00.000Z']);
  });

  it('over many row groups, pages and dictionaries is read whole', async () => {
    const { rows, report } = await readBack({ bytes: await written("SELECT 'd' || i AS id, CASE WHEN i % 3 = 0 THEN 'won' ELSE 'lost' END AS status, i / 4 AS amount, 'owner ' || (i % 50) AS owner FROM range(30000) t(i)", 'COMPRESSION snappy, ROW_GROUP_SIZE 2048') });
    expect([rows.length, report.rowsIn]).toEqual([30_000, 30_000]);
    for (let i = 0; i < 30_000; i += 997) expect(rows[i]).toEqual({ id: `d${i}`, status: i % 3 === 0 ? 'won' : 'lost', amount: i / 4, owner_id: `owner ${i % 50}` });
  });

  it('that is damaged or cut off is refused', async () => {
    const whole = await written(query, 'COMPRESSION snappy');
    expect(await failure({ deals: { bytes: whole.slice(0, whole.length - 20), label: 'x' } })).toMatchObject({ code: 'DAMAGED', params: { label: 'x', format: 'parquet' } });
  });

  it('without rows is an empty table', async () => {
    const { table, report } = await readBack({ bytes: await written(`${query} WHERE false`, 'COMPRESSION snappy') });
    expect(table.rowCount).toBe(0);
    expect(report.columns).toMatchObject({ id: 'id', amount: 'amount' });
  });
});
