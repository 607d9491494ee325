import type * as duckdb from '@duckdb/duckdb-wasm';

/** What six more KPIs rest on, made once at load: answers, touches and spells are not searched again under each filter. */
const asOf = Date.UTC(2025, 6, 1);
const from = Date.UTC(2024, 6, 1);
const dayMs = 86_400_000;
const horizonDays = 90;

export interface MoreFiles { readonly leads: string; readonly activities: string; readonly subscriptions: string; readonly forecasts: string }

const enums = async (run: (sql: string) => Promise<unknown>, table: string, columns: readonly string[]): Promise<void> => {
  for (const column of columns) {
    await run(`CREATE TYPE ${table}_${column}_enum AS ENUM (SELECT DISTINCT ${column} FROM ${table} WHERE ${column} IS NOT NULL)`);
    await run(`ALTER TABLE ${table} ALTER ${column} TYPE ${table}_${column}_enum`);
  }
};

/** Reads the tables behind leads, customers in service and forecasts; `deal` and `cust` are there already. */
export const loadMore = async (database: duckdb.AsyncDuckDB, connection: duckdb.AsyncDuckDBConnection, files: MoreFiles): Promise<void> => {
  const run = (sql: string): Promise<unknown> => connection.query(sql);
  for (const [name, url] of Object.entries(files)) {
    await database.registerFileBuffer(`${name}.csv`, new Uint8Array(await (await fetch(url as string)).arrayBuffer()));
  }
  await run(`CREATE TABLE lead AS SELECT id, segment, source, owner_id, epoch_ms(received_at) AS received_ms, epoch_ms(first_response_at) AS response_ms, epoch_ms(qualified_at) AS qualified_ms, epoch_ms(disqualified_at) AS gone_ms
    FROM read_csv('leads.csv', header = true, columns = {id: 'VARCHAR', received_at: 'TIMESTAMP', first_response_at: 'TIMESTAMP', qualified_at: 'TIMESTAMP', disqualified_at: 'TIMESTAMP', owner_id: 'VARCHAR', source: 'VARCHAR', segment: 'VARCHAR', region: 'VARCHAR', score: 'DOUBLE'})`);
  await run(`CREATE TABLE activity AS SELECT lead_id, epoch_ms(occurred_at) AS ms, kind = 'meeting' AS is_meeting, actor = 'sales' AND NOT automated AS is_sales, epoch_ms(COALESCE(booked_at, occurred_at)) AS booked_ms
    FROM read_csv('activities.csv', header = true, columns = {id: 'VARCHAR', lead_id: 'VARCHAR', occurred_at: 'TIMESTAMP', kind: 'VARCHAR', actor: 'VARCHAR', direction: 'VARCHAR', automated: 'BOOLEAN', booked_at: 'TIMESTAMP'})`);
  for (const name of ['leads.csv', 'activities.csv']) await database.dropFile(name);
  await run(`CREATE TABLE lead_life AS WITH m AS (SELECT lead_id, MIN(CASE WHEN is_meeting THEN booked_ms END) AS booked_ms, MIN(CASE WHEN is_sales THEN ms END) AS contact_ms FROM activity GROUP BY lead_id),
    l AS (SELECT lead.*, m.booked_ms, LEAST(COALESCE(m.contact_ms, lead.response_ms), COALESCE(lead.response_ms, m.contact_ms)) AS contact_ms FROM lead LEFT JOIN m ON m.lead_id = lead.id),
    t AS (SELECT l.id, COUNT(a.ms) AS touches FROM l JOIN activity a ON a.lead_id = l.id AND a.ms >= l.received_ms AND a.ms < COALESCE(l.booked_ms, l.gone_ms, ${asOf}) GROUP BY l.id)
    SELECT l.segment, l.source, l.owner_id, l.received_ms, l.booked_ms, COALESCE(t.touches, 0)::SMALLINT AS touches, (CASE WHEN l.booked_ms IS NOT NULL THEN 1 WHEN l.gone_ms IS NOT NULL THEN 2 ELSE 0 END)::UTINYINT AS ev,
      CAST(CEIL((l.qualified_ms - l.received_ms) / ${dayMs}.0) AS SMALLINT) AS lag_days, CAST((${asOf} - l.received_ms) // ${dayMs} AS SMALLINT) AS age_days, l.contact_ms IS NOT NULL AS worked,
      CASE WHEN l.contact_ms < l.received_ms THEN 0 ELSE l.contact_ms - l.received_ms END AS wait_ms, CAST(CEIL((COALESCE(l.contact_ms, ${asOf}) - l.received_ms) / 60000.0) AS INTEGER) AS t_min, l.qualified_ms IS NOT NULL AS qualified
    FROM l LEFT JOIN t ON t.id = l.id`);
  await run('DROP TABLE lead');
  await run('DROP TABLE activity');
  await enums(run, 'lead_life', ['segment', 'source', 'owner_id']);
  await run(`CREATE TABLE spell AS SELECT c.segment, c.source, c.owner_id, s.customer_id, epoch_ms(s.started_at::TIMESTAMP) AS start_ms, epoch_ms(s.ended_at::TIMESTAMP) AS end_ms, CAST(round(s.mrr * 10000) AS BIGINT) AS mrr
    FROM read_csv('subscriptions.csv', header = true) s LEFT JOIN cust c ON c.id = s.customer_id`);
  await run(`CREATE TABLE forecast AS SELECT epoch_ms(period_start::TIMESTAMP) AS start_ms, epoch_ms(period_end::TIMESTAMP) AS end_ms, CAST(amount * 10000 AS BIGINT) AS amount FROM read_csv('forecasts.csv', header = true)`);
};

