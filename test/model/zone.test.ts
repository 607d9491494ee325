import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  civilFromDay, dayCounter, dayFromCivil, dayMs, dayNumberOf, isCivilDate, isTimeZone, localMidnightMs, utcFromLocalMs, zoneOffsetMs,
} from '../../src/model/zone.js';

const hour = 3_600_000;
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia', 'America/Sao_Paulo', 'Asia/Beirut', 'Australia/Lord_Howe'];

describe('civil days', () => {
  it.each([
    [1970, 1, 1, 0], [2000, 2, 29, 11_016], [2024, 3, 10, 19_792], [1969, 12, 31, -1], [1, 1, 1, -719_162],
  ])('numbers %i-%i-%i as %i', (year, month, day, number) => {
    expect(dayFromCivil(year, month, day)).toBe(number);
    expect(civilFromDay(number)).toEqual({ year, month, day });
  });

  it('agrees with the platform on every day of 400 years', () => {
    let wrong = 0;
    for (let day = -80_000; day < 66_097; day += 1) {
      const date = new Date(day * dayMs);
      const { year, month, day: dayOfMonth } = civilFromDay(day);
      const agrees = year === date.getUTCFullYear() && month === date.getUTCMonth() + 1 && dayOfMonth === date.getUTCDate() && dayFromCivil(year, month, dayOfMonth) === day;
      if (!agrees) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  it('refuses days that no calendar has', () => {
    expect(isCivilDate(2024, 2, 29)).toBe(true);
    expect(isCivilDate(1900, 2, 29)).toBe(false);
    expect(isCivilDate(2024, 2, 30)).toBe(false);
    expect(isCivilDate(2024, 13, 1)).toBe(false);
    expect(isCivilDate(2024, 4, 31)).toBe(false);
  });
});

describe('time zones', () => {
  it('knows the offset on both sides of a clock change to the millisecond', () => {
    const change = Date.UTC(2025, 2, 30, 1);
    expect(zoneOffsetMs('Europe/Berlin', change - 1)).toBe(hour);
    expect(zoneOffsetMs('Europe/Berlin', change)).toBe(2 * hour);
  });

  it('reads a skipped wall-clock time after the gap and a doubled one as the first', () => {
    expect(utcFromLocalMs('America/New_York', Date.UTC(2024, 2, 10, 2, 30))).toBe(Date.UTC(2024, 2, 10, 7, 30));
    expect(utcFromLocalMs('America/New_York', Date.UTC(2024, 10, 3, 1, 30))).toBe(Date.UTC(2024, 10, 3, 5, 30));
  });

  it('starts a day at the end of the gap where the clock skips midnight', () => {
    // São Paulo sprang from 2018-11-03T24:00−03 to 01:00−02; Apia left out 2011-12-30 altogether.
    expect(localMidnightMs('America/Sao_Paulo', dayFromCivil(2018, 11, 4))).toBe(Date.UTC(2018, 10, 4, 3));
    expect(localMidnightMs('Pacific/Apia', dayFromCivil(2011, 12, 30))).toBe(Date.UTC(2011, 11, 30, 10));
    expect(localMidnightMs('Pacific/Apia', dayFromCivil(2011, 12, 31))).toBe(Date.UTC(2011, 11, 30, 10));
  });

  it('gives days of 23 and 25 hours', () => {
    const length = (month: number, day: number): number =>
      localMidnightMs('Europe/Berlin', dayFromCivil(2025, month, day + 1)) - localMidnightMs('Europe/Berlin', dayFromCivil(2025, month, day));
    expect(length(3, 30)).toBe(23 * hour);
    expect(length(10, 26)).toBe(25 * hour);
  });

  it('puts every instant into the day whose midnights enclose it', () => {
    fc.assert(fc.property(
      fc.constantFrom(...zones), fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2060, 0, 1) }),
      (zone, utcMs) => {
        const day = dayNumberOf(zone, utcMs);
        return localMidnightMs(zone, day) <= utcMs && utcMs < localMidnightMs(zone, day + 1);
      },
    ), { numRuns: 20_000, seed: 1 });
  });

  it('agrees with the platform formatter at any instant', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: Date.UTC(1972, 0, 1), max: Date.UTC(2105, 0, 1) }), (zone, utcMs) => {
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(utcMs);
      const local = new Date(utcMs + zoneOffsetMs(zone, utcMs)).toISOString().slice(0, 19).replace('T', ' ');
      return shown === local;
    }), { numRuns: 2_000, seed: 1 });
  });

  it('tells a zone from a word', () => {
    expect(isTimeZone('Europe/Berlin')).toBe(true);
    expect(isTimeZone('Berlin/Europe')).toBe(false);
  });

  it('are counted alike one by one and by a counter of the zone', () => {
    fc.assert(fc.property(fc.constantFrom(...zones), fc.integer({ min: -2e12, max: 4.5e12 }), (zone, ms) => {
      expect(dayCounter(zone)(ms)).toBe(dayNumberOf(zone, ms));
    }));
    expect(() => dayCounter('Mars/Olympus')).toThrow(RangeError);
  });
});
