import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { churnCells } from '../../src/kpi/churn-cells.js';
import { churn } from '../../src/kpi/churn.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { unitsOf } from './oracle-customers.js';
import { asOf, dateOf, windowOf } from './random-customers.js';

/** K9 of the specification (section 5), parameters filled in. */
const statement = (a: string, b: string): string => `WITH s AS (SELECT customer_id, started_at, CASE WHEN ended_at >= TIMESTAMP '${asOf}' THEN NULL ELSE ended_at END AS ended_at, mrr
  FROM sub WHERE started_at < TIMESTAMP '${asOf}' AND (ended_at IS NULL OR ended_at > started_at)),
g AS (SELECT s.*, MAX(COALESCE(ended_at, TIMESTAMP '9999-01-01')) OVER (PARTITION BY customer_id
  ORDER BY started_at, ended_at NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS prev_end FROM s),
i AS (SELECT g.*, SUM(CASE WHEN prev_end IS NULL OR started_at > prev_end + INTERVAL 720 HOUR THEN 1 ELSE 0 END) OVER (PARTITION BY customer_id
  ORDER BY started_at, ended_at NULLS LAST ROWS UNBOUNDED PRECEDING) AS spell FROM g),
p AS (SELECT customer_id, spell, MIN(started_at) AS b0, CASE WHEN COUNT(*) = COUNT(ended_at) THEN MAX(ended_at) END AS e0 FROM i GROUP BY customer_id, spell),
w AS (SELECT customer_id, mrr, started_at < TIMESTAMP '${a}' AND (ended_at IS NULL OR ended_at >= TIMESTAMP '${a}') AS in_a,
  started_at < TIMESTAMP '${b}' AND (ended_at IS NULL OR ended_at >= TIMESTAMP '${b}') AS in_b FROM s),
r AS (SELECT customer_id, SUM(CASE WHEN in_a THEN mrr END) AS mrr0, COALESCE(SUM(CASE WHEN in_b THEN mrr END), 0) AS mrr1,
  SUM(CASE WHEN (in_a OR in_b) AND mrr IS NULL THEN 1 ELSE 0 END) AS n_unknown FROM w GROUP BY customer_id),
k AS (SELECT p.customer_id, p.e0, r.mrr0, CASE WHEN r.mrr1 > 0 THEN r.mrr1 ELSE 0 END AS mrr1,
  CASE WHEN r.n_unknown = 0 AND r.mrr0 > 0 THEN 1 ELSE 0 END AS ok
  FROM p JOIN r ON r.customer_id = p.customer_id WHERE p.b0 < TIMESTAMP '${a}' AND (p.e0 IS NULL OR p.e0 >= TIMESTAMP '${a}'))
SELECT c.seg, COUNT(*) AS n0, SUM(CASE WHEN k.e0 >= TIMESTAMP '${a}' AND k.e0 < TIMESTAMP '${b}' THEN 1 ELSE 0 END) AS churned,
  SUM(CASE WHEN ok = 1 THEN mrr0 ELSE 0 END) AS m0, SUM(CASE WHEN ok = 1 THEN mrr1 ELSE 0 END) AS m1,
  SUM(CASE WHEN ok = 1 THEN LEAST(mrr0, mrr1) ELSE 0 END) AS kept FROM k LEFT JOIN cust c ON c.id = k.customer_id GROUP BY c.seg`;

const literal = (value: Row[string], type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'BIGINT') return String(unitsOf(value));
  return type === 'TIMESTAMP' ? `TIMESTAMP '${String(value)}'` : `'${String(value)}'`;
};

const fill = async (connection: DuckDBConnection, name: string, columns: Readonly<Record<string, string>>, rows: readonly Row[]): Promise<void> => {
  const fields = Object.entries(columns);
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.map(([column, type]) => `${column} ${type}`).join(', ')})`);
  if (rows.length > 0) await connection.run(`INSERT INTO ${name} VALUES ${rows.map((row) => `(${fields.map(([column, type]) => literal(row[column], type)).join(', ')})`).join(', ')}`);
};

const subscription = fc.record({
  customer_id: fc.integer({ min: 0, max: 40 }).map((i) => `c${i}`), start: fc.integer({ min: 0, max: 520 }), length: fc.option(fc.integer({ min: -3, max: 260 }), { nil: null, freq: 3 }),
  mrr: fc.option(fc.integer({ min: -100_000, max: 9_000_000 }).map((units) => units / 10_000), { nil: null, freq: 7 }),
}).map(({ customer_id, start, length, mrr }): Row => ({ customer_id, started_at: dateOf(start), ended_at: length === null ? null : dateOf(start + length), mrr }));
const companies = fc.sample(fc.tuple(fc.array(subscription, { minLength: 60, maxLength: 120 }), windowOf), { numRuns: 24, seed: 9 })
  .map(([subscriptions, window], i) => ({ i, window, rows: { subscriptions, customers: Array.from({ length: 36 }, (_, k): Row => ({ id: `c${k}`, segment: [null, 'S', 'L'][k % 3] ?? null })) } satisfies Rows }));

describe('the churn cells agree with DuckDB', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => { connection = await (await DuckDBInstance.create(':memory:')).connect(); });
  afterAll(() => { connection.closeSync(); });

  it.each(companies)('company $i: customers at the start, lost ones, revenue before, after and kept, by segment', async ({ rows, window }) => {
    await fill(connection, 'sub', { customer_id: 'VARCHAR', started_at: 'TIMESTAMP', ended_at: 'TIMESTAMP', mrr: 'BIGINT' }, rows.subscriptions);
    await fill(connection, 'cust', { id: 'VARCHAR', seg: 'VARCHAR' }, rows.customers.map(({ id, segment }) => ({ id, seg: segment })));
    const context = createContext(tablesOf(rows), { asOf });
    const period = context.calendar.resolve(window, context);
    const cut = createCut({}, ['segment'], churn.rows(context));
    const cells = churnCells(context, { period, cut, target: null, options: {} });
    const told = cells.map(({ n0, churned, mrr0, mrr1, kept }, i) => [cut.groups[i]?.[0] ?? null, n0, churned, mrr0, mrr1, kept]).filter(([, n0]) => n0 !== 0);
    const expected = (await connection.runAndReadAll(statement(window.start, window.end))).getRowObjects()
      .map((row) => [row['seg'], ...['n0', 'churned', 'm0', 'm1', 'kept'].map((field) => Number(row[field]))]);
    const order = (list: readonly unknown[][]): string[] => list.map((row) => JSON.stringify(row)).sort();
    expect(order(told)).toEqual(order(expected));
  });
});
