import * as duckdb from '@duckdb/duckdb-wasm';
import workerUrl from '@duckdb/duckdb-wasm/dist/duckdb-browser-eh.worker.js?url';
import { loadMore, moreQuestions, type MoreFiles } from './duckdb-leads.js';
import wasmUrl from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url';

/** The same aggregates as the five KPIs, on entity tables made once at load, as kpis.md section 5 writes them. */
const database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), new Worker(workerUrl));
let connection: duckdb.AsyncDuckDBConnection;

const asOf = Date.UTC(2025, 6, 1);
const from = Date.UTC(2024, 6, 1);
const cohortFrom = Date.UTC(2023, 6, 1);
const dayMs = 86_400_000;
const horizonDays = 90;

let isWhole = false;

const loadAll = async ({ deals, spend, revenue, ...more }: { deals: string; spend: string; revenue: string } & Partial<MoreFiles>): Promise<{ ms: number }> => {
  const start = performance.now();
  for (const [name, url] of [['deals.csv', deals], ['spend.csv', spend], ['revenue.csv', revenue]] as const) {
    await database.registerFileBuffer(name, new Uint8Array(await (await fetch(url)).arrayBuffer()));
  }
  const run = (sql: string): Promise<unknown> => connection.query(sql);
  await run(`CREATE TABLE raw AS SELECT * FROM read_csv('deals.csv', header = true, columns = {id: 'VARCHAR', name: 'VARCHAR', created_at: 'TIMESTAMP', first_contact_at: 'TIMESTAMP', closed_at: 'TIMESTAMP', expected_close_at: 'DATE', stage: 'VARCHAR', status: 'VARCHAR', amount: 'DOUBLE', owner_id: 'VARCHAR', source: 'VARCHAR', segment: 'VARCHAR', region: 'VARCHAR', product_id: 'VARCHAR', account_id: 'VARCHAR'})`);
  await run(`CREATE TABLE deal AS SELECT id, CAST(status AS ENUM ('open', 'won', 'lost')) AS status, stage, segment, source, owner_id, account_id, product_id, CAST(round(amount * 10000) AS BIGINT) AS amount,
    epoch_ms(created_at) AS created_ms, CASE WHEN epoch_ms(closed_at) < ${asOf} THEN epoch_ms(closed_at) END AS closed_ms, LEAST(epoch_ms(created_at), COALESCE(epoch_ms(first_contact_at), epoch_ms(created_at))) AS start_ms,
    COALESCE(epoch_ms(first_contact_at), epoch_ms(created_at)) AS engaged_ms FROM raw`);
  await run('DROP TABLE raw');
  for (const column of ['stage', 'segment', 'source', 'owner_id']) {
    await run(`CREATE TYPE ${column}_enum AS ENUM (SELECT DISTINCT ${column} FROM deal WHERE ${column} IS NOT NULL)`);
    await run(`ALTER TABLE deal ALTER ${column} TYPE ${column}_enum`);
  }
  await run(`CREATE TABLE life AS SELECT segment, source, owner_id, start_ms, engaged_ms, closed_ms, CASE WHEN closed_ms IS NULL THEN 0 WHEN status = 'won' THEN 1 ELSE 2 END::UTINYINT AS ev,
    CAST((COALESCE(closed_ms, ${asOf}) - start_ms) // ${dayMs} AS SMALLINT) AS t_days, CAST((COALESCE(closed_ms, ${asOf}) - engaged_ms) // ${dayMs} AS SMALLINT) AS e_days,
    CAST((${asOf} - engaged_ms) // ${dayMs} AS SMALLINT) AS age_days, COALESCE(closed_ms, ${asOf}) - start_ms AS ms FROM deal`);
  await run(`CREATE TABLE revenue AS SELECT customer_id, epoch_ms(occurred_at::TIMESTAMP) AS ms, CAST(round(amount * 10000) AS BIGINT) AS amount, CAST(round(margin * 10000) AS BIGINT) AS margin FROM read_csv('revenue.csv', header = true)`);
  await run(`CREATE TABLE spend AS SELECT kind, channel, epoch_ms(period_start::TIMESTAMP) AS start_ms, CAST(amount * 10000 AS BIGINT) AS amount FROM read_csv('spend.csv', header = true)`);
  await run(`CREATE TABLE cust AS SELECT c.account_id AS id, FIRST(c.segment ORDER BY c.closed_ms, c.id) AS segment, FIRST(c.source ORDER BY c.closed_ms, c.id) AS source, FIRST(c.owner_id ORDER BY c.closed_ms, c.id) AS owner_id, MIN(c.closed_ms) AS first_ms, ANY_VALUE(r.g) AS g FROM (SELECT * FROM deal WHERE status = 'won' AND closed_ms IS NOT NULL) c
    LEFT JOIN (SELECT customer_id, SUM(margin) AS g FROM revenue WHERE ms < ${asOf} GROUP BY customer_id) r ON r.customer_id = c.account_id GROUP BY c.account_id`);
  if (more.leads !== undefined) {
    await loadMore(database, connection, more as MoreFiles);
    isWhole = true;
  }
  return { ms: performance.now() - start };
};

