import { dateFormat } from './intl-cache.js';

/** A local date `YYYY-MM-DD` as the UTC midnight that formats back to it, or null if it is none. */
export const dayOf = (date: string): Date | null => {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  if (!found) return null;
  return new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
};

const forms = {
  /** 1 July */
  long: { day: 'numeric', month: 'long' },
  /** 18 Jun */
  short: { day: 'numeric', month: 'short' },
  /** 18 Jun 2025 */
  full: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A calendar day in words; a text that is no date stays as it is. */
export const formatDay = (date: string, locale: string, form: keyof typeof forms): string => {
  const day = dayOf(date);
  return day ? dateFormat(locale, { ...forms[form], timeZone: 'UTC' }).format(day) : date;
};

/** From here on the same day of the year before, or after, comes to mind. */
const nearDays = 300;

/** A day said beside another one, which is today or the other end of a span: far from it, it carries its year. */
export const formatDayBeside = (date: string, other: string, locale: string, form: 'long' | 'short'): string =>
  formatDay(date, locale, Math.abs(daysBetween(date, other) ?? 0) < nearDays ? form : 'full');

/** Data without a single date has the first day of 1970 as its cut-off: a day that nobody should read. */
export const isKnownDay = (date: string): boolean => date > '1970-01-01';

/** A moment in the report's zone: `18 Jun, 09:40`, or with its year. */
export const formatMoment = (epochMs: number, locale: string, timeZone: string, form: 'short' | 'full' = 'short'): string =>
  dateFormat(locale, { ...forms[form], hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(epochMs));

/** The day before a half-open end. */
export const lastDayBefore = (end: string): string => {
  const day = dayOf(end);
  return day ? new Date(day.getTime() - 86_400_000).toISOString().slice(0, 10) : end;
};

/** Whole days from one local date to another; null if either is none. */
export const daysBetween = (start: string, end: string): number | null => {
  const from = dayOf(start);
  const to = dayOf(end);
  return from && to ? Math.round((to.getTime() - from.getTime()) / 86_400_000) : null;
};
