import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/kpi/calendar.js';
import { addMonths, formatDay, monthsBetween } from '../../src/kpi/calendar-units.js';
import { parseDay } from '../../src/kpi/period-name.js';
import type { PeriodInput } from '../../src/model/query.js';
import { dayOf } from './deal-fixtures.js';

const berlin = createCalendar({ timeZone: 'Europe/Berlin' });
const at = (calendar: typeof berlin, input: PeriodInput, asOf: string, firstDay = '2024-02-10') => {
  const { start, end, partial } = calendar.resolve(input, { asOfMs: calendar.midnightOf(dayOf(asOf)), firstDay: dayOf(firstDay) });
  return [start, end, partial];
};

describe('periods (conventions, rule 2)', () => {
  it('last_* are complete calendar units that end at or before asOf', () => {
    expect(at(berlin, 'last_12_months', '2025-07-01')).toEqual(['2024-07-01', '2025-07-01', false]);
    expect(at(berlin, 'last_12_months', '2025-06-30')).toEqual(['2024-06-01', '2025-06-01', false]);
    expect(at(berlin, 'last_month', '2025-03-31')).toEqual(['2025-02-01', '2025-03-01', false]);
    expect(at(berlin, 'last_quarter', '2025-07-01')).toEqual(['2025-04-01', '2025-07-01', false]);
    expect(at(berlin, 'last_2_years', '2025-07-01')).toEqual(['2023-01-01', '2025-01-01', false]);
    expect(at(berlin, 'last_30_days', '2025-07-01')).toEqual(['2025-06-01', '2025-07-01', false]);
  });
  it('this_* is the unit containing the instant before asOf', () => {
    expect(at(berlin, 'this_month', '2025-07-01')).toEqual(['2025-06-01', '2025-07-01', false]);
    expect(at(berlin, 'this_month', '2025-07-02')).toEqual(['2025-07-01', '2025-08-01', true]);
    expect(at(berlin, 'this_week', '2025-07-02')).toEqual(['2025-06-30', '2025-07-07', true]);
  });
  it('year_to_date and all end at asOf; all begins with the data', () => {
    expect(at(berlin, 'year_to_date', '2025-05-17')).toEqual(['2025-01-01', '2025-05-17', false]);
    expect(at(berlin, 'year_to_date', '2025-01-01')).toEqual(['2024-01-01', '2025-01-01', false]);
    expect(at(berlin, 'all', '2025-05-17')).toEqual(['2024-02-10', '2025-05-17', false]);
  });
  it('the fiscal year moves quarters and years, the week start moves weeks', () => {
    const fiscal = createCalendar({ timeZone: 'UTC', fiscalYearStart: 2, weekStart: 7 });
    expect(at(fiscal, 'this_quarter', '2025-07-10')).toEqual(['2025-05-01', '2025-08-01', true]);
    expect(at(fiscal, 'last_year', '2025-07-10')).toEqual(['2024-02-01', '2025-02-01', false]);
    expect(at(fiscal, 'this_week', '2025-07-02')).toEqual(['2025-06-29', '2025-07-06', true]);
  });
  it('dates are local midnights of the report zone, also where a day has 23 or 25 hours', () => {
    const hours = (start: string, end: string): number => {
      const period = berlin.resolve({ start, end }, { asOfMs: berlin.midnightOf(dayOf('2026-01-01')), firstDay: 0 });
      return (period.endMs - period.startMs) / 3_600_000;
    };
    expect([hours('2025-03-30', '2025-03-31'), hours('2025-10-26', '2025-10-27'), hours('2025-06-01', '2025-06-02')]).toEqual([23, 25, 24]);
  });
  it('what does not exist is refused by name', () => {
    expect(() => at(berlin, { start: '2025-02-30', end: '2025-03-01' }, '2025-07-01')).toThrow('2025-02-30');
    expect(() => at(berlin, { start: '2025-03-01', end: '2025-03-01' }, '2025-07-01')).toThrow(RangeError);
    expect(() => at(berlin, 'last_fortnight' as PeriodInput, '2025-07-01')).toThrow('last_fortnight');
    expect(() => createCalendar({ timeZone: 'Mars/Base' })).toThrow(RangeError);
  });
});

