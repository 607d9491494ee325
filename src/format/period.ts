import type { FormatContext } from './format-context.js';
import { dayOf, lastDayBefore } from './date.js';
import { dateFormat } from './intl-cache.js';

interface Dates { readonly start: string; readonly end: string }

/** What a half-open pair of local dates is, if it is whole months. */
interface WholeMonths { readonly year: number; readonly month: number; readonly count: number }

export const wholeMonths = ({ start, end }: Dates): WholeMonths | null => {
  const from = dayOf(start);
  const to = dayOf(end);
  if (!from || !to || from.getUTCDate() !== 1 || to.getUTCDate() !== 1) return null;
  const count = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return count > 0 ? { year: from.getUTCFullYear(), month: from.getUTCMonth(), count } : null;
};

/**
 * What people call a period: `2024`, `Q2 2025`, `Jul 2024`, `Jul–Dec 2024`, `Jul 24–Jun 25`, `1 Apr–15 Jun 2025`.
 * `short` cuts the century and is for axes.
 */
export const formatPeriod = (period: Dates, context: FormatContext, form: 'long' | 'short' = 'long'): string => {
  const { locale, words } = context;
  const months = wholeMonths(period);
  const year = form === 'short' ? '2-digit' : 'numeric';
  const start = dayOf(period.start);
  const last = dayOf(lastDayBefore(period.end));
  if (!start || !last) return `${period.start}–${period.end}`;
  if (!months) return rangeOf(start, last, locale, { day: 'numeric', month: 'short', year: 'numeric' });
  if (months.count === 12 && months.month === 0) return dateFormat(locale, { year: 'numeric', timeZone: 'UTC' }).format(start);
  if (months.count === 3 && months.month % 3 === 0) {
    const yearText = dateFormat(locale, { year, timeZone: 'UTC' }).format(start);
    return `${words.quarter}${months.month / 3 + 1}\u00a0${yearText}`;
  }
  if (months.count === 1) return dateFormat(locale, { month: 'short', year, timeZone: 'UTC' }).format(start).replaceAll(' ', '\u00a0');
  const sameYear = start.getUTCFullYear() === last.getUTCFullYear();
  return rangeOf(start, last, locale, { month: 'short', year: sameYear ? year : '2-digit' });
};

/** Intl sets spaces around the dash in some languages; between short dates it reads better without. */
const rangeOf = (from: Date, to: Date, locale: string, options: Intl.DateTimeFormatOptions): string =>
  dateFormat(locale, { ...options, timeZone: 'UTC' }).formatRange(from, to).replace(/[\s\u2009]*–[\s\u2009]*/u, '–');

/** `Q1` when the year goes without saying, since both lie in one year; else the whole label. */
export const formatPreviousPeriod = (previous: Dates, current: Dates, context: FormatContext): string => {
  const before = wholeMonths(previous);
  const now = wholeMonths(current);
  if (before && now && before.year === now.year && before.count === 3 && before.month % 3 === 0) {
    return `${context.words.quarter}${before.month / 3 + 1}`;
  }
  return formatPeriod(previous, context);
};
