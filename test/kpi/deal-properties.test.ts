import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, subtractCells, type Cells } from '../../src/kpi/cells.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { KpiDefinition, Question } from '../../src/kpi/define-kpi.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { roundResult } from '../../src/kpi/round-result.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import { dataSets } from '../fixtures/data-sets.js';
import { tablesOf, type Row } from '../fixtures/tables.js';
import { asOf } from './deal-fixtures.js';
import { oracleCloseRatio, oraclePipeline, oracleSalesCycle } from './oracle-deals.js';
import { randomDeals, randomFilter, randomPeriod } from './random-deals.js';

const runs = { numRuns: 100 };
const contextOf = (rows: readonly Row[]): KpiContext => createContext(tablesOf({ deals: rows }), { asOf });
const cases = fc.tuple(randomDeals, randomPeriod, randomFilter);
/** Compares figures that were summed in another order: equal to eleven digits, null only with null. */
const expectNear = (actual: readonly (number | null | undefined)[], expected: readonly (number | null | undefined)[]): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((x, i) => {
    const y = expected[i] ?? null;
    if (x === null || x === undefined || y === null) expect(x ?? null).toBe(y);
    else expect(Math.abs(x - y), `${x} is not ${y}`).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(y)));
  });
};
const any = [salesCycle, pipeline, closeRatio] as unknown as readonly KpiDefinition<KpiId, Cells>[];

describe('the same numbers as a row-by-row reading of the specification', () => {
  it('sales_cycle', () => {
    fc.assert(fc.property(cases, ([rows, period, filter]) => {
      const { value, n, nCensored, details } = computeKpi(salesCycle, contextOf(rows), { kpi: 'sales_cycle', period, filter, compare: 'none' });
      const expected = oracleSalesCycle({ rows, asOf, period, filter });
      expectNear([n, value, details.median, details.p90], [expected.n, expected.mean, expected.median, expected.p90]);
      if (nCensored === null) return;
      expectNear([nCensored, details.tail, details.decisionMedian, details.winMedian], [expected.open, expected.tail, expected.decisionMedian, expected.winMedian]);
      expectNear(details.curve.map(({ win }) => win), expected.win);
    }), dataSets);
  });
  it('pipeline', () => {
    fc.assert(fc.property(cases, ([rows, period, filter]) => {
      const { value, details, caveats } = computeKpi(pipeline, contextOf(rows), { kpi: 'pipeline', period, filter, compare: 'none' });
      const expected = oraclePipeline({ rows, asOf, period, filter });
      expect([details.volume, details.nNull]).toEqual([expected.n, expected.nNull]);
      expectNear([value], [expected.n > 0 && expected.nNull === expected.n ? null : expected.value]);
      if (details.weighted !== null) expectNear([details.weighted, details.weightedSd], [expected.weighted, expected.sd]);
      expect(details.flow).toMatchObject(roundResult(expected.flow));
      expect(caveats.map(({ code }) => code)).not.toContain('PL_RECONCILE');
    }), dataSets);
  });
  it('close_ratio', () => {
    fc.assert(fc.property(cases, ([rows, period, filter]) => {
      const context = contextOf(rows);
      const { value, basis, nCensored, details } = computeKpi(closeRatio, context, { kpi: 'close_ratio', period, filter, compare: 'none' });
      const expected = oracleCloseRatio({ rows, asOf, period, filter });
      expect(details.decided).toMatchObject(expected.decided);
      if (basis !== 'cohort') return;
      expectNear([details.horizonDays, details.incidence, nCensored], [expected.horizon, expected.incidence, expected.openBefore]);
      if (value !== null) expect(value).toBe(details.incidence);
      const { matured } = expected;
      expectNear([details.matured.n, details.matured.won, details.matured.ci?.lo, details.matured.ci?.hi], [matured.n, matured.won, matured.ci?.lo, matured.ci?.hi]);
      expect(new Map(details.owners.map(({ id, n, won }) => [id, { n, won }]))).toEqual(expected.owners);
      for (const { raw, quality, skill } of details.owners) expectNear([(quality ?? 0) + (skill ?? 0) + (details.overall ?? 0)], [raw]);
    }), dataSets);
  });
});

