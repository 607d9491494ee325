import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { productPerformance } from '../../src/kpi/product-performance.js';
import { tablesOf, type Row } from '../fixtures/tables.js';
import { asOf } from './deal-fixtures.js';
import { randomPeriod } from './random-deals.js';
import { productCompany } from './random-products.js';

/** The statement of the specification (section 5) over the entity `opp` (one row per deal and product), which SQL makes here by the rows of section 3. */
const oppOf = (a: string, b: string, createdIsDay: boolean, closedIsDay: boolean): string => {
  const cut = `TIMESTAMP '${asOf}'`;
  const inDays = `(${createdIsDay} OR (closed IS NOT NULL AND ${closedIsDay}))`;
  return `WITH life AS (SELECT id, status, created_at, product_id, amount, margin, CASE WHEN status <> 'open' AND closed_at < ${cut} THEN closed_at END AS closed
    FROM deal WHERE created_at IS NOT NULL AND created_at < ${cut} AND (status = 'open' OR closed_at IS NOT NULL)),
  span AS (SELECT *, GREATEST(created_at, TIMESTAMP '${a}') AS s, LEAST(COALESCE(closed, ${cut}), TIMESTAMP '${b}', ${cut}) AS e FROM life
    WHERE created_at < TIMESTAMP '${b}' AND (closed IS NULL OR (closed >= TIMESTAMP '${a}'
      AND CASE WHEN ${inDays} THEN CAST(closed AS DATE) >= CAST(created_at AS DATE) ELSE closed >= created_at - INTERVAL 5 MINUTE END))),
  open_days AS (SELECT *, GREATEST(0, CASE WHEN ${inDays} THEN date_diff('day', s, e) ELSE (epoch_ms(e) - epoch_ms(s)) / 86400000.0 END) AS days,
    CASE WHEN status = 'won' AND closed IS NOT NULL AND closed < TIMESTAMP '${b}' THEN 1 ELSE 0 END AS is_won FROM span),
  item AS (SELECT d.id, d.days, d.is_won, l.product_id, l.qty, l.total, l.margin FROM open_days d JOIN deal_line l ON l.deal_id = d.id
    UNION ALL SELECT d.id, d.days, d.is_won, d.product_id, 10000, d.amount, d.margin FROM open_days d WHERE d.id NOT IN (SELECT deal_id FROM deal_line)),
  whole AS (SELECT id, COALESCE(SUM(total), 0) AS total, COUNT(*) AS n FROM item GROUP BY id),
  opp AS (SELECT i.id, i.product_id, 1 AS offered, MAX(i.is_won) AS won, SUM(i.is_won * COALESCE(i.qty, 0)) AS units, SUM(i.is_won * COALESCE(i.total, 0)) AS revenue,
    SUM(CASE WHEN i.total IS NULL THEN 0 ELSE i.is_won * COALESCE(i.margin, 0) END) AS margin,
    MAX(CASE WHEN i.is_won = 1 AND i.total IS NOT NULL AND i.margin IS NULL THEN 1 ELSE 0 END) AS lacks,
    MAX(i.days) * CASE WHEN MAX(w.total) > 0 THEN SUM(COALESCE(i.total, 0)) / CAST(MAX(w.total) AS DOUBLE) ELSE COUNT(*) / CAST(MAX(w.n) AS DOUBLE) END AS opp_days
    FROM item i JOIN whole w ON w.id = i.id GROUP BY i.id, i.product_id)
  SELECT product_id, SUM(offered) AS o, SUM(won) AS w, SUM(units) AS u, SUM(revenue) AS r, SUM(margin) AS m, SUM(opp_days) AS d, MAX(lacks) AS lacks FROM opp GROUP BY product_id`;
};

const schema = {
  deal: { id: 'VARCHAR', status: 'VARCHAR', created_at: 'TIMESTAMP', closed_at: 'TIMESTAMP', product_id: 'VARCHAR', amount: 'BIGINT', margin: 'BIGINT' },
  deal_line: { deal_id: 'VARCHAR', product_id: 'VARCHAR', qty: 'BIGINT', total: 'BIGINT', margin: 'BIGINT' },
} as const;

const literal = (value: Row[string], type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'BIGINT') return String(Math.sign(Number(value)) * Math.round(Math.abs(Number(value)) * 10_000));
  return type === 'TIMESTAMP' ? `TIMESTAMP '${String(value).replace('T', ' ')}${String(value).length === 16 ? ':00' : ''}'` : `'${String(value)}'`;
};

const fill = async (connection: DuckDBConnection, name: keyof typeof schema, rows: readonly Row[]): Promise<void> => {
  const fields = Object.entries(schema[name]);
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.map(([column, type]) => `${column} ${type}`).join(', ')})`);
  const values = rows.map((row) => `(${fields.map(([column, type]) => literal(row[column], type)).join(', ')})`);
  if (values.length > 0) await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
};

const isDayColumn = (rows: readonly Row[], column: string): boolean => rows.every((row) => row[column] === null || String(row[column]).length === 10);
const companies = fc.sample(fc.tuple(productCompany, randomPeriod), { numRuns: 40, seed: 11 });

describe('products agree with DuckDB', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => { connection = await (await DuckDBInstance.create(':memory:')).connect(); });
  afterAll(() => { connection.closeSync(); });

  it.each(companies.map(([rows, window], i) => ({ i, rows, window })))('company $i: opportunities, wins, units, revenue, margin, days of every product', async ({ rows, window }) => {
    const { deals = [], deal_lines: lines = [] } = rows;
    const result = computeKpi(productPerformance, createContext(tablesOf(rows), { asOf }), { kpi: 'product_performance', period: window, compare: 'none' });
    if (result.state === 'not-applicable') return;
    await fill(connection, 'deal', deals);
    await fill(connection, 'deal_line', lines);
    const answer = await connection.runAndReadAll(oppOf(window.start, window.end, isDayColumn(deals, 'created_at'), isDayColumn(deals, 'closed_at')));
    const expected = answer.getRowObjects().map((row) => ({ id: row['product_id'] as string | null, ...Object.fromEntries(['o', 'w', 'u', 'r', 'm', 'd', 'lacks'].map((field) => [field, Number(row[field])])) }) as { id: string | null } & Record<'o' | 'w' | 'u' | 'r' | 'm' | 'd' | 'lacks', number>);
    const isRevenue = expected.some(({ lacks }) => lacks === 1);
    const order = (a: { id: string | null }, b: { id: string | null }): number => (a.id === null ? 1 : b.id === null ? -1 : a.id < b.id ? -1 : 1);
    expect(result.details.products.map(({ id, offered, won, units, revenue, margin }) => [id, offered, won, units ?? 0, revenue, margin]))
      .toEqual(expected.sort(order).map(({ id, o, w, u, r, m }) => [id, o, w, u / 10_000, r / 10_000, isRevenue ? null : m / 10_000]));
    result.details.products.forEach(({ days }, i) => expect(Math.abs(days - (expected[i]?.d ?? NaN))).toBeLessThan(1e-5));
  });
});
