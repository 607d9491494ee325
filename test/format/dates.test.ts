import { describe, expect, it } from 'vitest';
import { daysBetween, formatDay, formatDayBeside, formatMoment, lastDayBefore } from '../../src/format/date.js';
import type { FormatContext } from '../../src/format/format-context.js';
import { formatPeriod, formatPreviousPeriod } from '../../src/format/period.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { wordsOf } from '../../src/i18n/words.js';

const context = (locale: string): FormatContext => ({ locale, currency: null, words: wordsOf(messagesFor(locale)) });
const en = context('en');
const de = context('de');
const nb = '\u00a0';
const dates = (start: string, end: string): { start: string; end: string } => ({ start, end });

describe('formatPeriod(period) calls a period what people call it', () => {
  it.each([
    [dates('2025-04-01', '2025-07-01'), `Q2${nb}2025`, `Q2${nb}2025`],
    [dates('2024-07-01', '2024-08-01'), `Jul${nb}2024`, `Juli${nb}2024`],
    [dates('2024-01-01', '2025-01-01'), '2024', '2024'],
    [dates('2024-07-01', '2025-01-01'), 'Jul–Dec 2024', 'Juli–Dez. 2024'],
    [dates('2024-07-01', '2025-07-01'), 'Jul 24–Jun 25', 'Juli 24–Juni 25'],
    [dates('2025-02-01', '2025-05-01'), 'Feb–Apr 2025', 'Feb.–Apr. 2025'],
    [dates('2025-04-01', '2025-06-16'), '1 Apr–15 Jun 2025', '1. Apr.–15. Juni 2025'],
  ])('%o is %s, in German %s', (period, english, german) => {
    expect(formatPeriod(period, en)).toBe(english);
    expect(formatPeriod(period, de)).toBe(german);
  });
  it('cuts the century on axes', () => {
    expect(formatPeriod(dates('2025-04-01', '2025-07-01'), en, 'short')).toBe(`Q2${nb}25`);
    expect(formatPeriod(dates('2024-07-01', '2024-08-01'), de, 'short')).toBe(`Juli${nb}24`);
  });
  it('does not repeat a year that goes without saying', () => {
    expect(formatPreviousPeriod(dates('2025-01-01', '2025-04-01'), dates('2025-04-01', '2025-07-01'), en)).toBe('Q1');
    expect(formatPreviousPeriod(dates('2024-10-01', '2025-01-01'), dates('2025-01-01', '2025-04-01'), en)).toBe(`Q4${nb}2024`);
  });
});

describe('calendar days are the same in every time zone of the machine', () => {
  it('writes a day long, short and with its year', () => {
    expect([formatDay('2025-07-01', 'en', 'long'), formatDay('2025-07-01', 'de', 'long'), formatDay('2025-07-01', 'en-US', 'long')]).toEqual(['1 July', '1. Juli', 'July 1']);
    expect([formatDay('2025-06-18', 'en', 'short'), formatDay('2025-06-18', 'de', 'full')]).toEqual(['18 Jun', '18. Juni 2025']);
  });
  it('writes the year of a day that could be taken for the same one of another year', () => {
    const beside = (date: string, other: string, locale = 'en'): string => formatDayBeside(date, other, locale, 'long');
    expect([beside('2025-04-01', '2025-07-01'), beside('2024-10-01', '2025-01-01', 'de')]).toEqual(['1 April', '1. Oktober']);
    expect([beside('2024-07-01', '2025-07-01'), beside('2025-07-01', '2024-07-01', 'de'), beside('2023-07-01', '2025-07-01')]).toEqual(['1 Jul 2024', '1. Juli 2025', '1 Jul 2023']);
  });
  it('writes a moment in the zone of the report', () => {
    const moment = Date.UTC(2025, 5, 18, 7, 40);
    expect(formatMoment(moment, 'en', 'Europe/Berlin')).toBe('18 Jun, 09:40');
    expect(formatMoment(moment, 'de', 'Europe/Berlin')).toBe('18. Juni, 09:40');
  });
  it('leaves a text that is no date as it is', () => expect(formatDay('soon', 'en', 'long')).toBe('soon'));
  it('counts days and steps back over months and years', () => {
    expect(lastDayBefore('2025-01-01')).toBe('2024-12-31');
    expect(daysBetween('2025-07-01', '2025-08-11')).toBe(41);
    expect(daysBetween('2025-07-01', 'later')).toBeNull();
  });
});
