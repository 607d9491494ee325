import type { KpiQuery } from '../model/query.js';
import type { Period } from '../model/period.js';
import type { Unit } from '../model/unit.js';
import type { SeasonalChange, SeasonMonth } from '../model/season.js';
import type { KpiContext } from './context.js';
import type { MonthValue } from './define-kpi.js';
import { adjustedChange, periodFigure, seasonFigures, withoutSeason, yearMonths, type SeasonType } from './season.js';

/** What is asked: the two periods compared, and how to find the value of any other. */
export interface SeasonQuestion {
  readonly course: Course;
  /** The value at the end of a period (a stock) follows the season of its last month alone. */
  readonly isStock: boolean;
  readonly compare: NonNullable<KpiQuery['compare']>;
  readonly after: MonthValue & { readonly period: Period };
  readonly before: MonthValue & { readonly period: Period };
  valueOf(period: Period): MonthValue;
}

/** The full months of the data and what they say of the season. */
export interface Course {
  readonly type: SeasonType;
  readonly months: readonly SeasonMonth[];
  /** Running number of the first month. */
  readonly firstIndex: number;
  /** As {@link SeasonalChange}'s. */
  readonly figures: readonly number[] | null;
}

/** Months of history that a season is told from: what the years before were like says little of this one. */
const mostMonths = 60;

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
 * The months by themselves, with and without their season: classical decomposition, additive for ratios, else multiplicative.
 *
 * @param monthsOf values of consecutive full months, oldest first; null where a month cannot be told yet
 */
export const courseOf = (context: KpiContext, unit: Unit, monthsOf: (months: readonly Period[]) => readonly MonthValue[]): Course => {
  const type: SeasonType = unit === 'ratio' ? 'additive' : 'multiplicative';
  const periods = fullMonths(context);
  const [first] = periods;
  if (first === undefined) return { type, months: [], firstIndex: 0, figures: null };
  const points = monthsOf(periods);
  const firstIndex = context.calendar.monthIndexOf(context.calendar.daysOf(first).startDay);
  const figures = seasonFigures(firstIndex, points.map(({ value }) => value), type);
  const months = periods.map((period, i): SeasonMonth => {
    const { value, n } = points[i] as MonthValue;
    const figure = figures === null ? null : periodFigure([{ index: firstIndex + i, n }], figures);
    return { period, value, n, withoutSeason: value === null || figure === null ? null : withoutSeason(value, figure, type) };
  });
  return { type, months, firstIndex, figures };
};

/**
 * The change raw, against the year before, and without the season, as far as the history reaches; a period's figure is the mean over its
 * months, weighed by their cases.
 */
export const seasonalChange = (context: KpiContext, question: SeasonQuestion): SeasonalChange => {
  const { course: { type, months, firstIndex, figures }, isStock, before, after } = question;
  const raw = changeOf(before.value, after.value, type);
  const head = { measure: type === 'additive' ? 'difference' : 'relative', raw, months: months.length } as const;
  if (months.length < yearMonths) return { ...head, yearOverYear: null, adjusted: null, isSeasonal: false, basis: 'unknown', figures: null };
  const yearOverYear = changeOf(yearBefore(context, question), after.value, type);
  if (figures === null) return { ...head, yearOverYear, adjusted: null, isSeasonal: false, basis: 'year-over-year', figures: null };
  const figureOf = (period: Period): number =>
    periodFigure(monthsTouched(context, period, isStock).map((index) => ({ index, n: months[index - firstIndex]?.n ?? 0 })), figures) as number;
  const adjusted = before.value === null || after.value === null ? null
    : adjustedChange({ value: before.value, figure: figureOf(before.period) }, { value: after.value, figure: figureOf(after.period) }, type);
  const isSeasonal = raw !== null && adjusted !== null && Math.abs(raw - adjusted) > Math.abs(raw) / 2;
  return { ...head, yearOverYear, adjusted, isSeasonal, basis: 'adjusted', figures };
};
