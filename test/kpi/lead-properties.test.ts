import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addCells, subtractCells, type Cells } from '../../src/kpi/cells.js';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { KpiDefinition, Question } from '../../src/kpi/define-kpi.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { BusinessHours } from '../../src/model/config.js';
import { dataSets } from '../fixtures/data-sets.js';
import { tablesOf, type Rows } from '../fixtures/tables.js';
import { oracleLeadResponse, oracleLeadToOpp } from './oracle-leads.js';
import { asOf, leadFilter, leadOptions, leadPeriod, leadTables } from './random-leads.js';

const runs = { numRuns: 150 };
const businessHours: BusinessHours = { tz: 'UTC', week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '08:00', to: '17:30' })), holidays: ['2025-05-01'] };
const contextOf = (rows: Rows): KpiContext => createContext(tablesOf(rows), { asOf, businessHours });
const cases = fc.tuple(leadTables, leadPeriod, leadFilter);
const any = [leadToOpp, leadResponse] as unknown as readonly KpiDefinition<KpiId, Cells>[];
const clocks = [{}, { clock: 'business' }, { dedupe: false, denominator: 'handed_over' }] as const;

const expectNear = (actual: readonly (number | null | undefined)[], expected: readonly (number | null | undefined)[]): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((x, i) => {
    const y = expected[i] ?? null;
    if (x === null || x === undefined || y === null) expect(x ?? null).toBe(y);
    else expect(Math.abs(x - y), `${x} is not ${y}`).toBeLessThanOrEqual(1e-11 * Math.max(1, Math.abs(y)));
  });
};

describe('the same numbers as a row-by-row reading of the specification', () => {
  it('lead_to_opp', () => {
    fc.assert(fc.property(cases, leadOptions, ([rows, period, filter], options) => {
      // Without opening times: the agreed hours are hours by the clock.
      const { value, num, den, n, nCensored, details, caveats } = computeKpi(leadToOpp, createContext(tablesOf(rows), { asOf }), { kpi: 'lead_to_opp', period, filter, options, compare: 'none' });
      const expected = oracleLeadToOpp({ rows, asOf, period, filter, ...options });
      expect([num, den, n, nCensored]).toEqual([expected.qualified, expected.matured, expected.matured, expected.cohort - expected.matured]);
      expectNear([value, details.incidence], [expected.matured === 0 ? null : expected.qualified / expected.matured, expected.incidence]);
      expect([details.worked, details.funnel.reached, details.immature]).toEqual([expected.worked, expected.reached, expected.cohort - expected.matured]);
      if (value !== null && details.workedShare !== null && details.qualifiedGivenWorked !== null) expectNear([details.workedShare * details.qualifiedGivenWorked], [value]);
      expect(details.unworked).toEqual(expected.unworked);
      expect(details.due).toMatchObject({ n: expected.due, neglected: expected.neglected });
      expect((details.disqualified ?? []).reduce((sum, reason) => sum + reason.n, 0)).toBe(expected.disqualified);
      expect(new Map(details.owners.map((own) => [own.id, { n: own.n, qualified: own.qualified }]))).toEqual(expected.owners);
      const told = (code: string): unknown => caveats.find((caveat) => caveat.code === code)?.params['n'] ?? 0;
      expect([told('DQ_NEGATIVE_DURATION'), told('DQ_QUALIFIED_NO_DATE'), told('DQ_TOUCH_MISSING')]).toEqual([expected.backwards, expected.undated, expected.untouched]);
    }), dataSets);
  });
  it('lead_response', () => {
    fc.assert(fc.property(cases, fc.boolean(), ([rows, period, filter], dedupe) => {
      const { value, n, nCensored, details, caveats } = computeKpi(leadResponse, contextOf(rows), { kpi: 'lead_response', period, filter, options: { dedupe }, compare: 'none' });
      const expected = oracleLeadResponse({ rows, asOf, period, filter, dedupe });
      expect([details.n, n, nCensored]).toEqual([expected.n, expected.answered, expected.n - expected.answered]);
      expectNear([value, details.median, details.within5, details.within30, details.never, details.priorShare], [expected.mean, expected.median, expected.within5, expected.within30, expected.never, expected.prior]);
      expect(details.bins.map((bin) => bin.n)).toEqual(expected.bins);
      expect(details.owners.map((own) => ({ id: own.id, n: own.n, median: own.median }))).toEqual(expected.owners);
      expect(new Map(details.hours.filter((own) => own.n > 0).map((own) => [`${own.weekday}-${own.hour}`, own.n]))).toEqual(expected.hours);
      expect(caveats.find(({ code }) => code === 'RT_AUTOREPLY')?.params['n'] ?? 0).toBe(expected.autoReplied);
      expect(details.waiting.n).toBe(details.waiting.bins.reduce((sum, bin) => sum + bin.n, 0));
    }), dataSets);
  });
});

