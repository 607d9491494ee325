import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { touchCells } from '../../src/kpi/touches-cells.js';
import { touches } from '../../src/kpi/touches.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { touchedLeads, touchWindow } from './random-touches.js';
import { known } from './touches-fixtures.js';

const limit = `TIMESTAMP '${known.asOf}'`;

/** What the statement calls is_meeting and is_touch: words, receipt and the ten minutes, all in SQL. */
const prepare = `CREATE OR REPLACE TABLE activity AS WITH told AS (SELECT r.*, lead.received_at AS since,
  kind IN ('meeting', 'video') AND COALESCE(outcome, '') NOT IN ('canceled', 'no_show') AS is_meeting,
  CASE WHEN kind = 'ad' THEN COALESCE(outcome, '') = 'click' WHEN kind = 'email' THEN COALESCE(outcome, '') NOT IN ('open', 'bounce', 'delivered')
    ELSE kind IN ('call', 'sms', 'chat', 'form', 'webinar') END AND occurred_at >= lead.received_at AS counts
  FROM raw r JOIN lead ON lead.id = r.lead_id)
SELECT told.*, counts AND COALESCE(occurred_at > LAG(occurred_at) OVER (PARTITION BY lead_id, counts, kind, direction ORDER BY occurred_at) + INTERVAL 10 MINUTE, TRUE) AS is_touch FROM told`;

/** K5 of the specification (section 5), parameters filled in. */
const statement = (a: string, b: string): string => `WITH m AS (SELECT lead_id, MIN(COALESCE(booked_at, occurred_at)) AS booked FROM activity
  WHERE is_meeting AND COALESCE(booked_at, occurred_at) < ${limit} GROUP BY lead_id),
l AS (SELECT lead.id, lead.seg, lead.received_at, m.booked, CASE WHEN m.booked IS NULL AND lead.disqualified_at < ${limit} THEN lead.disqualified_at END AS gone
  FROM lead LEFT JOIN m ON m.lead_id = lead.id WHERE m.booked IS NULL OR m.booked >= lead.received_at),
touch_life AS (SELECT l.id, l.seg, l.received_at, l.booked, COUNT(a.occurred_at) AS touches,
  CASE WHEN l.booked IS NOT NULL THEN 1 WHEN l.gone IS NOT NULL THEN 2 ELSE 0 END AS ev
  FROM l LEFT JOIN activity a ON a.lead_id = l.id AND a.is_touch AND a.occurred_at >= l.received_at AND a.occurred_at < COALESCE(l.booked, l.gone, ${limit})
  GROUP BY l.id, l.seg, l.received_at, l.booked, l.gone)
SELECT seg, touches, ev, SUM(CASE WHEN booked >= TIMESTAMP '${a}' AND booked < TIMESTAMP '${b}' THEN 1 ELSE 0 END) AS n_booked,
  SUM(CASE WHEN received_at >= TIMESTAMP '${a}' AND received_at < TIMESTAMP '${b}' THEN 1 ELSE 0 END) AS n_received FROM touch_life GROUP BY seg, touches, ev`;

const literal = (value: Row[string], type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  return type === 'TIMESTAMP' ? `TIMESTAMP '${String(value).replace('T', ' ').replace('Z', '')}'` : `'${String(value)}'`;
};

const fill = async (connection: DuckDBConnection, name: string, columns: Readonly<Record<string, string>>, rows: readonly Row[]): Promise<void> => {
  const fields = Object.entries(columns);
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.map(([column, type]) => `${column} ${type}`).join(', ')})`);
  if (rows.length > 0) await connection.run(`INSERT INTO ${name} VALUES ${rows.map((row) => `(${fields.map(([column, type]) => literal(row[column], type)).join(', ')})`).join(', ')}`);
};

/** Eight copies of random leads with names of their own: enough of each group; activities name leads alone. */
const companies = fc.sample(fc.tuple(fc.array(touchedLeads, { minLength: 8, maxLength: 8 }), touchWindow), { numRuns: 20, seed: 5 }).map(([parts, window], i) => ({
  i, window,
  rows: {
    leads: parts.flatMap((part, k) => (part.leads ?? []).map(({ opp_id: _, ...row }): Row => ({ ...row, id: `${k}${String(row['id'])}` }))).filter((row) => String(row['received_at']) < known.asOf),
    activities: parts.flatMap((part, k) => (part.activities ?? []).map(({ deal_id: _, created_at: __, ...row }): Row => ({ ...row, lead_id: row['lead_id'] === null ? null : `${k}${String(row['lead_id'])}` }))),
  } satisfies Rows,
}));

type Told = readonly [segment: string | null, touches: number, event: number, booked: number, received: number];

describe('the touch cells agree with DuckDB', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => { connection = await (await DuckDBInstance.create(':memory:')).connect(); });
  afterAll(() => { connection.closeSync(); });

  it.each(companies)('company $i: leads by touches and event, booked and received in the period, by segment', async ({ rows, window }) => {
    await fill(connection, 'lead', { id: 'VARCHAR', received_at: 'TIMESTAMP', disqualified_at: 'TIMESTAMP', seg: 'VARCHAR' }, rows.leads.map((row) => ({ ...row, seg: row['segment'] })));
    await fill(connection, 'raw', { lead_id: 'VARCHAR', occurred_at: 'TIMESTAMP', booked_at: 'TIMESTAMP', kind: 'VARCHAR', direction: 'VARCHAR', outcome: 'VARCHAR' }, rows.activities);
    await connection.run(prepare);
    const expected = (await connection.runAndReadAll(statement(window.start, window.end))).getRowObjects()
      .map((row): Told => [row['seg'] as string | null, Number(row['touches']), Number(row['ev']), Number(row['n_booked']), Number(row['n_received'])]);

    const context = createContext(tablesOf(rows), known);
    const cut = createCut({}, ['segment'], touches.rows(context));
    const cells = touchCells(context, { period: context.calendar.resolve(window, context), cut, target: null, options: {} });
    const sum = (segment: string | null, k: number, field: 'booked' | 'received', event?: number): number =>
      expected.filter(([seg, touched, ev]) => seg === segment && touched === k && (event === undefined || ev === event)).reduce((total, told) => total + told[field === 'booked' ? 3 : 4], 0);
    cells.forEach((own, group) => {
      const segment = cut.groups[group]?.[0] ?? null;
      for (let k = 0; k <= 60; k++) {
        expect(own.booked[k] ?? 0).toBe(sum(segment, k, 'booked'));
        const met = (own.metDirect[k] ?? 0) + (own.metMarketing[k] ?? 0) + (own.metSales[k] ?? 0);
        expect([met, own.gone[k] ?? 0, own.open[k] ?? 0]).toEqual([1, 2, 0].map((event) => sum(segment, k, 'received', event)));
      }
    });
    expect(cells.reduce((total, { booked }) => total + booked.reduce((x, y) => x + y, 0), 0)).toBe(expected.reduce((total, told) => total + told[3], 0));
  });
});
