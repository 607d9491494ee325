import { openEngine } from '../../../src/engine/client.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { KpiId } from '../../../src/model/kpi-id.js';
import type { KpiResult } from '../../../src/model/result.js';

const kpis: readonly KpiId[] = ['sales_cycle', 'pipeline', 'close_ratio', 'cac', 'clv'];
let engine: Engine | undefined;

const open = async (): Promise<Engine> => (engine ??= await openEngine({ timeZone: 'UTC', currency: 'EUR', asOf: '2025-07-01' }));

type Choice = Readonly<Record<string, readonly (string | null)[]>>;

const answer = async <K extends KpiId>(kpi: K, filter: Choice): Promise<KpiResult<K>> =>
  (await open()).compute({ kpi, filter, interval: 'closed-form' });

window.bench = {
  load: (async (url: string) => {
    const start = performance.now();
    const report = await (await open()).load({ deals: { url } });
    return { ms: performance.now() - start, rows: report.tables.deals?.rowsUsed };
  }) as never,
  loadAll: (async (files: { deals: string; spend: string; revenue: string }) => {
    await (await open()).load({ deals: { url: files.deals }, spend: { url: files.spend }, revenue: { url: files.revenue } });
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
