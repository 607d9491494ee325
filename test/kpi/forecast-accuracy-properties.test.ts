import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, subtractCells, type Cells } from '../../src/kpi/cells.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import type { Question } from '../../src/kpi/define-kpi.js';
import { nextOf } from '../../src/kpi/forecast-accuracy-figures.js';
import { forecastAccuracy } from '../../src/kpi/forecast-accuracy.js';
import type { ForecastCells } from '../../src/kpi/forecast-accuracy-cells.js';
import { dataSets } from '../fixtures/data-sets.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf } from './deal-fixtures.js';
import { oracleForecast } from './oracle-forecast.js';
import { forecastCompany, monthWindow } from './random-forecasts.js';

const contextOf = (rows: Rows): KpiContext => createContext(tablesOf(rows), { asOf });
const ask = (context: KpiContext, query: object) => computeKpi(forecastAccuracy, context, { kpi: 'forecast_accuracy', compare: 'none', ...query });

const near = (actual: number | null | undefined, expected: number | null, what: string): void => {
  if (actual === null || actual === undefined || expected === null) expect([what, actual ?? null]).toEqual([what, expected]);
  else expect(Math.abs(actual - expected), `${what}: ${actual} is not ${expected}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
};

const expectAs = (result: ReturnType<typeof ask>, expected: ReturnType<typeof oracleForecast>): void => {
  expect([result.n, result.details.periods.map(({ start, end, forecast, actual }) => ({ start, end, forecast, actual }))]).toEqual([expected.n, expected.periods]);
  for (const key of ['num', 'den', 'value'] as const) near(result[key], expected[key], key);
  for (const key of ['wape', 'bias', 'mae', 'rmse', 'mase', 'fva', 'coverage'] as const) near(result.details[key], expected[key], key);
};

describe('the same numbers as a row-by-row reading of the specification', () => {
  it('of the total, by all or by owners, on months or quarters, some without forecast', () => {
    fc.assert(fc.property(forecastCompany('all', 'o1', 'o2', 'o3'), monthWindow, fc.constantFrom(undefined, 5, 30), (rows, window, leadDays) => {
      if (!(rows.forecasts ?? []).some((row) => row['amount'] !== null)) return;
      const result = ask(contextOf(rows), { period: window, options: { category: 'commit', ...(leadDays === undefined ? {} : { leadDays }) } });
      if (result.state === 'not-applicable') return;
      const question = { forecasts: rows.forecasts ?? [], deals: rows.deals ?? [], asOf, window, owner: 'total', ...(leadDays === undefined ? {} : { leadDays }) } as const;
      expectAs(result, oracleForecast(question));
    }), dataSets);
  });
  it('of each owner, filtered and as a segment', () => {
    fc.assert(fc.property(forecastCompany('all', 'o1', 'o2', 'o3', null), monthWindow, (rows, window) => {
      const context = contextOf(rows);
      const { segments, state } = ask(context, { period: window, segmentBy: ['owner_id'], options: { category: 'commit' } });
      // Where no row names a series they are forecasts of all.
      if (state === 'not-applicable' || (rows.forecasts ?? []).every((row) => row['series'] === null)) return;
      for (const owner of ['o1', 'o2', 'o3', null]) {
        const expected = oracleForecast({ forecasts: rows.forecasts ?? [], deals: rows.deals ?? [], asOf, window, owner });
        expectAs(ask(context, { period: window, filter: { owner_id: [owner] }, options: { category: 'commit' } }), expected);
        const segment = segments.find(({ key }) => key[0] === owner);
        if (segment !== undefined) near(segment.value, expected.value, 'segment');
        else expect(expected.n).toBe(0);
      }
    }), { numRuns: 150 });
  });
});

const questionOf = (context: KpiContext, period: { start: string; end: string }, filter: object = {}, by: string[] = []): Question =>
  ({ period: context.calendar.resolve(period, context), cut: createCut(filter as never, by, forecastAccuracy.rows(context)), target: null, options: {} });
const cellsOf = (context: KpiContext, question: Question): readonly ForecastCells[] => forecastAccuracy.cells(context, question);
const company = forecastCompany('all', 'o1', 'o2', 'o3', 'B2B', 'B2C', null);

describe('partials', () => {
  it('any order of the rows gives identical bytes', () => {
    fc.assert(fc.property(company, monthWindow, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (rows, period, random) => {
      const shuffle = (list: readonly Row[] = []) => list.map((row) => ({ row, at: random.next().value as number })).sort((a, b) => a.at - b.at).map(({ row }) => row);
      const query = { period, segmentBy: ['owner_id', 'category'], trend: { unit: 'quarter', count: 3 }, compare: 'previous' } as const;
      expect(JSON.stringify(ask(contextOf({ deals: shuffle(rows.deals), forecasts: shuffle(rows.forecasts) }), query))).toBe(JSON.stringify(ask(contextOf(rows), query)));
    }), { numRuns: 80 });
  });
  it('shards by owner, added in any order, finish to the same result', () => {
    fc.assert(fc.property(company, monthWindow, fc.double({ min: 0, max: 1, noNaN: true }), (rows, period, at) => {
      const context = contextOf(rows);
      const question = questionOf(context, period);
      const shards = [...cellsOf(context, questionOf(context, period, {}, ['owner_id']))];
      const whole = cellsOf(context, question)[0] as ForecastCells;
      const turned = shards.map((_, i) => shards[(i + Math.floor(at * shards.length)) % shards.length] as ForecastCells);
      const [first, ...rest] = turned;
      expect(forecastAccuracy.finish(rest.reduce((sum, cells) => addCells(sum, cells), first as ForecastCells), context, question)).toEqual(forecastAccuracy.finish(whole, context, question));
    }), { numRuns: 100 });
  });
  it('a filter by subtraction equals the filter by recomputation', () => {
    fc.assert(fc.property(forecastCompany('all', 'o1', 'o2', 'o3', null), monthWindow, (rows, period) => {
      const context = contextOf(rows);
      const rest = questionOf(context, period, { owner_id: ['o2', 'o3'] });
      const difference = subtractCells(cellsOf(context, questionOf(context, period))[0] as Cells, cellsOf(context, questionOf(context, period, { owner_id: ['o1', null] }))[0] as Cells) as ForecastCells;
      expect(forecastAccuracy.finish(difference, context, rest)).toEqual(forecastAccuracy.finish(cellsOf(context, rest)[0] as ForecastCells, context, rest));
    }), { numRuns: 100 });
  });
  it('a filter answered from kept cells is the filter answered by a pass over the rows', () => {
    const choice = fc.record({ owner_id: fc.subarray<string | null>(['o1', 'o2', null, 'nobody']), category: fc.subarray<string | null>(['commit', 'best case', null]), segment: fc.subarray(['B2B', 'B2C']) }, { requiredKeys: [] });
    fc.assert(fc.property(company, monthWindow, fc.array(choice, { minLength: 2, maxLength: 4 }), (rows, period, filters) => {
      const kept = contextOf(rows);
      for (const filter of filters) expect(ask(kept, { period, filter })).toEqual(computeKpi({ ...forecastAccuracy, isAdditive: false }, contextOf(rows), { kpi: 'forecast_accuracy', period, filter, compare: 'none' }));
    }), { numRuns: 60 });
  });
});

describe('the interval of the next forecast', () => {
  it('holds the next of exchangeable ratios exactly as often as it says', () => {
    // Each of n + 1 different ratios is the next one once; the others are the history.
    fc.assert(fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 40 }), (ratios) => {
      const inside = ratios.filter((next, i) => {
        const found = nextOf(1, ratios.filter((_, other) => other !== i));
        return found !== null && next >= found.lo && next <= found.hi;
      });
      expect(inside.length / ratios.length).toBeCloseTo(nextOf(1, ratios.slice(1))?.coverage ?? NaN, 12);
    }));
  });
});
