import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { controlOf } from '../../src/kpi/control.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import type { TrendPoint } from '../../src/model/result.js';
import { tablesOf } from '../fixtures/tables.js';

const quarter = (i: number): TrendPoint['period'] => ({ start: `q${i}`, end: `q${i + 1}`, startMs: i, endMs: i + 1, partial: false, name: null });
const trend = (values: readonly (number | null)[], weak: readonly number[] = []): readonly TrendPoint[] =>
  values.map((value, i) => ({ period: quarter(i), value, n: 40, ci: null, reliability: weak.includes(i) ? 'unreliable' : 'ok' }));

describe('the control of a trend', () => {
  // 40 41 39 40 42 38 40: mean 40, Σ(x − 40)² = 10, s = √(10/6) = 1.29099; t(0.995; 6) = 3.70743; √(8/7) = 1.06904: ± 5.11674
  const calm = [40, 41, 39, 40, 42, 38, 40];

  it('holds the newest period against limits made of those before it', () => {
    const control = controlOf(trend([...calm, 44]));
    expect(control).toMatchObject({ value: 44, mean: 40, n: 7, falseAlarms: 0.01, outside: null, period: { start: 'q7' } });
    expect(control?.lo).toBeCloseTo(34.88326, 4);
    expect(control?.hi).toBeCloseTo(45.11674, 4);
  });
  it('says on which side it lies outside', () => {
    expect([46, 45, 35, 34].map((value) => controlOf(trend([...calm, value]))?.outside)).toEqual(['above', null, null, 'below']);
  });
  it('makes no limits of periods with few cases, nor judges one', () => {
    expect(controlOf(trend([...calm, 46], [3]))?.n).toBe(6);
    expect(controlOf(trend([...calm, 46], [7]))).toBeNull();
    expect(controlOf(trend([40, 41, 39, null, 42, null, 40, 46]))).toBeNull();
  });
  it('is none without a trend, with too few periods, or where nothing ever moved', () => {
    expect([null, [], trend([40]), trend([40, 41, 39, 40, 42, 46]), trend([40, 40, 40, 40, 40, 40, 40, 46])].map(controlOf)).toEqual([null, null, null, null, null]);
  });
});

describe('the control of an answer', () => {
  // Forty open deals a month from January 2024, the newest month three times as large.
  const deals = Array.from({ length: 480 }, (_, i) => {
    const month = Math.floor(i / 40);
    return { id: `d${i}`, status: 'open', stage: 'Demo', amount: month === 11 ? 900 : 100 + (i % 7), created_at: new Date(Date.UTC(2024, month, 2)).toISOString().slice(0, 10) };
  });
  const ask = (missing: number) => computeKpi(pipeline, createContext(tablesOf({ deals }), { asOf: '2025-01-01', currency: 'EUR' }, missing === 0 ? [] : [{ code: 'DQ_PARTIAL', table: 'deals', count: missing }]),
    { kpi: 'pipeline', trend: { unit: 'month', count: 12 } });

  it('is that of its trend', () => {
    const { trend, control } = ask(0);
    expect(control).toEqual(expect.objectContaining({ n: 11, value: trend?.at(-1)?.value }));
    expect(control?.outside).toBe('above');
  });
  it('is none while some of the rows did not come: such a figure is not judged', () => expect(ask(40).control).toBeNull());
  it('is absent where no trend is asked for', () => expect('control' in computeKpi(pipeline, createContext(tablesOf({ deals }), { asOf: '2025-01-01' }), { kpi: 'pipeline' })).toBe(false));
});
