import type { KpiQuery } from '../model/query.js';
import type { Period } from '../model/period.js';
import type { Unit } from '../model/unit.js';
import type { SeasonalChange } from '../model/season.js';
import type { KpiContext } from './context.js';
import type { MonthValue } from './define-kpi.js';
import { adjustedChange, periodFigure, seasonFigures, seasonMonths, yearMonths, type SeasonType } from './season.js';

/** What is asked: the two periods compared, and how to find the value of any other. */
export interface SeasonQuestion {
  readonly unit: Unit;
  /** The value at the end of a period (a stock) follows the season of its last month alone. */
  readonly isStock: boolean;
  readonly compare: NonNullable<KpiQuery['compare']>;
  readonly after: MonthValue & { readonly period: Period };
  readonly before: MonthValue & { readonly period: Period };
  valueOf(period: Period): MonthValue;
  /** Values of consecutive full months, oldest first; null where a month cannot be told yet. */
  monthsOf(months: readonly Period[]): readonly MonthValue[];
}

/** Years of history that a season is told from. */
const mostMonths = 120;

/** Complete months since the data begins, oldest first, the last {@link mostMonths} of them. */
export const fullMonths = ({ calendar, asOfMs, firstDay }: KpiContext): readonly Period[] =>
  calendar.lastUnits('month', mostMonths, asOfMs).filter((month) => calendar.daysOf(month).startDay >= firstDay);

const neutral = { additive: 0, multiplicative: 1 } as const;

const changeOf = (before: number | null, after: number | null, type: SeasonType): number | null =>
  before === null || after === null ? null : adjustedChange({ value: before, figure: neutral[type] }, { value: after, figure: neutral[type] }, type);

/** Running numbers of the months that a period touches. */
const monthsTouched = ({ calendar }: KpiContext, period: Period, isStock: boolean): readonly number[] => {
  const { startDay, endDay } = calendar.daysOf(period);
  const to = calendar.monthIndexOf(endDay - 1);
  const from = isStock ? to : calendar.monthIndexOf(startDay);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
};

const yearBefore = (context: KpiContext, { compare, before, after, isStock, valueOf }: SeasonQuestion): number | null => {
  if (compare === 'year') return before.value;
  const { calendar, firstDay } = context;
  const period = calendar.earlier(after.period, 'year', context);
  if (period === null) return null;
  const { startDay, endDay } = calendar.daysOf(period);
  return (isStock ? endDay : startDay) < firstDay ? null : valueOf(period).value;
};

/**
 * The change raw, against the year before, and without the season, as far as the history reaches: classical decomposition of
 * the months' values, additive for ratios and multiplicative for money, counts and durations; a period's figure is the mean
 * over its months, weighed by their cases.
 */
export const seasonalChange = (context: KpiContext, question: SeasonQuestion): SeasonalChange => {
  const { unit, isStock, before, after } = question;
  const type: SeasonType = unit === 'ratio' ? 'additive' : 'multiplicative';
  const months = fullMonths(context);
  const raw = changeOf(before.value, after.value, type);
  const head = { measure: type === 'additive' ? 'difference' : 'relative', raw, months: months.length } as const;
  const [first] = months;
  if (first === undefined || months.length < yearMonths) return { ...head, yearOverYear: null, adjusted: null, isSeasonal: false, basis: 'unknown', figures: null };
  const yearOverYear = changeOf(yearBefore(context, question), after.value, type);
  const points = months.length < seasonMonths ? [] : question.monthsOf(months);
  const firstIndex = context.calendar.monthIndexOf(context.calendar.daysOf(first).startDay);
  const figures = seasonFigures(firstIndex, points.map(({ value }) => value), type);
  if (figures === null) return { ...head, yearOverYear, adjusted: null, isSeasonal: false, basis: 'year-over-year', figures: null };
  const figureOf = (period: Period): number =>
    periodFigure(monthsTouched(context, period, isStock).map((index) => ({ index, n: points[index - firstIndex]?.n ?? 0 })), figures) as number;
  const adjusted = before.value === null || after.value === null ? null
    : adjustedChange({ value: before.value, figure: figureOf(before.period) }, { value: after.value, figure: figureOf(after.period) }, type);
  const isSeasonal = raw !== null && adjusted !== null && Math.abs(raw - adjusted) > Math.abs(raw) / 2;
  return { ...head, yearOverYear, adjusted, isSeasonal, basis: 'adjusted', figures };
};
