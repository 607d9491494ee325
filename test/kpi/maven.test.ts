import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { ingest } from '../../src/ingest/ingest.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';

/** A real CRM export, beside the project; none of it is part of it. */
const folder = fileURLToPath(new URL('../../../shared/data/maven-crm/', import.meta.url));
const hasData = existsSync(`${folder}sales_pipeline.csv`);
if (!hasData) {
  console.warn(`\n  NOT TESTED: the real CRM export is absent (${folder}); no KPI was compared with DuckDB.\n`);
  it('maven-crm is absent on this machine, and that was said', () => expect(hasData).toBe(false));
}

const read = (file: string): Uint8Array => new Uint8Array(readFileSync(`${folder}${file}`));

const load = async (listPriceForOpenDeals: boolean): Promise<KpiContext> => {
  const { tables } = await ingest({
    deals: { bytes: read('sales_pipeline.csv'), label: 'sales_pipeline.csv', options: { listPriceForOpenDeals } },
    products: { bytes: read('products.csv'), label: 'products.csv' },
    owners: { bytes: read('sales_teams.csv'), label: 'sales_teams.csv' },
  }, { timeZone: 'UTC' });
  return createContext(tables, { timeZone: 'UTC', currency: 'USD' });
};

const pipelineCsv = `read_csv('${folder}sales_pipeline.csv', header = true)`;
const productsCsv = `read_csv('${folder}products.csv', header = true)`;

const duck = async <T extends Record<string, unknown>>(sql: string): Promise<T[]> => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (await connection.runAndReadAll(sql)).getRowObjects();
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? Number(value) : value]))) as T[];
};