const questionOf = (definition: KpiDefinition<KpiId, Cells>, context: KpiContext, period: { start: string; end: string }, filter: object, options: object, by: string[] = []): Question =>
  ({ period: context.calendar.resolve(period, context), cut: createCut(filter as never, by, definition.rows(context)), target: null, options: options as Question['options'] });

describe('partials of the lead KPIs', () => {
  it('any order of the rows gives identical bytes', () => {
    fc.assert(fc.property(cases, ([rows, period, filter]) => {
      const reversed = Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, [...list].reverse()])) as Rows;
      for (const definition of any) for (const options of clocks) {
        const query = { kpi: definition.id, period, filter, options, segmentBy: ['source', 'score_band'], trend: { unit: 'month', count: 3 } } as const;
        expect(JSON.stringify(computeKpi(definition, contextOf(reversed), query))).toBe(JSON.stringify(computeKpi(definition, contextOf(rows), query)));
      }
    }), { numRuns: 30 });
  });
  it('nor does the bootstrap depend on it', () => {
    const last = (context: KpiContext) => {
      const steps = computeSteps(leadResponse, context, { kpi: 'lead_response', period: 'all', segmentBy: ['source'] });
      for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return JSON.stringify(step.value);
    };
    fc.assert(fc.property(leadTables, (rows) => { expect(last(contextOf({ ...rows, leads: [...(rows.leads ?? [])].reverse() }))).toBe(last(contextOf(rows))); }), { numRuns: 10 });
  });
  it('any split into shards, added in any order, finishes to the same result; taking one away leaves the others', () => {
    fc.assert(fc.property(cases, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), fc.constantFrom(...clocks), ([rows, period, filter], order, options) => {
      const context = contextOf(rows);
      for (const definition of any) {
        const question = questionOf(definition, context, period, filter, options);
        const whole = definition.cells(context, question)[0] as Cells;
        const shards = definition.cells(context, questionOf(definition, context, period, filter, options, ['region']));
        if (shards.length !== 3) continue;
        const [a, b, c] = order.map((i) => shards[i] as Cells) as [Cells, Cells, Cells];
        expect(definition.finish(addCells(a, addCells(b, c)), context, question)).toEqual(definition.finish(whole, context, question));
        expect(definition.finish(subtractCells(whole, a), context, question)).toEqual(definition.finish(addCells(c, b), context, question));
      }
    }), runs);
  });
  it('filters answered from kept cells give what a fresh dataset gives', () => {
    fc.assert(fc.property(leadTables, leadPeriod, fc.array(leadFilter, { minLength: 2, maxLength: 4 }), (rows, period, filters) => {
      const context = contextOf(rows);
      for (const filter of filters) for (const definition of any) {
        const query = { kpi: definition.id, period, filter } as const;
        expect(computeKpi(definition, context, query)).toEqual(computeKpi(definition, contextOf(rows), query));
      }
    }), { numRuns: 40 });
  });
});

describe('memory given back by the lead KPIs', () => {
  const prototype = ArrayBuffer.prototype as { transfer?: ((length: number) => ArrayBuffer) | undefined };
  const own = prototype.transfer;
  afterEach(() => {
    if (own === undefined) delete prototype.transfer; else prototype.transfer = own;
  });
  it('is never read again', () => {
    const answers = (rows: Rows): readonly string[] => {
      const context = contextOf(rows);
      return any.flatMap((definition) => clocks.map((options) => JSON.stringify(computeKpi(definition, context, { kpi: definition.id, options, segmentBy: ['load'] }))));
    };
    fc.assert(fc.property(leadTables, (rows) => {
      prototype.transfer = undefined;
      const expected = answers(rows);
      prototype.transfer = function transfer(this: ArrayBuffer) {
        structuredClone(this, { transfer: [this] });
        return new ArrayBuffer(0);
      };
      expect(answers(rows)).toEqual(expected);
    }), { numRuns: 30 });
  });
});
