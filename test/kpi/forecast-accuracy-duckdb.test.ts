import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../../src/kpi/create-context.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { forecastAccuracy } from '../../src/kpi/forecast-accuracy.js';
import { tablesOf, type Row } from '../fixtures/tables.js';
import { asOf } from './deal-fixtures.js';
import { forecastCompany } from './random-forecasts.js';

/** The statement of the specification (section 5) on the entity rows: forecasts of one grid, deals created before asOf. */
const snapshots = `snap AS (SELECT f.*, ROW_NUMBER() OVER (PARTITION BY series, period_start, period_end ORDER BY made_at DESC) AS rn FROM forecast f
  WHERE (category IS NULL OR category = 'commit') AND (made_at IS NULL OR (made_at < period_start AND made_at < TIMESTAMP '${asOf}'))
    AND amount IS NOT NULL AND period_end <= TIMESTAMP '${asOf}')`;
const total = `WITH ${snapshots},
f AS (SELECT period_start, period_end, COALESCE(MAX(CASE WHEN series = 'all' THEN amount END), SUM(CASE WHEN series <> 'all' THEN amount END)) AS f
  FROM snap WHERE rn = 1 GROUP BY period_start, period_end),
x AS (SELECT f.period_start, f.period_end, SUM(d.amount) AS a FROM f CROSS JOIN deal d
  WHERE d.status = 'won' AND d.closed_at >= f.period_start AND d.closed_at < f.period_end GROUP BY f.period_start, f.period_end)
SELECT strftime(f.period_start, '%Y-%m-%d') AS start, f.f, COALESCE(x.a, 0) AS a FROM f LEFT JOIN x ON x.period_start = f.period_start AND x.period_end = f.period_end ORDER BY 1`;
const byOwner = `WITH ${snapshots}
SELECT strftime(s.period_start, '%Y-%m-%d') AS start, s.series AS id, ANY_VALUE(s.amount) AS f, COALESCE(SUM(d.amount), 0) AS a
FROM snap s LEFT JOIN deal d ON d.owner_id = s.series AND d.status = 'won' AND d.closed_at >= s.period_start AND d.closed_at < s.period_end
WHERE s.rn = 1 AND s.series <> 'all' GROUP BY s.period_start, s.series ORDER BY 2, 1`;

const literal = (value: Row[string], type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'BIGINT') return String(Math.sign(Number(value)) * Math.round(Math.abs(Number(value)) * 10_000));
  return type === 'TIMESTAMP' ? `TIMESTAMP '${String(value)}'` : `'${String(value)}'`;
};

const fill = async (connection: DuckDBConnection, name: string, columns: Readonly<Record<string, string>>, rows: readonly Row[]): Promise<void> => {
  const fields = Object.entries(columns);
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.map(([column, type]) => `${column} ${type}`).join(', ')})`);
  const values = rows.map((row) => `(${fields.map(([column, type]) => literal(row[column], type)).join(', ')})`);
  if (values.length > 0) await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
};

/** One grid only: the statement reads all periods, whatever their length. Rows whose begin lies at or after asOf are none. */
const companies = fc.sample(forecastCompany('all', 'o1', 'o2', 'o3'), { numRuns: 40, seed: 3 }).map(({ deals = [], forecasts = [] }) => ({
  deals: deals.filter((row) => row['created_at'] === null || String(row['created_at']) < asOf),
  forecasts: forecasts.filter((row) => Number(String(row['period_end']).slice(5, 7)) - (Number(String(row['period_start']).slice(5, 7)) % 12) === 1),
})).filter(({ forecasts }) => forecasts.some((row) => row['amount'] !== null));

describe('forecasts and won amounts agree with DuckDB', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => { connection = await (await DuckDBInstance.create(':memory:')).connect(); });
  afterAll(() => { connection.closeSync(); });
  const ask = async (sql: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(sql)).getRowObjects();

  it.each(companies.map((rows, i) => ({ i, rows })))('company $i: every closed period, in total and by owner', async ({ rows }) => {
    await fill(connection, 'deal', { id: 'VARCHAR', status: 'VARCHAR', closed_at: 'TIMESTAMP', amount: 'BIGINT', owner_id: 'VARCHAR' }, rows.deals);
    await fill(connection, 'forecast', { made_at: 'TIMESTAMP', period_start: 'TIMESTAMP', period_end: 'TIMESTAMP', series: 'VARCHAR', category: 'VARCHAR', amount: 'BIGINT' }, rows.forecasts);
    const result = computeKpi(forecastAccuracy, createContext(tablesOf(rows), { asOf }), { kpi: 'forecast_accuracy', period: 'all', compare: 'none', options: { category: 'commit' } });
    if (result.state === 'not-applicable') return;
    const expected = await ask(total);
    expect(result.details.periods.map(({ start, forecast, actual }) => [start, forecast, actual]))
      .toEqual(expected.map((row) => [row['start'], Number(row['f']) / 10_000, Number(row['a']) / 10_000]));
    const owners = new Map<string, { forecast: number; actual: number; n: number }>();
    for (const row of await ask(byOwner)) {
      const own = owners.get(String(row['id'])) ?? { forecast: 0, actual: 0, n: 0 };
      owners.set(String(row['id']), { forecast: own.forecast + Number(row['f']), actual: own.actual + Number(row['a']), n: own.n + 1 });
    }
    expect(result.details.owners.map(({ id, n, forecast, actual }) => [id, n, Math.round(forecast * 10_000), Math.round(actual * 10_000)]))
      .toEqual([...owners].map(([id, { forecast, actual, n }]) => [id, n, forecast, actual]));
  });
});
