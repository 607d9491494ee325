import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import type { Question } from '../../src/kpi/define-kpi.js';
import { exactValue } from '../../src/kpi/exact-cell.js';
import { leadResponseCells } from '../../src/kpi/lead-response-cells.js';
import { leadRows } from '../../src/kpi/lead-rows.js';
import { leadToOppCells } from '../../src/kpi/lead-to-opp-cells.js';
import { isWaiting, minutesOf } from '../../src/kpi/lead-waits.js';
import { emptySparse, sumSparse, type SparseHistogram } from '../../src/kpi/sparse-histogram.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf, leadPeriod, leadTables } from './random-leads.js';

/** The statements of the specification (section 5) over tables that DuckDB fills itself; the e-mail groups too are found in SQL. */
const schema = {
  lead_raw: { columns: { id: 'VARCHAR', received_at: 'TIMESTAMP', first_response_at: 'TIMESTAMP', qualified_at: 'TIMESTAMP', opp_id: 'VARCHAR', email: 'VARCHAR', source: 'VARCHAR' }, from: 'leads' },
  activity: { columns: { lead_id: 'VARCHAR', occurred_at: 'TIMESTAMP', kind: 'VARCHAR', actor: 'VARCHAR', direction: 'VARCHAR', automated: 'BOOLEAN' }, from: 'activities' },
  deal: { columns: { id: 'VARCHAR', created_at: 'TIMESTAMP' }, from: 'deals' },
} as const;

const literal = (value: Row[string], type: string): string => {
  if (value === null || value === undefined) return 'NULL';
  if (type === 'BOOLEAN') return String(value);
  return type === 'TIMESTAMP' ? `TIMESTAMP '${String(value)}'` : `'${String(value).replaceAll("'", "''")}'`;
};

const fill = async (connection: DuckDBConnection, rows: Rows): Promise<void> => {
  for (const [name, { columns, from }] of Object.entries(schema)) {
    const fields = Object.entries(columns);
    await connection.run(`CREATE OR REPLACE TABLE ${name} (${fields.map(([column, type]) => `${column} ${type}`).join(', ')})`);
    const values = (rows[from] ?? []).map((row) => `(${fields.map(([column, type]) => literal(row[column], type)).join(', ')})`);
    if (values.length > 0) await connection.run(`INSERT INTO ${name} VALUES ${values.join(', ')}`);
  }
};

const limit = `TIMESTAMP '${asOf}'`;

/** Leads with the one that each belongs to: walks along an e-mail's leads, a new one wherever the kept one lies over 30 days back. */
const groups = `RECURSIVE ordered AS (SELECT *, CASE WHEN email IS NULL THEN id ELSE LOWER(TRIM(email)) END AS person,
    ROW_NUMBER() OVER (PARTITION BY CASE WHEN email IS NULL THEN id ELSE LOWER(TRIM(email)) END ORDER BY received_at, id) AS place FROM lead_raw WHERE received_at < ${limit}),
walk AS (SELECT id, person, place, id AS member_of, received_at AS kept_at FROM ordered WHERE place = 1
  UNION ALL SELECT o.id, o.person, o.place, CASE WHEN o.received_at > w.kept_at + INTERVAL 30 DAY THEN o.id ELSE w.member_of END,
    CASE WHEN o.received_at > w.kept_at + INTERVAL 30 DAY THEN o.received_at ELSE w.kept_at END
  FROM walk w JOIN ordered o ON o.person = w.person AND o.place = w.place + 1),
lead AS (SELECT l.*, w.member_of, l.source AS seg FROM lead_raw l JOIN walk w ON w.id = l.id)`;

/** Contacts by sales per kept lead, as the statement for K11 has them. */
const contacts = `contact AS (SELECT l.member_of AS id, a.occurred_at AS t FROM lead l JOIN activity a ON a.lead_id = l.id
  WHERE a.kind IN ('email', 'call', 'chat', 'sms', 'meeting', 'video') AND COALESCE(a.actor, 'sales') = 'sales'
    AND COALESCE(a.direction, 'out') = 'out' AND COALESCE(a.automated, FALSE) = FALSE
  UNION ALL SELECT member_of, first_response_at FROM lead WHERE first_response_at IS NOT NULL)`;

const leadLife = (days: number): string => `life AS (SELECT k.id, k.seg, k.received_at AS start_at,
    (SELECT MIN(q) FROM (SELECT COALESCE(m.qualified_at, d.created_at) AS q FROM lead m LEFT JOIN deal d ON d.id = m.opp_id WHERE m.member_of = k.id) x WHERE q < ${limit}) AS qualified_at,
    (SELECT MIN(c.t) FROM contact c WHERE c.id = k.id AND c.t >= k.received_at - INTERVAL 5 MINUTE AND c.t < ${limit}) AS contact_at
  FROM lead k WHERE k.id = k.member_of),
lead_life AS (SELECT seg, start_at, CAST(FLOOR((epoch_ms(${limit}) - epoch_ms(start_at)) / 86400000.0) AS INTEGER) AS age_days,
    CASE WHEN qualified_at IS NULL THEN NULL WHEN qualified_at < start_at THEN 0 ELSE CAST(CEIL((epoch_ms(qualified_at) - epoch_ms(start_at)) / 86400000.0) AS INTEGER) END AS lag_days,
    CASE WHEN epoch_ms(contact_at) - epoch_ms(start_at) <= ${days} * 86400000 OR epoch_ms(qualified_at) - epoch_ms(start_at) <= ${days} * 86400000 THEN 1 ELSE 0 END AS worked
  FROM life WHERE qualified_at IS NULL OR qualified_at >= start_at - INTERVAL 1 DAY)`;

