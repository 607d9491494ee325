import { decomposeSeason } from '../stats/decompose-season.js';

/** Season of a monthly series: additive for rates, multiplicative for money, counts and durations. */
export type SeasonType = 'additive' | 'multiplicative';

const monthsOfYear = 12;
/** Two full years are needed to tell a season from a trend. */
export const seasonMonths = 24;
/** From one full year on a year-over-year comparison is possible. */
export const yearMonths = 12;

/** A value without its season. */
export const withoutSeason = (value: number, figure: number, type: SeasonType): number | null =>
  type === 'additive' ? value - figure : figure === 0 ? null : value / figure;

/** Change between two values after their season: a difference for rates, a share of the earlier value otherwise. null: cannot be told. */
export const adjustedChange = (
  before: { readonly value: number; readonly figure: number }, after: { readonly value: number; readonly figure: number }, type: SeasonType,
): number | null => {
  const [then, now] = [withoutSeason(before.value, before.figure, type), withoutSeason(after.value, after.figure, type)];
  if (then === null || now === null) return null;
  return type === 'additive' ? now - then : then === 0 ? null : now / then - 1;
};

/**
 * Seasonal figure per calendar month (0 = January) of a gapless monthly series; null with under 24 months.
 *
 * @param firstMonth month index (12 · year + month − 1) of the first value
 */
export const seasonFigures = (firstMonth: number, series: readonly (number | null)[], type: SeasonType): readonly number[] | null => {
  if (series.length < seasonMonths) return null;
  const { figure } = decomposeSeason(series, { period: monthsOfYear, type });
  if (figure === null) return null;
  const byMonth = new Array<number>(monthsOfYear).fill(0);
  figure.forEach((value, i) => { byMonth[(((firstMonth + i) % monthsOfYear) + monthsOfYear) % monthsOfYear] = value; });
  return byMonth;
};

/**
 * Seasonal figure of a period: the mean over its months, weighed by their cases (equally where none has any). null without months.
 *
 * @param months running numbers as in {@link seasonFigures}
 */
export const periodFigure = (months: readonly { readonly index: number; readonly n: number }[], figures: readonly number[]): number | null => {
  const n = months.reduce((sum, month) => sum + month.n, 0);
  const weight = (cases: number): number => (n === 0 ? 1 / months.length : cases / n);
  const figureOf = (index: number): number => figures[((index % monthsOfYear) + monthsOfYear) % monthsOfYear] as number;
  return months.length === 0 ? null : months.reduce((sum, month) => sum + weight(month.n) * figureOf(month.index), 0);
};
