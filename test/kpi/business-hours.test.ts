import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openingTimes } from '../../src/kpi/business-hours.js';
import type { BusinessHours } from '../../src/model/config.js';
import { utcFromLocalMs } from '../../src/model/zone.js';

const berlin = 'Europe/Berlin';
const office: BusinessHours = { tz: berlin, week: [1, 2, 3, 4, 5].map((dow) => ({ dow, from: '09:00', to: '18:00' })), holidays: ['2025-06-19'] };
const always: BusinessHours = { tz: berlin, week: [1, 2, 3, 4, 5, 6, 7].map((dow) => ({ dow, from: '00:00', to: '24:00' })), holidays: [] };
/** Local wall clock to the instant. */
const at = (text: string, tz = berlin): number => utcFromLocalMs(tz, Date.parse(`${text}Z`));
const minutes = (hours: BusinessHours, from: string, to: string): number => openingTimes(hours).between(at(from, hours.tz), at(to, hours.tz)) / 60_000;

describe('opening times', () => {
  it.each([
    ['within one day', '2025-06-27T10:00', '2025-06-27T11:30', 90],
    ['over the evening', '2025-06-26T17:50', '2025-06-27T09:05', 15],
    ['over the weekend', '2025-06-27T17:50', '2025-06-30T09:05', 15],
    ['over a holiday', '2025-06-18T17:00', '2025-06-20T10:00', 120],
    ['before opening', '2025-06-27T07:00', '2025-06-27T08:59', 0],
    ['from before opening to after closing', '2025-06-27T07:00', '2025-06-27T20:00', 540],
    ['a whole week', '2025-06-23T00:00', '2025-06-30T00:00', 5 * 540],
    ['in a moment', '2025-06-27T10:00', '2025-06-27T10:00', 0],
    ['backwards', '2025-06-27T11:00', '2025-06-27T10:00', 0],
  ])('%s', (_, from, to, expected) => expect(minutes(office, from, to)).toBe(expected));

  it('a day has 23 or 25 hours where the clock is turned', () => {
    expect(minutes(always, '2025-03-30T00:00', '2025-03-31T00:00')).toBe(23 * 60);
    expect(minutes(always, '2025-10-26T00:00', '2025-10-27T00:00')).toBe(25 * 60);
    expect(minutes(always, '2025-03-30T01:30', '2025-03-30T03:30')).toBe(60);
  });
  it('an office that opens at nine opens at nine, in summer and winter time', () => {
    expect(minutes(office, '2025-03-28T17:59', '2025-03-31T09:01')).toBe(2);
    expect(openingTimes(office).isOpen(Date.UTC(2025, 2, 31, 7, 0))).toBe(true);
    expect(openingTimes(office).isOpen(Date.UTC(2025, 2, 28, 7, 59))).toBe(false);
  });
  it('open from the first instant on, closed from the last', () => {
    const { isOpen } = openingTimes(office);
    expect([isOpen(at('2025-06-27T09:00')), isOpen(at('2025-06-27T18:00') - 1), isOpen(at('2025-06-27T18:00')), isOpen(at('2025-06-28T12:00')), isOpen(at('2025-06-19T12:00'))]).toEqual([true, true, false, false, false]);
  });
  it('several openings a day; what overlaps or touches counts once', () => {
    const week = [{ dow: 5, from: '13:00', to: '17:00' }, { dow: 5, from: '08:00', to: '12:00' }, { dow: 5, from: '11:00', to: '12:30' }, { dow: 5, from: '17:00', to: '18:00' }];
    expect(minutes({ ...office, week }, '2025-06-27T00:00', '2025-06-28T00:00')).toBe(4.5 * 60 + 5 * 60);
    expect(openingTimes({ ...office, week }).ofDay(Date.UTC(2025, 5, 27) / 86_400_000)).toBe(9.5 * 3_600_000);
  });
  it('adds up over any point between, is never more than the time itself, and no less when asked again', () => {
    const instant = fc.integer({ min: Date.UTC(2023, 0, 1), max: Date.UTC(2026, 0, 1) });
    const times = openingTimes(office);
    fc.assert(fc.property(instant, instant, instant, (a, b, c) => {
      const [from, middle, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
      expect(times.between(from, middle) + times.between(middle, to)).toBe(times.between(from, to));
      expect(times.between(from, to)).toBeLessThanOrEqual(to - from);
      expect(openingTimes(office).between(from, to)).toBe(times.between(from, to));
    }));
  });
  it('as counting minute by minute says', () => {
    const times = openingTimes(office);
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: berlin, weekday: 'short', hour: '2-digit', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' });
    const isOffice = (ms: number): boolean => {
      const parts = Object.fromEntries(clock.formatToParts(ms).map(({ type, value }) => [type, value]));
      const isHoliday = parts['year'] === '2025' && parts['month'] === '06' && parts['day'] === '19';
      return !isHoliday && !['Sat', 'Sun'].includes(parts['weekday'] ?? '') && Number(parts['hour']) >= 9 && Number(parts['hour']) < 18;
    };
    const start = fc.integer({ min: Date.UTC(2025, 2, 26) / 60_000, max: Date.UTC(2025, 5, 28) / 60_000 });
    fc.assert(fc.property(start, fc.integer({ min: 0, max: 6000 }), (from, length) => {
      let open = 0;
      for (let minute = from; minute < from + length; minute++) if (isOffice(minute * 60_000)) open++;
      expect(times.between(from * 60_000, (from + length) * 60_000)).toBe(open * 60_000);
    }), { numRuns: 20 });
  });
});

describe('opening times that cannot be meant are refused', () => {
  it.each([
    ['an unknown zone', { ...office, tz: 'Europe/Atlantis' }, /tz/],
    ['no opening at all', { ...office, week: [] }, /week/],
    ['no list', { ...office, week: null }, /week/],
    ['weekday 0', { ...office, week: [{ dow: 0, from: '09:00', to: '18:00' }] }, /dow/],
    ['weekday 7.5', { ...office, week: [{ dow: 7.5, from: '09:00', to: '18:00' }] }, /dow/],
    ['25 o’clock', { ...office, week: [{ dow: 1, from: '09:00', to: '25:00' }] }, /HH:MM/],
    ['24:30', { ...office, week: [{ dow: 1, from: '09:00', to: '24:30' }] }, /HH:MM/],
    ['9 instead of 09:00', { ...office, week: [{ dow: 1, from: '9', to: '18:00' }] }, /HH:MM/],
    ['a night shift in one piece', { ...office, week: [{ dow: 1, from: '22:00', to: '06:00' }] }, /midnight/],
    ['an opening of no length', { ...office, week: [{ dow: 1, from: '09:00', to: '09:00' }] }, /end after/],
    ['an opening that is none', { ...office, week: [null] }, /list openings/],
    ['an opening in words', { ...office, week: ['Mon 9-18'] }, /list openings/],
    ['a holiday with an hour', { ...office, holidays: ['2025-12-25T00:00'] }, /holidays/],
    ['a holiday with words before it', { ...office, holidays: ['on 2025-12-25'] }, /holidays/],
    ['30 February', { ...office, holidays: ['2025-02-30'] }, /holidays/],
    ['a holiday in words', { ...office, holidays: ['Easter'] }, /holidays/],
    ['no list of holidays', { ...office, holidays: 'none' }, /holidays/],
  ])('%s', (_, hours, message) => {
    expect(() => openingTimes(hours as unknown as BusinessHours)).toThrow(RangeError);
    expect(() => openingTimes(hours as unknown as BusinessHours)).toThrow(message);
  });
  it('with the first question of a dataset, not with a later one', async () => {
    const { createContext } = await import('../../src/kpi/create-context.js');
    expect(() => createContext(new Map(), { businessHours: { ...office, week: [] } })).toThrow(/businessHours: week/);
  });
});