const k10 = (a: string, b: string, h: number): string => `WITH ${groups}, ${contacts}, ${leadLife(h)}
SELECT seg, COUNT(*) AS n, SUM(worked) AS worked, SUM(CASE WHEN lag_days <= ${h} THEN 1 ELSE 0 END) AS qualified
FROM lead_life WHERE start_at >= TIMESTAMP '${a}' AND start_at < TIMESTAMP '${b}' AND age_days >= ${h} GROUP BY seg`;

const k11 = (a: string, b: string): string => `WITH ${groups}, ${contacts},
kept AS (SELECT id, seg, received_at FROM lead WHERE id = member_of AND received_at >= TIMESTAMP '${a}' AND received_at < TIMESTAMP '${b}'),
resp AS (SELECT k.id, k.seg, k.received_at, MIN(CASE WHEN c.t < k.received_at THEN k.received_at ELSE c.t END) AS t
  FROM kept k LEFT JOIN contact c ON c.id = k.id AND c.t >= k.received_at - INTERVAL 5 MINUTE AND c.t < ${limit} GROUP BY k.id, k.seg, k.received_at),
span AS (SELECT seg, CASE WHEN t IS NULL THEN 0 ELSE 1 END AS responded, epoch_ms(COALESCE(t, ${limit})) - epoch_ms(received_at) AS ms,
  epoch_ms(${limit}) - epoch_ms(received_at) AS age FROM resp),
bins AS (SELECT seg, responded, ms, CAST(CASE WHEN responded = 1 THEN CEIL(ms / 60000.0) ELSE FLOOR(ms / 60000.0) END AS INTEGER) AS t_min,
  CASE WHEN age < 300000 THEN 0 WHEN age < 1800000 THEN 1 WHEN age < 604800000 THEN 2 ELSE 3 END AS age_class FROM span)
SELECT seg, age_class, t_min, SUM(responded) AS d, SUM(1 - responded) AS c, SUM(CASE WHEN responded = 1 THEN ms END) AS ms
FROM bins GROUP BY seg, age_class, t_min`;

const companies = fc.sample(fc.tuple(leadTables, leadPeriod), { numRuns: 40, seed: 11 });

describe('the lead cells agree with DuckDB', () => {
  let connection: DuckDBConnection;
  beforeAll(async () => { connection = await (await DuckDBInstance.create(':memory:')).connect(); });
  afterAll(() => { connection.closeSync(); });
  const ask = async (sql: string): Promise<Record<string, unknown>[]> => (await connection.runAndReadAll(sql)).getRowObjects();

  it.each(companies.map(([rows, period], i) => ({ i, rows, period })))('company $i: ratio by source, waits by source, age and minute', async ({ rows, period }) => {
    await fill(connection, rows);
    const context = createContext(tablesOf(rows), { asOf });
    const question: Question = { period: context.calendar.resolve(period, context), cut: createCut({}, ['source'], [leadRows(context)]), target: null, options: { horizonDays: 7 } };
    const keys = question.cut.groups.map(([source]) => source ?? null);

    const ratio = await ask(k10(period.start, period.end, 7));
    leadToOppCells(context, question).forEach(({ matured, worked, qualified }, i) => {
      const row = ratio.find(({ seg }) => seg === keys[i]);
      expect([keys[i], matured, worked, qualified]).toEqual([keys[i], Number(row?.['n'] ?? 0), Number(row?.['worked'] ?? 0), Number(row?.['qualified'] ?? 0)]);
    });

    const waits = await ask(k11(period.start, period.end));
    const sum = (some: typeof waits, field: string): number => some.reduce((total, row) => total + Number(row[field] ?? 0), 0);
    leadResponseCells(context, question).forEach((cells, i) => {
      const own = waits.filter(({ seg }) => seg === keys[i]);
      const all: SparseHistogram = sumSparse([...cells.owners.values()].map((owner) => owner['waits'] as SparseHistogram));
      const counted = Array.from((all.bins.length === 0 ? emptySparse : all).bins, (code, at) => ({ minutes: minutesOf(code), isOpen: isWaiting(code), n: all.counts[at] as number }));
      for (const isOpen of [false, true]) {
        const expected = new Map<number, number>();
        for (const row of own) if (Number(row[isOpen ? 'c' : 'd']) > 0) expected.set(Number(row['t_min']), (expected.get(Number(row['t_min'])) ?? 0) + Number(row[isOpen ? 'c' : 'd']));
        expect(new Map(counted.filter((bin) => bin.isOpen === isOpen).map(({ minutes, n }) => [minutes, n]))).toEqual(new Map([...expected].sort(([x], [y]) => x - y)));
      }
      expect(exactValue(cells.waited)).toBe(BigInt(sum(own, 'ms')));
      // Shares: of the leads as old as the limit, whichever of them were answered.
      const old = (from: number): typeof own => own.filter((row) => Number(row['age_class']) >= from);
      expect([cells.of5, cells.of30, cells.ofWeek, cells.never]).toEqual([1, 2, 3].map((from) => sum(old(from), 'd') + sum(old(from), 'c')).concat(sum(old(3), 'c')));
      expect([cells.in5, cells.in30]).toEqual([sum(old(1).filter((row) => Number(row['t_min']) <= 5), 'd'), sum(old(2).filter((row) => Number(row['t_min']) <= 30), 'd')]);
    });
  });
});
