import type { Period } from './period.js';

/** One full month by itself; months in which nothing can be told yet have no value. */
export interface SeasonMonth {
  readonly period: Period;
  readonly value: number | null;
  readonly n: number;
  /** The value once its season is taken out; null with under 24 full months. */
  readonly withoutSeason: number | null;
}

/**
 * A change beside what the season alone would bring. All changes in one measure: for a ratio the difference (0.05 = five
 * points), for everything else the share of the earlier value (0.125 = +12.5 %).
 */
export interface SeasonalChange {
  readonly measure: 'difference' | 'relative';
  /** As it stands, against the compared period. */
  readonly raw: number | null;
  /** Against the same period a year earlier; null with under 12 full months, or where that year's period is not wholly in the data. */
  readonly yearOverYear: number | null;
  /** `raw` once the season is taken out; null with under 24 full months. */
  readonly adjusted: number | null;
  /** The season makes more than half of the raw change: flag the month. false where `adjusted` cannot be told. */
  readonly isSeasonal: boolean;
  /** What the history allows: under 12 full months nothing but the raw change, from 12 on the year before, from 24 on the season itself. */
  readonly basis: 'unknown' | 'year-over-year' | 'adjusted';
  /** Full months of history that were looked at. */
  readonly months: number;
  /** Seasonal figure per month of the year, in the order of the calendar in use (January, or the fiscal year's first month of weeks, first); for a ratio added (mean 0), else multiplied (mean 1). */
  readonly figures: readonly number[] | null;
}
