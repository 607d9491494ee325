import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/kpi/calendar.js';
import { formatDay } from '../../src/kpi/calendar-units.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import type { PeriodInput } from '../../src/model/query.js';
import { tablesOf } from '../fixtures/tables.js';
import { dayOf } from './deal-fixtures.js';

/** Retail year: begins on the Sunday nearest to 1 February. */
const retail = createCalendar({ fiscalWeeks: { pattern: '4-5-4' }, fiscalYearStart: 2, weekStart: 7 });
/** Ends on the last Saturday of September. */
const autumn = createCalendar({ fiscalWeeks: { pattern: '4-4-5', anchor: 'last' }, fiscalYearStart: 10, weekStart: 7 });
const startOf = (calendar: typeof retail, unit: 'week' | 'month' | 'quarter' | 'year', day: string): string => formatDay(calendar.startOf(unit, dayOf(day)));
const at = (input: PeriodInput, asOf: string) => {
  const cutOff = { asOfMs: retail.midnightOf(dayOf(asOf)), firstDay: 0 };
  const period = retail.resolve(input, cutOff);
  return { dates: [period.start, period.end], earlier: (how: 'previous' | 'year') => { const before = retail.earlier(period, how, cutOff); return [before?.start, before?.end]; } };
};

describe('a fiscal year of whole weeks', () => {
  it('begins on the week start nearest to the first of its month', () => {
    // The retail calendar as published: 29 January 2023 (53 weeks), 4 February 2024, 2 February 2025.
    expect(['2023-06-01', '2024-02-03', '2024-02-04', '2025-02-01', '2025-02-02'].map((day) => startOf(retail, 'year', day)))
      .toEqual(['2023-01-29', '2023-01-29', '2024-02-04', '2024-02-04', '2025-02-02']);
  });
  it('or on the last one not after it', () => {
    // Years that end on the last Saturday of September: 24 September 2022, 30 September 2023, 28 September 2024.
    expect(['2022-09-24', '2022-09-25', '2023-09-30', '2023-10-01', '2024-09-29'].map((day) => startOf(autumn, 'year', day)))
      .toEqual(['2021-09-26', '2022-09-25', '2022-09-25', '2023-10-01', '2024-09-29']);
  });
  it('has months of 4, 5 and 4 weeks, quarters of 13', () => {
    expect(['2024-03-02', '2024-03-03', '2024-04-06', '2024-04-07', '2024-05-04', '2024-05-05'].map((day) => startOf(retail, 'month', day)))
      .toEqual(['2024-02-04', '2024-03-03', '2024-03-03', '2024-04-07', '2024-04-07', '2024-05-05']);
    expect([startOf(retail, 'quarter', '2024-05-04'), startOf(retail, 'quarter', '2024-05-05')]).toEqual(['2024-02-04', '2024-05-05']);
  });
  it('gives the 53rd week to the last month', () => {
    expect([startOf(retail, 'month', '2024-02-03'), startOf(retail, 'quarter', '2024-02-03')]).toEqual(['2023-12-31', '2023-10-29']);
  });
  it('names periods by its own units, and compares with whole units a year before', () => {
    const month = at('last_month', '2024-05-10');
    expect([month.dates, month.earlier('previous'), month.earlier('year')]).toEqual([['2024-04-07', '2024-05-05'], ['2024-03-03', '2024-04-07'], ['2023-04-02', '2023-04-30']]);
    expect(at('this_quarter', '2024-05-10').dates).toEqual(['2024-05-05', '2024-08-04']);
    expect(at('last_year', '2024-05-10').dates).toEqual(['2023-01-29', '2024-02-04']);
    expect(at({ start: '2024-02-04', end: '2024-05-05' }, '2024-05-10').earlier('previous')).toEqual(['2023-10-29', '2024-02-04']);
    expect(at('year_to_date', '2024-05-10').dates).toEqual(['2024-02-04', '2024-05-10']);
  });
  it('a pattern that does not exist is refused', () => {
    expect(() => createCalendar({ fiscalWeeks: { pattern: '4-4-4' as '4-4-5' } })).toThrow('4-4-4');
  });
  it('units follow each other without gap, whatever the pattern', () => {
    const calendars = fc.record({
      pattern: fc.constantFrom('4-4-5' as const, '4-5-4' as const, '5-4-4' as const), anchor: fc.constantFrom('nearest' as const, 'last' as const),
      fiscalYearStart: fc.integer({ min: 1, max: 12 }), weekStart: fc.integer({ min: 1, max: 7 }),
    }).map(({ pattern, anchor, ...rest }) => createCalendar({ fiscalWeeks: { pattern, anchor }, ...rest }));
    fc.assert(fc.property(calendars, fc.integer({ min: -20_000, max: 60_000 }), fc.constantFrom('month' as const, 'quarter' as const, 'year' as const), fc.integer({ min: -30, max: 30 }), (calendar, day, unit, count) => {
      const start = calendar.startOf(unit, day);
      const next = calendar.add(unit, start, 1);
      expect(start).toBeLessThanOrEqual(day);
      expect(day).toBeLessThan(next);
      expect(calendar.startOf(unit, next)).toBe(next);
      expect(calendar.startOf(unit, next - 1)).toBe(start);
      expect([28, 35, 42, 91, 98, 364, 371]).toContain(next - start);
      expect(calendar.startOf(unit, calendar.add(unit, day, count))).toBe(calendar.add(unit, start, count));
      expect(calendar.add(unit, calendar.add(unit, start, count), -count)).toBe(start);
      expect(calendar.monthIndexOf(next) - calendar.monthIndexOf(start)).toBe({ month: 1, quarter: 3, year: 12 }[unit]);
    }));
  });
  it('targets are for its months, quarters and years', () => {
    const targets = [{ kpi: 'pipeline', period: '2024-Q1', value: 100 }, { kpi: 'pipeline', period: '2024-04', value: 40 }, { kpi: 'pipeline', period: '2024', value: 500 }];
    const context = createContext(tablesOf({ deals: [{ id: '1', status: 'open', created_at: '2024-01-01', amount: 1 }], targets }), { asOf: '2024-05-05', fiscalWeeks: { pattern: '4-5-4' }, fiscalYearStart: 2, weekStart: 7 });
    const target = (period: PeriodInput): number | null => computeKpi(pipeline, context, { kpi: 'pipeline', period }).target;
    expect(['last_month', 'last_quarter', 'this_year'].map((name) => target(name as PeriodInput))).toEqual([40, 100, 500]);
    // The civil month is not one of its months.
    expect(target({ start: '2024-04-01', end: '2024-05-01' })).toBe(100);
  });
});
