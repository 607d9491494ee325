import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { dayFromCivil } from '../../src/model/zone.js';
import { tablesOf } from '../fixtures/tables.js';
import { isoDay } from './deal-fixtures.js';
import { flowsWithin, stockBefore, tablesOfLives, wonWithin, type Life, type LifeEvent } from './oracle-history.js';

const firstDay = dayFromCivil(2025, 1, 1);

/** A life of up to eight steps, a day or more apart: changes of stage, amount and pipeline while open, closings, reopenings. */
const life: fc.Arbitrary<Life> = fc.tuple(
  fc.integer({ min: 0, max: 60 }),
  fc.array(fc.record({ wait: fc.integer({ min: 1, max: 20 }), stage: fc.constantFrom('Lead', 'Offer'), amount: fc.integer({ min: 1, max: 9 }), pipeline: fc.constantFrom('A', 'B'), closes: fc.constantFrom<'won' | 'lost' | null>(null, null, null, 'won', 'lost') }), { maxLength: 8 }),
).map(([start, steps]) => {
  const events: LifeEvent[] = [{ day: firstDay + start, stage: 'Lead', outcome: 'open', amount: 5, pipeline: 'A' }];
  for (const { wait, stage, amount, pipeline: place, closes } of steps) {
    const last = events[events.length - 1] as LifeEvent;
    // A closing keeps what the deal was; a closed deal can only be reopened.
    events.push(closes !== null && last.outcome === 'open'
      ? { ...last, day: last.day + wait, outcome: closes }
      : { day: last.day + wait, stage, outcome: 'open', amount: last.outcome === 'open' ? amount : last.amount, pipeline: last.outcome === 'open' ? place : last.pipeline });
  }
  return events;
});

const cases = fc.record({
  lives: fc.array(life, { minLength: 1, maxLength: 12 }), asOfDay: fc.integer({ min: 20, max: 220 }).map((day) => firstDay + day),
  from: fc.integer({ min: 0, max: 120 }).map((day) => firstDay + day), length: fc.integer({ min: 1, max: 120 }),
});

describe('the past, replayed from the deals’ lives', () => {
  it('stocks and flows of any period, as known at any asOf', () => {
    fc.assert(fc.property(cases, ({ lives, asOfDay, from, length }) => {
      const context = createContext(tablesOf(tablesOfLives(lives)), { asOf: isoDay(asOfDay) });
      const to = Math.min(from + length, asOfDay);
      const known = lives.map((events) => events.filter(({ day }) => day < asOfDay));
      const { details, caveats, value } = computeKpi(pipeline, context, { kpi: 'pipeline', period: { start: isoDay(from), end: isoDay(from + length) }, compare: 'none' });
      if (to <= from) return;
      const expected = flowsWithin(known, from, to);
      expect(details.flow).toMatchObject(expected);
      expect(value ?? 0).toBe(expected.end.value);
      expect(details.flow?.moved).toEqual({ n: 0, value: 0 });
      const { start, created, reopened, won, lost, end } = expected;
      expect(details.flow?.amountChange).toEqual({ n: 0, value: end.value - start.value - created.value - reopened.value + won.value + lost.value });
      const stages = new Map<string, number>();
      for (const { stage } of stockBefore(known, to, null)) stages.set(stage, (stages.get(stage) ?? 0) + 1);
      expect(new Map(details.stages.map(({ stage, n }) => [stage, n]))).toEqual(stages);
      expect(caveats.map(({ code }) => code)).not.toContain('PL_RECONCILE');
    }), { numRuns: 200 });
  });
  it('one pipeline’s stock at both ends, with what moved in and out between them', () => {
    fc.assert(fc.property(cases, ({ lives, asOfDay, from, length }) => {
      const context = createContext(tablesOf(tablesOfLives(lives)), { asOf: isoDay(asOfDay) });
      const to = Math.min(from + length, asOfDay);
      if (to <= from) return;
      const known = lives.map((events) => events.filter(({ day }) => day < asOfDay));
      const { details, caveats } = computeKpi(pipeline, context, { kpi: 'pipeline', period: { start: isoDay(from), end: isoDay(from + length) }, compare: 'none', filter: { pipeline: ['B'] } });
      const value = (day: number): number => stockBefore(known, day, 'B').reduce((sum, { amount }) => sum + amount, 0);
      expect([details.flow?.start, details.flow?.end]).toEqual([
        { n: stockBefore(known, from, 'B').length, value: value(from) }, { n: stockBefore(known, to, 'B').length, value: value(to) },
      ]);
      expect(caveats.map(({ code }) => code)).not.toContain('PL_RECONCILE');
    }), { numRuns: 200 });
  });
  it('cycles by the last closing before asOf; their phases add up to the mean', () => {
    fc.assert(fc.property(cases, ({ lives, asOfDay, from, length }) => {
      const context = createContext(tablesOf(tablesOfLives(lives)), { asOf: isoDay(asOfDay) });
      const { n, value, phases } = computeKpi(salesCycle, context, { kpi: 'sales_cycle', period: { start: isoDay(from), end: isoDay(from + length) }, compare: 'none' });
      const days = wonWithin(lives, asOfDay, from, from + length);
      expect(n).toBe(days.length);
      if (value === null) return;
      expect(value).toBeCloseTo(days.reduce((sum, day) => sum + day, 0) / days.length, 9);
      expect((phases ?? []).reduce((sum, phase) => sum + (phase.value ?? 0), 0)).toBeCloseTo(value, 9);
    }), { numRuns: 200 });
  });
});