const inPeriod = (column: string): string => `${column} >= ${from} AND ${column} < ${asOf}`;

export const moreQuestions = (where: string): readonly string[] => [
  // churn
  `SELECT COUNT(*) AS n0, SUM(CASE WHEN ${inPeriod('end_ms')} THEN 1 ELSE 0 END)::DOUBLE AS churned, SUM(mrr)::DOUBLE AS m0, SUM(CASE WHEN end_ms IS NULL OR end_ms >= ${asOf} THEN mrr END)::DOUBLE AS m1 FROM spell WHERE start_ms < ${from} AND (end_ms IS NULL OR end_ms >= ${from}) AND ${where}`,
  `SELECT (COALESCE(end_ms, ${asOf}) - start_ms) // ${dayMs * 30} AS month, end_ms IS NULL AS stays, COUNT(*) AS n FROM spell WHERE start_ms < ${asOf} AND ${where} GROUP BY ALL`,
  `SELECT owner_id, COUNT(*) AS n, SUM(CASE WHEN end_ms - start_ms < ${90 * dayMs} THEN 1 ELSE 0 END)::DOUBLE AS early FROM spell WHERE start_ms < ${asOf - 90 * dayMs} AND ${where} GROUP BY owner_id`,
  // forecast_accuracy
  `SELECT f.start_ms, ANY_VALUE(f.amount)::DOUBLE AS f, SUM(d.amount)::DOUBLE AS a FROM forecast f JOIN deal d ON d.closed_ms >= f.start_ms AND d.closed_ms < f.end_ms WHERE d.status = 'won' AND ${where.replaceAll('(segment', '(d.segment')} GROUP BY f.start_ms`,
  // lead_to_opp
  `SELECT COUNT(*) AS n, SUM(CASE WHEN worked THEN 1 ELSE 0 END)::DOUBLE AS worked, SUM(CASE WHEN lag_days <= ${horizonDays} THEN 1 ELSE 0 END)::DOUBLE AS qualified FROM lead_life WHERE ${inPeriod('received_ms')} AND age_days >= ${horizonDays} AND ${where}`,
  `SELECT LEAST(COALESCE(lag_days, age_days), ${horizonDays}) AS t, lag_days IS NOT NULL AS ev, COUNT(*) AS n FROM lead_life WHERE ${inPeriod('received_ms')} AND ${where} GROUP BY ALL`,
  // lead_response
  `SELECT t_min, worked, COUNT(*) AS n, SUM(wait_ms)::DOUBLE AS ms, SUM(CASE WHEN qualified THEN 1 ELSE 0 END)::DOUBLE AS qualified FROM lead_life WHERE ${inPeriod('received_ms')} AND ${where} GROUP BY t_min, worked`,
  `SELECT owner_id, COUNT(*) AS n, quantile_cont(wait_ms, [0.5, 0.9]) AS q, SUM(CASE WHEN wait_ms <= 300000 THEN 1 ELSE 0 END)::DOUBLE AS within5 FROM lead_life WHERE ${inPeriod('received_ms')} AND ${where} GROUP BY owner_id`,
  // touches_to_meeting
  `SELECT touches, ev, SUM(CASE WHEN ${inPeriod('booked_ms')} THEN 1 ELSE 0 END)::DOUBLE AS booked, SUM(CASE WHEN ${inPeriod('received_ms')} THEN 1 ELSE 0 END)::DOUBLE AS received FROM lead_life WHERE ${where} GROUP BY touches, ev`,
  // product_performance
  `SELECT product_id, COUNT(*) AS o, SUM(CASE WHEN status = 'won' THEN 1 ELSE 0 END)::DOUBLE AS w, SUM(CASE WHEN status = 'won' THEN amount END)::DOUBLE AS r, SUM(CASE WHEN status = 'won' THEN closed_ms - start_ms END)::DOUBLE AS d FROM deal WHERE ${inPeriod('closed_ms')} AND ${where} GROUP BY product_id`,
];
