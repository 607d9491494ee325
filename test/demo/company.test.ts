import { beforeAll, describe, expect, it } from 'vitest';
import { makeCompany } from '../../demo/company/company.js';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Engine } from '../../src/engine/engine.js';
import type { KpiResult } from '../../src/model/result.js';

describe('what there is to find in the invented company', () => {
  let engine: Engine;
  let forecast: KpiResult<'forecast_accuracy'>;
  let products: KpiResult<'product_performance'>;
  beforeAll(async () => {
    engine = createEngine({ timeZone: 'Europe/Berlin', currency: 'EUR' });
    await engine.load(makeCompany());
    forecast = await engine.compute<'forecast_accuracy'>({ kpi: 'forecast_accuracy' });
    products = await engine.compute<'product_performance'>({ kpi: 'product_performance' });
  });

  it('one rep promises too much beyond chance, and nobody else does; the total hides it', () => {
    const { owners, offset, bias } = forecast.details;
    expect(owners.filter(({ lean }) => lean !== null).map(({ id, lean }) => [id, lean])).toEqual([['u04', 'over']]);
    expect(offset).toBeGreaterThan(0.25);
    expect(Math.abs(bias ?? 1)).toBeLessThan(0.05);
    expect(forecast.caveats.map(({ code }) => code)).not.toContain('FC_BIASED');
  });
  it('forecasts are made again and again: the nearer the quarter, the better they are; the next one is forecast', () => {
    const [far, , , start, middle] = forecast.phases?.map(({ value }) => value ?? 0) ?? [];
    expect(far).toBeLessThan(start ?? 0);
    expect(start).toBeLessThan(middle ?? 0);
    expect([forecast.n, forecast.details.next?.n, forecast.details.category]).toEqual([8, 8, 'commit']);
    expect(forecast.details.fva).toBeGreaterThan(0);
  });
  it('one product is pushed by its commission, sells easily and earns little', () => {
    const start = products.details.products.find(({ id }) => id === 'p1');
    expect(start?.name).toBe('Start');
    expect(start?.notes).toEqual(expect.arrayContaining(['PP_EASY_NOT_VALUABLE', 'PP_INCENTIVE']));
    expect(start?.winRateNamed).toBe('above');
    expect(Math.max(...products.details.products.map(({ units }) => units ?? 0))).toBe(start?.units);
    expect(products.caveats.map(({ code }) => code)).toContain('PP_RANK_CONFLICT');
  });
});
