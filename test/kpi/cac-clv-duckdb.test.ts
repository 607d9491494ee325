import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cacCells } from '../../src/kpi/cac-cells.js';
import { cac } from '../../src/kpi/cac.js';
import type { Cells } from '../../src/kpi/cells.js';
import { channelOfKey } from '../../src/kpi/channel-key.js';
import { clvFullCells } from '../../src/kpi/clv-cells.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { exactValue } from '../../src/kpi/exact-cell.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { unitsOf } from './oracle-customers.js';
import { asOf, company, windowOf } from './random-customers.js';

/** The statements of the specification (section 5) over tables that DuckDB fills itself: days spread, stays joined, ages counted in SQL. */
const schema = {
  deal: { columns: { id: 'VARCHAR', account_id: 'VARCHAR', status: 'VARCHAR', closed_at: 'TIMESTAMP', source: 'VARCHAR', type: 'VARCHAR' }, from: 'deals' },
  sub: { columns: { customer_id: 'VARCHAR', started_at: 'TIMESTAMP', ended_at: 'TIMESTAMP' }, from: 'subscriptions' },
  customer: { columns: { id: 'VARCHAR', first_won_at: 'TIMESTAMP', acquired_channel: 'VARCHAR', segment: 'VARCHAR' }, from: 'customers' },
  revenue: { columns: { customer_id: 'VARCHAR', occurred_at: 'TIMESTAMP', amount: 'BIGINT', margin: 'BIGINT' }, from: 'revenue' },
  spend: { columns: { period_start: 'TIMESTAMP', period_end: 'TIMESTAMP', kind: 'VARCHAR', channel: 'VARCHAR', amount: 'BIGINT' }, from: 'spend' },
} as const;

const literal = (value: Row[string], type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'BIGINT') return String(unitsOf(value));
  return type === 'TIMESTAMP' ? `TIMESTAMP '${String(value)}'` : `'${String(value).replaceAll("'", "''")}'`;
};

