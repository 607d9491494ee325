import { dayFromCivil, civilFromDay, isCivilDate } from '../../model/zone.js';
import { monthOfName } from '../month-names.js';

/** How long a period is; finer ones first. */
export const grains = ['day', 'month', 'quarter', 'half', 'year'] as const;
export type Grain = (typeof grains)[number];

/** A stretch of local days, `[start, end)`, as ISO dates. */
export interface LabelledPeriod { readonly grain: Grain; readonly start: string; readonly end: string }

const monthsOf: Readonly<Record<'month' | 'quarter' | 'half' | 'year', number>> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Years of two digits are of this century: nobody plans for the last one. */
const yearOf = (digits: string): number => (digits.length === 2 ? 2000 + Number(digits) : Number(digits));

const isoDay = (day: number): string => {
  const { year, month, day: dayOfMonth } = civilFromDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
};

/** `months` months from month `index` of a year on; the index may run over its ends. */
const monthsFrom = (grain: 'month' | 'quarter' | 'half' | 'year', year: number, index: number): LabelledPeriod => {
  const dayOf = (at: number): string => isoDay(dayFromCivil(year + Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, 1));
  return { grain, start: dayOf(index), end: dayOf(index + monthsOf[grain]) };
};

/** A fiscal year carries the number of the calendar year it ends in. */
const firstIndexOf = (fiscalYearStart: number): number => (fiscalYearStart === 1 ? 0 : fiscalYearStart - 1 - 12);

const monthFirst = /^(\p{L}{3,9})\.?[ \-/']*(\d{4}|\d{2})$/u;
const dayFirst = /^(\d{1,2})\.?[ -](\p{L}{3,9})\.?[ -](\d{4}|\d{2})$/u;
const isoMonth = /^(\d{4})[-/](\d{2})$/;
const partOfYear = /^(?:([QH])([1-4])[ -]?(?:FY ?)?(\d{4}|\d{2})|FY ?(\d{4}|\d{2})[ -]?([QH])([1-4])|(\d{4})[ -]([QH])([1-4]))$/i;
const wholeYear = /^(?:FY ?(\d{4}|\d{2})|(\d{4}))$/i;

/**
 * What a time label of a planning tool means: `Jan 20`, `2014-01`, `Q1 FY20`, `H1 FY20`, `FY20`, `1 Jan 20`, in English or German.
 * Null = no period that can be placed in the calendar (`YTD`, `Week 3 FY20`, `All Periods`).
 *
 * @param fiscalYearStart month 1–12; `FY20` then ends in the calendar year 2020
 */
export const readTimeLabel = (text: string, fiscalYearStart: number): LabelledPeriod | null => {
  const label = text.trim();
  const named = monthFirst.exec(label);
  const month = named === null ? 0 : monthOfName(named[1] as string);
  if (named !== null && month > 0) return monthsFrom('month', yearOf(named[2] as string), month - 1);
  const iso = isoMonth.exec(label);
  if (iso !== null && Number(iso[2]) >= 1 && Number(iso[2]) <= 12) return monthsFrom('month', Number(iso[1]), Number(iso[2]) - 1);
  const dated = dayFirst.exec(label);
  const monthOfDay = dated === null ? 0 : monthOfName(dated[2] as string);
  if (dated !== null && monthOfDay > 0) {
    const [year, day] = [yearOf(dated[3] as string), Number(dated[1])];
    if (!isCivilDate(year, monthOfDay, day)) return null;
    const start = dayFromCivil(year, monthOfDay, day);
    return { grain: 'day', start: isoDay(start), end: isoDay(start + 1) };
  }
  const part = partOfYear.exec(label);
  if (part !== null) {
    const grain = (part[1] ?? part[5] ?? part[8] ?? '').toUpperCase() === 'Q' ? 'quarter' : 'half';
    const nth = Number(part[2] ?? part[6] ?? part[9]);
    if (grain === 'half' && nth > 2) return null;
    return monthsFrom(grain, yearOf(part[3] ?? part[4] ?? part[7] as string), firstIndexOf(fiscalYearStart) + (nth - 1) * monthsOf[grain]);
  }
  const year = wholeYear.exec(label);
  return year === null ? null : monthsFrom('year', yearOf(year[1] ?? year[2] as string), firstIndexOf(fiscalYearStart));
};

/** Labels of spans that hold other periods and cannot be placed: sums of what is told elsewhere. */
export const isOpenSpan = (text: string): boolean => /^(?:all periods|total|gesamt|[yqmh]tg|[yqmh]td|current period|alle perioden)$|\b(?:ytd|ytg|qtd)\b/i.test(text.trim());
