import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import { loadDefinition } from '../../src/engine/load-definition.js';
import { kpis } from '../../src/kpi/registry.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { defineKpi } from '../../src/kpi/define-kpi.js';
import type { KpiError } from '../../src/engine/kpi-error.js';
import type { KpiId } from '../../src/model/kpi-id.js';

describe('the code of a KPI', () => {
  it.each(Object.keys(kpis) as (keyof typeof kpis)[])('of %s is found under its own id', async (id) => {
    expect((await loadDefinition(id)).id).toBe(id);
  });

  it.each(['revenue', 'constructor', ''])('is none for the id %j, and the known ones are told', async (id) => {
    await expect(loadDefinition(id as KpiId)).rejects.toMatchObject({ info: { code: 'UNKNOWN_KPI', message: expect.stringContaining('sales_cycle, pipeline') as string } });
  });

  it.each([
    ['Failed to fetch dynamically imported module: https://a.example/assets/cac-1f.js', 'https://a.example/assets/cac-1f.js'],
    ['error loading dynamically imported module: https://a.example/assets/cac-1f.js', 'https://a.example/assets/cac-1f.js'],
    ["Cannot find module 'file:///srv/kennzahl/cac.js' imported from registry.js", 'file:///srv/kennzahl/cac.js'],
    ['Importing a module script failed.', undefined],
  ])('that does not come is a KPI_CODE error with its address and a way out: %s', async (reason, url) => {
    const { info } = await loadDefinition('cac', { cac: () => Promise.reject(new TypeError(reason)) }).then(() => expect.unreachable(), (thrown: unknown) => thrown as KpiError);
    expect(info).toMatchObject({ code: 'KPI_CODE', retryable: true, params: { what: 'KPI cac' } });
    expect(info.url).toBe(url);
    expect(info.message).toContain(reason);
    expect(info.message).toMatch(/KPI cac .*reload the page.*kennzahl\/worker/u);
  });

  it('is fetched anew with the next question after it did not come', async () => {
    let isOnline = false;
    const loaders = { cac: () => (isOnline ? kpis.cac() : Promise.reject(new TypeError('offline'))) };
    await expect(loadDefinition('cac', loaders)).rejects.toMatchObject({ info: { code: 'KPI_CODE' } });
    isOnline = true;
    expect((await loadDefinition('cac', loaders)).id).toBe('cac');
  });

  it('may be the host’s own, made by defineKpi', async () => {
    const own = defineKpi({ ...pipeline, version: 'ours', finish: (...given) => ({ ...pipeline.finish(...given), value: 42 }) });
    const engine = createEngine({ currency: 'EUR', asOf: '2024-04-01' }, [own]);
    await engine.load({ deals: [{ id: 'D1', created_at: '2024-01-02', status: 'open', amount: 300 }] });
    expect(await engine.compute({ kpi: 'pipeline' })).toMatchObject({ value: 42, provenance: { definition: { version: 'ours' } } });
  });
});