if (hasData) describe('maven-crm agrees with DuckDB on the same files', () => {
  let context: KpiContext;
  let priced: KpiContext;
  beforeAll(async () => { [context, priced] = [await load(false), await load(true)]; }, 60_000);

  it('asOf is the day after the last date in the data', () => expect(context.asOfMs).toBe(Date.UTC(2018, 0, 1)));

  it('won 4,238, lost 2,473, decided 63.15 %', async () => {
    const { decided } = computeKpi(closeRatio, context, { kpi: 'close_ratio', period: 'all' }).details;
    const [row] = await duck<{ won: number; lost: number }>(`SELECT COUNT(*) FILTER (deal_stage = 'Won') AS won, COUNT(*) FILTER (deal_stage = 'Lost') AS lost FROM ${pipelineCsv}`);
    expect([decided.won, decided.lost]).toEqual([4238, 2473]);
    expect([decided.won, decided.lost]).toEqual([row?.won, row?.lost]);
    expect(((decided.rate ?? 0) * 100).toFixed(2)).toBe('63.15');
  });

  it('mean won cycle 51.78 days, median 57, and the p90', async () => {
    const { value, details, n } = computeKpi(salesCycle, context, { kpi: 'sales_cycle', period: 'all' });
    const [row] = await duck<{ n: number; mean: number; median: number; p90: number }>(
      `SELECT COUNT(*) AS n, AVG(t) AS mean, quantile_cont(t, .5) AS median, quantile_cont(t, .9) AS p90
       FROM (SELECT date_diff('day', engage_date, close_date) AS t FROM ${pipelineCsv} WHERE deal_stage = 'Won')`);
    expect([n, value?.toFixed(2), details.median]).toEqual([4238, '51.78', 57]);
    expect(value).toBeCloseTo(row?.mean ?? 0, 9);
    expect([n, details.median, details.p90]).toEqual([row?.n, row?.median, row?.p90]);
  });

  it('won revenue 10,005,534', async () => {
    const { flow } = computeKpi(pipeline, context, { kpi: 'pipeline', period: 'all' }).details;
    const [row] = await duck<{ revenue: number }>(`SELECT SUM(close_value) AS revenue FROM ${pipelineCsv} WHERE deal_stage = 'Won'`);
    expect([flow?.won.value, flow?.won.n]).toEqual([10_005_534, 4238]);
    expect(flow?.won.value).toBe(row?.revenue);
  });

  it('2,089 open deals without a value', () => {
    const { value, n, details } = computeKpi(pipeline, context, { kpi: 'pipeline' });
    expect([n, value, details.nNull]).toEqual([2089, null, 2089]);
  });

  it('all 2,089 open deals by list price, in total and by stage', async () => {
    const { value, n, details } = computeKpi(pipeline, priced, { kpi: 'pipeline' });
    const rows = await duck<{ stage: string; n: number; value: number }>(
      `SELECT deal_stage AS stage, COUNT(*) AS n, SUM(sales_price) AS value FROM ${pipelineCsv} d LEFT JOIN ${productsCsv} p
       ON replace(lower(d.product), ' ', '') = replace(lower(p.product), ' ', '') WHERE deal_stage NOT IN ('Won', 'Lost') GROUP BY deal_stage ORDER BY deal_stage`);
    expect([n, details.nNull]).toEqual([2089, 0]);
    expect(value).toBe(rows.reduce((sum, row) => sum + row.value, 0));
    expect(details.stages.map(({ stage, n: deals, value: worth }) => ({ stage, n: deals, value: worth })).sort((a, b) => ((a.stage ?? '') < (b.stage ?? '') ? -1 : 1))).toEqual(rows);
  });

  it('decided win rate and mean cycle of every agent', async () => {
    const rates = computeKpi(closeRatio, context, { kpi: 'close_ratio', period: 'all', segmentBy: ['owner_id'] }).segments;
    const cycles = computeKpi(salesCycle, context, { kpi: 'sales_cycle', period: 'all', segmentBy: ['owner_id'] }).segments;
    const rows = await duck<{ agent: string; won: number; lost: number; mean: number }>(
      `SELECT sales_agent AS agent, COUNT(*) FILTER (deal_stage = 'Won') AS won, COUNT(*) FILTER (deal_stage = 'Lost') AS lost,
       AVG(date_diff('day', engage_date, close_date)) FILTER (deal_stage = 'Won') AS mean FROM ${pipelineCsv} GROUP BY sales_agent ORDER BY sales_agent`);
    expect(rates.map(({ key, details }) => [key[0], details?.decided.won, details?.decided.lost])).toEqual(rows.map(({ agent, won, lost }) => [agent, won, lost]));
    cycles.forEach(({ value }, i) => expect(value).toBeCloseTo(rows[i]?.mean ?? 0, 9));
  });

  it('the incidence of a win within the horizon, by DuckDB’s window functions', async () => {
    const { value, details, nCensored } = computeKpi(closeRatio, context, { kpi: 'close_ratio', period: 'all' });
    const h = details.horizonDays ?? 0;
    const [row] = await duck<{ incidence: number; matured: number; won: number; open: number }>(
      `WITH life AS (SELECT date_diff('day', engage_date, COALESCE(close_date, DATE '2018-01-01')) AS t, date_diff('day', engage_date, DATE '2018-01-01') AS age,
         CASE deal_stage WHEN 'Won' THEN 1 WHEN 'Lost' THEN 2 ELSE 0 END AS ev FROM ${pipelineCsv} WHERE engage_date IS NOT NULL),
       capped AS (SELECT LEAST(t, ${h}) AS t, CASE WHEN t > ${h} THEN 0 ELSE ev END AS ev, age FROM life),
       bins AS (SELECT t, COUNT(*) FILTER (ev = 1) AS d1, COUNT(*) FILTER (ev > 0) AS d, COUNT(*) AS n FROM capped GROUP BY t),
       risk AS (SELECT t, d1, d, SUM(n) OVER (ORDER BY t DESC) AS at_risk FROM bins),
       steps AS (SELECT t, d1, at_risk, EXP(COALESCE(SUM(LN(1 - d / at_risk)) FILTER (d < at_risk) OVER (ORDER BY t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)) AS s FROM risk)
       SELECT (SELECT SUM(s * d1 / at_risk) FROM steps) AS incidence, (SELECT COUNT(*) FROM life WHERE age > ${h}) AS matured,
         (SELECT COUNT(*) FROM life WHERE age > ${h} AND ev = 1 AND t <= ${h}) AS won, (SELECT COUNT(*) FROM life WHERE ev = 0 AND age <= ${h}) AS open`);
    expect(value).toBeCloseTo(row?.incidence ?? 0, 10);
    expect([details.matured.n, details.matured.won, nCensored]).toEqual([row?.matured, row?.won, row?.open]);
  });
});