describe('the period compared with', () => {
  const earlier = (input: PeriodInput, asOf: string, how: 'previous' | 'year' = 'previous') => {
    const cutOff = { asOfMs: berlin.midnightOf(dayOf(asOf)), firstDay: dayOf('2020-01-01') };
    const before = berlin.earlier(berlin.resolve(input, cutOff), how, cutOff);
    return before === null ? null : [before.start, before.end];
  };
  it('is the same number of units before, or a year before', () => {
    expect(earlier('last_quarter', '2025-07-01')).toEqual(['2025-01-01', '2025-04-01']);
    expect(earlier('last_quarter', '2025-07-01', 'year')).toEqual(['2024-04-01', '2024-07-01']);
    expect(earlier('last_12_months', '2025-07-01')).toEqual(['2023-07-01', '2024-07-01']);
    expect(earlier({ start: '2025-05-01', end: '2025-07-01' }, '2025-07-01')).toEqual(['2025-03-01', '2025-05-01']);
    expect(earlier({ start: '2025-06-10', end: '2025-06-20' }, '2025-07-01')).toEqual(['2025-05-31', '2025-06-10']);
    expect(earlier('last_week', '2025-07-01', 'year')).toEqual(['2024-06-24', '2024-07-01']);
  });
  it('an open period is compared with the same elapsed days', () => {
    expect(earlier('this_month', '2025-07-11')).toEqual(['2025-06-01', '2025-06-11']);
    expect(earlier('this_quarter', '2025-05-11', 'year')).toEqual(['2024-04-01', '2024-05-11']);
    expect(earlier('this_month', '2025-03-31')).toEqual(['2025-02-01', '2025-03-01']);
    expect(earlier('year_to_date', '2025-02-11')).toEqual(['2024-01-01', '2024-02-11']);
  });
  it('nothing lies before all', () => expect(earlier('all', '2025-07-01')).toBeNull());
});

describe('calendar arithmetic', () => {
  it('months are clamped to the month’s end', () => {
    expect([formatDay(addMonths(dayOf('2024-01-31'), 1)), formatDay(addMonths(dayOf('2025-03-31'), -1))]).toEqual(['2024-02-29', '2025-02-28']);
    expect([monthsBetween(dayOf('2025-01-31'), dayOf('2025-02-28')), monthsBetween(dayOf('2025-01-15'), dayOf('2025-03-14'))]).toEqual([1, 1]);
  });
  it('completed months are the most that can be added without going past the later day', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: -2_000, max: 4_000 }), (from, days) => {
      const months = monthsBetween(from, from + days);
      expect(addMonths(from, months)).toBeLessThanOrEqual(from + days);
      expect(addMonths(from, months + 1)).toBeGreaterThan(from + days);
    }), { numRuns: 2_000 });
  });
  it('a period is split without gap or overlap', () => {
    fc.assert(fc.property(fc.integer({ min: 18_000, max: 21_000 }), fc.integer({ min: 1, max: 900 }), fc.constantFrom('week' as const, 'month' as const, 'quarter' as const), (start, length, unit) => {
      const pieces = berlin.split(berlin.between(start, start + length, Infinity), unit, Infinity);
      expect(pieces[0]?.start).toBe(formatDay(start));
      expect(pieces.at(-1)?.end).toBe(formatDay(start + length));
      pieces.slice(1).forEach((piece, i) => expect(piece.start).toBe(pieces[i]?.end));
    }));
  });
  it('a written day reads as itself', () => {
    fc.assert(fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => { expect(parseDay(formatDay(day))).toBe(day); }));
  });
});