const questions = (where: string): readonly string[] => [
  `SELECT t_days, COUNT(*) AS won, SUM(ms)::DOUBLE AS ms FROM life WHERE ev = 1 AND closed_ms >= ${from} AND closed_ms < ${asOf} AND ${where} GROUP BY t_days`,
  `SELECT t_days, ev, COUNT(*) AS n FROM life WHERE start_ms >= ${cohortFrom} AND start_ms < ${asOf} AND ${where} GROUP BY t_days, ev`,
  `SELECT stage, COUNT(*) AS n, SUM(amount)::DOUBLE AS v, SUM(CAST(amount AS DOUBLE) * amount) AS a2, COUNT(*) - COUNT(amount) AS n_null, MAX(amount)::DOUBLE AS mx FROM deal WHERE closed_ms IS NULL AND created_ms < ${asOf} AND ${where} GROUP BY stage`,
  `SELECT COUNT(*) FILTER (WHERE created_ms >= ${from}) AS created, SUM(amount) FILTER (WHERE created_ms >= ${from})::DOUBLE AS created_v, COUNT(*) FILTER (WHERE closed_ms >= ${from} AND status = 'won') AS won, SUM(amount) FILTER (WHERE closed_ms >= ${from} AND status = 'won')::DOUBLE AS won_v,
    COUNT(*) FILTER (WHERE closed_ms >= ${from} AND status = 'lost') AS lost, SUM(amount) FILTER (WHERE closed_ms >= ${from} AND status = 'lost')::DOUBLE AS lost_v FROM deal WHERE ${where}`,
  `SELECT e_days, ev, age_days > ${horizonDays} AS mature, COUNT(*) AS n FROM life WHERE engaged_ms >= ${from} AND engaged_ms < ${asOf} AND ${where} GROUP BY ALL`,
  `SELECT owner_id, source, segment, COUNT(*) AS n, SUM(CASE WHEN ev = 1 AND e_days <= ${horizonDays} THEN 1 ELSE 0 END)::DOUBLE AS w FROM life WHERE engaged_ms >= ${from} AND engaged_ms < ${asOf} AND age_days > ${horizonDays} AND ${where} GROUP BY ALL`,
  `SELECT source, COUNT(*) AS n FROM cust WHERE first_ms >= ${from} AND first_ms < ${asOf} AND ${where} GROUP BY source`,
  `SELECT kind, channel, SUM(amount)::DOUBLE AS s FROM spend WHERE start_ms >= ${from} AND start_ms < ${asOf} GROUP BY kind, channel`,
  `SELECT AVG(amount)::DOUBLE AS aov FROM deal WHERE status = 'won' AND closed_ms >= ${from} AND ${where}`,
  `SELECT COUNT(*) AS n, SUM(g)::DOUBLE AS g, SUM(CAST(g AS DOUBLE) * g) AS gg, quantile_cont(COALESCE(g, 0), 0.5) AS median FROM cust WHERE ${where}`,
];

type Choice = Readonly<Record<string, readonly (string | null)[]>>;

const whereOf = (filter: Choice): string => Object.entries(filter).map(([name, values]) => {
  const named = values.filter((value) => value !== null).map((value) => `'${value}'`);
  const parts = [...(named.length > 0 ? [`${name} IN (${named.join()})`] : []), ...(values.includes(null) ? [`${name} IS NULL`] : [])];
  return `(${parts.join(' OR ')})`;
}).concat('TRUE').join(' AND ');

window.bench = {
  loadAll: loadAll as never,
  compute: (async (filter: Choice) => {
    const start = performance.now();
    const counts: number[] = [];
    const where = whereOf(filter);
    for (const sql of [...questions(where), ...(isWhole ? moreQuestions(where) : [])]) counts.push((await connection.query(sql)).numRows);
    return { ms: performance.now() - start, counts };
  }) as never,
  facts: (async (filter: Choice) => {
    const where = whereOf(filter);
    const one = async (sql: string): Promise<Record<string, number>> => (await connection.query(sql)).toArray()[0] as Record<string, number>;
    const cycle = await one(`SELECT COUNT(*)::DOUBLE AS won, AVG(ms) / ${dayMs} AS mean FROM life WHERE ev = 1 AND closed_ms >= ${from} AND closed_ms < ${asOf} AND ${where}`);
    const stock = await one(`SELECT COUNT(*)::DOUBLE AS n, SUM(amount)::DOUBLE / 10000 AS value FROM deal WHERE closed_ms IS NULL AND ${where}`);
    const fresh = await one(`SELECT COUNT(*)::DOUBLE AS n FROM cust WHERE first_ms >= ${from} AND first_ms < ${asOf} AND ${where}`);
    const value = await one(`SELECT SUM(COALESCE(g, 0))::DOUBLE / 10000 / COUNT(*) AS mean FROM cust WHERE ${where}`);
    return { won: cycle.won, mean: cycle.mean, open: stock.n, value: stock.value, customers: fresh.n, clv: value.mean };
  }) as never,
};

await database.instantiate(wasmUrl);
connection = await database.connect();
window.ready = true;
