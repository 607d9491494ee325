import { addFormatFile } from '../../../src/engine/format-files.js';
import { openEngine } from '../../../src/engine/client.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { KpiId } from '../../../src/model/kpi-id.js';
import type { KpiResult } from '../../../src/model/result.js';
import type { TableName } from '../../../src/model/schema.js';
import { hostRows } from './host-rows.js';

const five: readonly KpiId[] = ['sales_cycle', 'pipeline', 'close_ratio', 'cac', 'clv'];
const eleven: readonly KpiId[] = [...five, 'churn', 'forecast_accuracy', 'lead_to_opp', 'lead_response', 'touches_to_meeting', 'product_performance'];
let engine: Engine | undefined;
let kpis = five;

const open = async (): Promise<Engine> => (engine ??= await openEngine({ timeZone: 'UTC', currency: 'EUR', asOf: '2025-07-01' }));

addFormatFile('arrow', new URL('/arrow.js', location.href));

let rows: readonly Readonly<Record<string, unknown>>[] = [];

type Choice = Readonly<Record<string, readonly (string | null)[]>>;

const answer = async <K extends KpiId>(kpi: K, filter: Choice): Promise<KpiResult<K>> =>
  (await open()).compute({ kpi, filter, interval: 'closed-form' });

window.bench = {
  /** `firstMs`: until there was an answer from part of the rows. */
  load: (async (url: string) => {
    const start = performance.now();
    let firstMs: number | undefined;
    const running = await open();
    const ask = async (): Promise<void> => {
      const first = await running.soFar?.({ kpi: 'sales_cycle' });
      if (first !== null && first !== undefined) firstMs ??= performance.now() - start;
    };
    const report = await running.load({ deals: { url } }, { onPartial: () => void ask() });
    return { ms: performance.now() - start, firstMs, rows: report.tables.deals?.rowsUsed };
  }) as never,
  loadAll: (async (files: Partial<Record<TableName, string>>) => {
    kpis = files.leads === undefined ? five : eleven;
    const start = performance.now();
    await (await open()).load(Object.fromEntries(Object.entries(files).map(([table, url]) => [table, { url }])));
    return { ms: performance.now() - start };
  }) as never,
  /** Rows as a host hands them over; made first, so that only taking them is measured. */
  makeRows: (async (count: number) => {
    rows = hostRows(count);
    return Promise.resolve();
  }) as never,
  loadRows: (async () => {
    const start = performance.now();
    const report = await (await open()).load({ deals: rows });
    return { ms: performance.now() - start, rows: report.tables.deals?.rowsUsed };
  }) as never,
  compute: (async (filter: Choice) => {
    const start = performance.now();
    const results = await Promise.all(kpis.map((kpi) => answer(kpi, filter)));
    return { ms: performance.now() - start, values: results.map((result) => result.value) };
  }) as never,
  facts: (async (filter: Choice) => {
    const cycle = await answer('sales_cycle', filter);
    const pipeline = await answer('pipeline', filter);
    const cac = await answer('cac', filter);
    const clv = await answer('clv', filter);
    return { won: cycle.n, mean: cycle.value, open: pipeline.n, value: pipeline.value, customers: cac.details.newCustomers, clv: clv.value };
  }) as never,
};
await open();
window.ready = true;