const questionOf = (definition: KpiDefinition<KpiId, Cells>, context: KpiContext, period: { start: string; end: string }, filter: object, by: string[] = []): Question =>
  ({ period: context.calendar.resolve(period, context), cut: createCut(filter as never, by, definition.rows(context)), target: null, options: {} });

describe('partials', () => {
  it('any order of the rows gives identical bytes', () => {
    fc.assert(fc.property(cases, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), ([rows, period, filter], random) => {
      const shuffled = rows.map((row) => ({ row, at: random.next().value as number })).sort((a, b) => a.at - b.at).map(({ row }) => row);
      const [one, two] = [contextOf(rows), contextOf(shuffled)];
      for (const definition of any) {
        const query = { kpi: definition.id, period, filter, segmentBy: ['source', 'stage'], trend: { unit: 'quarter', count: 3 } } as const;
        expect(JSON.stringify(computeKpi(definition, two, query))).toBe(JSON.stringify(computeKpi(definition, one, query)));
      }
    }), { numRuns: 60 });
  });
  it('any split into shards, added in any order, finishes to the same result', () => {
    fc.assert(fc.property(cases, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), ([rows, period, filter], order) => {
      const context = contextOf(rows);
      for (const definition of any) {
        const whole = definition.cells(context, questionOf(definition, context, period, filter))[0] as Cells;
        const shards = definition.cells(context, questionOf(definition, context, period, filter, ['region']));
        if (shards.length !== 3) continue;
        const [a, b, c] = order.map((i) => shards[i] as Cells) as [Cells, Cells, Cells];
        const question = questionOf(definition, context, period, filter);
        expect(definition.finish(addCells(a, addCells(b, c)), context, question)).toEqual(definition.finish(whole, context, question));
        expect(definition.finish(addCells(addCells(c, a), b), context, question)).toEqual(definition.finish(whole, context, question));
      }
    }), runs);
  });
  it('a filter by subtraction equals the filter by recomputation', () => {
    fc.assert(fc.property(cases, ([rows, period]) => {
      const context = contextOf(rows);
      for (const definition of [any[0], any[2]] as readonly KpiDefinition<KpiId, Cells>[]) {
        const ask = (filter: object): { cells: Cells; question: Question } => {
          const question = questionOf(definition, context, period, filter);
          return { cells: definition.cells(context, question)[0] as Cells, question };
        };
        const rest = ask({ region: ['r2', 'r3'] });
        const difference = subtractCells(ask({}).cells, ask({ region: ['r1', null] }).cells);
        expect(definition.finish(difference, context, rest.question)).toEqual(definition.finish(rest.cells, context, rest.question));
      }
    }), runs);
  });
  it('the bootstrap does not depend on the order of the rows', () => {
    const last = (context: KpiContext) => {
      const steps = computeSteps(salesCycle, context, { kpi: 'sales_cycle', period: 'all', segmentBy: ['source'] });
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      return JSON.stringify(step.value);
    };
    fc.assert(fc.property(randomDeals, (rows) => { expect(last(contextOf([...rows].reverse()))).toBe(last(contextOf(rows))); }), { numRuns: 15 });
  });
});

describe('filters answered from kept cells', () => {
  it('choosing other values of the same dimensions gives what a fresh dataset gives', () => {
    const choice = fc.record({ source: fc.subarray<string | null>(['Web', 'Fair', null, 'Nowhere']), segment: fc.subarray<string | null>(['B2B', 'B2C', null]), stage: fc.subarray<string | null>(['Lead', null]) });
    fc.assert(fc.property(randomDeals, randomPeriod, fc.array(choice, { minLength: 2, maxLength: 5 }), (rows, period, filters) => {
      const context = contextOf(rows);
      for (const filter of filters) for (const definition of any) {
        const query = { kpi: definition.id, period, filter } as const;
        expect(computeKpi(definition, context, query)).toEqual(computeKpi(definition, contextOf(rows), query));
      }
    }), { numRuns: 40 });
  });
});