const fill = async (connection: DuckDBConnection, rows: Rows): Promise<void> => {
  for (const [name, { columns, from }] of Object.entries(schema)) {
    const fields = Object.entries(columns);
    await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.map(([column, type]) => `${column} ${type}`).join(', ')})`);
    const values = ((rows[from] ?? [])).map((row) => `(${fields.map(([column, type]) => literal(row[column], type)).join(', ')})`);
    if (values.length > 0) await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
  }
};

const limit = `TIMESTAMP '${asOf}'`;

/** Rounds A·i/n half away from zero in whole numbers. */
const part = (i: string): string => `SIGN(amount) * ((2 * ABS(CAST(amount AS HUGEINT)) * ${i} + n) // (2 * n))`;
const spendDay = `WITH spans AS (SELECT *, GREATEST(1, date_diff('day', period_start, COALESCE(period_end, period_start))) AS n FROM spend
    WHERE period_end IS NULL OR period_end >= period_start),
  spend_day AS (SELECT CASE WHEN kind = 'sales' THEN 'sales' ELSE 'marketing' END AS kind, channel, period_start + INTERVAL 1 DAY * (i - 1) AS day,
    ${part('i')} - ${part('(i - 1)')} AS amount FROM (SELECT *, UNNEST(generate_series(1, n)) AS i FROM spans) WHERE period_start + INTERVAL 1 DAY * (i - 1) < ${limit})`;

const events = `ev AS (SELECT COALESCE(account_id, 'deal:' || id) AS cid, closed_at AS f, 0 AS src, id, source,
    CASE WHEN type IN ('renewal', 'upsell') THEN 1 ELSE 0 END AS existing FROM deal WHERE status = 'won' AND closed_at < ${limit}
  UNION ALL SELECT customer_id, started_at, 1, '', NULL, 0 FROM sub WHERE started_at < ${limit} AND (ended_at IS NULL OR ended_at > started_at)
  UNION ALL SELECT id, first_won_at, 2, '', NULL, 0 FROM customer WHERE first_won_at < ${limit})`;

const newCustomers = (a: string, b: string): string => `WITH ${events},
o AS (SELECT ev.*, ROW_NUMBER() OVER (PARTITION BY cid ORDER BY f, src, id) AS rn,
    FIRST_VALUE(source) OVER (PARTITION BY cid ORDER BY CASE WHEN src = 0 THEN 0 ELSE 1 END, f, id) AS deal_source FROM ev)
SELECT COALESCE(c.acquired_channel, o.deal_source) AS channel, COUNT(*) AS new_customers FROM o LEFT JOIN customer c ON c.id = o.cid
WHERE o.rn = 1 AND o.existing = 0 AND o.f >= TIMESTAMP '${a}' AND o.f < TIMESTAMP '${b}' GROUP BY COALESCE(c.acquired_channel, o.deal_source)`;

const moments = `WITH ${events}, cust AS (SELECT k.id, c.segment AS seg
    FROM (SELECT cid AS id FROM ev UNION SELECT customer_id FROM revenue WHERE occurred_at < ${limit}) k LEFT JOIN customer c ON c.id = k.id)
SELECT seg, COUNT(*) AS n, SUM(g) AS g, SUM(u) AS u, SUM(g * g) AS gg, SUM(g * u) AS gu, SUM(u * u) AS uu
FROM (SELECT c.id, c.seg, COALESCE(SUM(r.margin), 0) AS g, COALESCE(SUM(CASE WHEN r.margin IS NULL THEN r.amount END), 0) AS u
  FROM cust c LEFT JOIN revenue r ON r.customer_id = c.id AND r.occurred_at < ${limit} GROUP BY c.id, c.seg) q GROUP BY seg`;

const grossMargin = `SELECT COALESCE(SUM(margin), 0) AS m, COALESCE(SUM(amount), 0) AS r FROM revenue
  WHERE margin IS NOT NULL AND amount IS NOT NULL AND occurred_at < ${limit}`;

const ages = `WITH s AS (SELECT customer_id, started_at, CASE WHEN ended_at >= ${limit} THEN NULL ELSE ended_at END AS ended_at
  FROM sub WHERE started_at < ${limit} AND (ended_at IS NULL OR ended_at > started_at)),
g AS (SELECT s.*, MAX(COALESCE(ended_at, TIMESTAMP '9999-01-01')) OVER (PARTITION BY customer_id
  ORDER BY started_at, ended_at NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS prev_end FROM s),
i AS (SELECT g.*, SUM(CASE WHEN prev_end IS NULL OR started_at > prev_end + INTERVAL 720 HOUR THEN 1 ELSE 0 END) OVER (PARTITION BY customer_id
  ORDER BY started_at, ended_at NULLS LAST ROWS UNBOUNDED PRECEDING) AS spell FROM g),
p AS (SELECT customer_id, MIN(started_at) AS b0, CASE WHEN COUNT(*) = COUNT(ended_at) THEN MAX(ended_at) END AS e0 FROM i WHERE spell = 1 GROUP BY customer_id),
months AS (SELECT UNNEST(generate_series(0, 60)) AS k),
sub_age AS (SELECT p.customer_id, CASE WHEN e0 IS NULL THEN MAX(CASE WHEN b0 + INTERVAL 1 MONTH * k <= ${limit} THEN k END)
  ELSE GREATEST(1, MIN(CASE WHEN b0 + INTERVAL 1 MONTH * k >= e0 THEN k END)) END AS age,
  CASE WHEN e0 IS NULL THEN 0 ELSE 1 END AS lost, CASE WHEN e0 IS NULL THEN 1 ELSE 0 END AS alive_at_end FROM p CROSS JOIN months GROUP BY p.customer_id, b0, e0)
SELECT age, SUM(lost) AS lost, SUM(alive_at_end) AS alive FROM sub_age GROUP BY age`;

const companies = fc.sample(fc.tuple(company, windowOf), { numRuns: 24, seed: 7 });

describe('the customer cells agree with DuckDB', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => { connection = await (await DuckDBInstance.create(':memory:')).connect(); });
  afterAll(() => { connection.closeSync(); });
  const ask = async (sql: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(sql)).getRowObjects();

  it.each(companies.map(([rows, window], i) => ({ i, rows, window })))('company $i: spend, new customers, moments, margin share, contract ages', async ({ rows, window }) => {
    await fill(connection, rows);
    const context = createContext(tablesOf(rows), { asOf });
    const question = { period: context.calendar.resolve(window, context), cut: createCut({}, [], cac.rows(context)), target: null, options: {} };
    const pool = [...(cacCells(context, question)[0]?.pools.values() ?? [])][0] as Record<string, number | ReadonlyMap<string, Cells>>;

    const spend = await ask(`${spendDay} SELECT kind, channel, SUM(amount) AS s FROM spend_day WHERE day >= TIMESTAMP '${window.start}' AND day < TIMESTAMP '${window.end}' GROUP BY kind, channel`);
    const shared = spend.filter((row) => row['kind'] === 'sales' && row['channel'] === null).reduce((sum, row) => sum + Number(row['s']), 0);
    expect(pool['shared']).toBe(shared);
    const fresh = await ask(newCustomers(window.start, window.end));
    expect(pool['customers']).toBe(fresh.reduce((sum, row) => sum + Number(row['new_customers']), 0));
    const channels = [...(pool['channels'] as ReadonlyMap<string, Cells>)].map(([key, own]) => ({ id: channelOfKey(key), ...own }));
    for (const name of [null, 'seo', 'ads', 'fairs']) {
      const own = channels.find(({ id }) => id === name) as { spend?: number; customers?: number } | undefined;
      const expected = spend.filter((row) => row['channel'] === name && !(row['kind'] === 'sales' && name === null)).reduce((sum, row) => sum + Number(row['s']), 0);
      expect(own?.spend ?? 0).toBe(expected);
      expect(own?.customers ?? 0).toBe(Number(fresh.find((row) => row['channel'] === name)?.['new_customers'] ?? 0));
    }

    const cut = createCut({}, ['segment'], [cac.rows(context)[0] as (typeof cac.rows extends (c: never) => readonly (infer E)[] ? E : never)]);
    const cells = clvFullCells(context, { ...question, cut });
    const expected = await ask(moments);
    expect(cut.groups.length).toBe(expected.length);
    cut.groups.forEach(([segment], i) => {
      const own = cells[i];
      const row = expected.find((entry) => entry['seg'] === segment);
      expect(own === undefined ? null : [own.n, own.g, own.u, exactValue(own.gg), exactValue(own.gu), exactValue(own.uu)].map(String))
        .toEqual(['n', 'g', 'u', 'gg', 'gu', 'uu'].map((field) => String(row?.[field])));
    });

    const whole = clvFullCells(context, question)[0];
    const [share] = await ask(grossMargin);
    const entry = [...(whole?.whole.values() ?? [])][0] as Record<string, number> | undefined;
    expect([entry?.['margin'], entry?.['amount']]).toEqual([Number(share?.['m']), Number(share?.['r'])]);

    const byAge = await ask(ages);
    const counted = Array.from(whole?.lost ?? [], (lost, age) => ({ age, lost, alive: whole?.alive[age] ?? 0 })).filter(({ lost, alive }) => lost + alive > 0);
    expect(counted).toEqual(byAge.map((row) => ({ age: Number(row['age']), lost: Number(row['lost']), alive: Number(row['alive']) })).sort((x, y) => x.age - y.age));
  });
});
