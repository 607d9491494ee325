import type { Period } from '../model/period.js';
import type { Caveat } from '../model/result.js';
import { closeRatioCaveatTexts } from './close-ratio-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { dayOfMonthIndex, monthIndexOf } from './calendar-units.js';
import type { CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import { adjustedChange, periodFigure, seasonFigures, yearMonths } from './season.js';

const caveat = caveatWriter(closeRatioCaveatTexts);

const dispersionLimit = 2;

interface Month { readonly index: number; readonly n: number; readonly won: number }

const readMonths = (months: CellMap): readonly Month[] =>
  [...months].map(([key, own]) => ({ index: Number(key), n: own['n'] as number, won: own['won'] as number })).sort((a, b) => a.index - b.index);

/** Months that lie wholly in the data and are wholly told: their last day is older than `settleDays`. */
const fullMonths = (context: KpiContext, months: readonly Month[], settleDays: number): { first: number; count: number } => {
  const begin = months[0]?.index;
  if (begin === undefined) return { first: 0, count: 0 };
  const startsWhole = dayOfMonthIndex(begin) >= context.firstDay;
  const first = startsWhole ? begin : begin + 1;
  // The day after the month's last must be reached with every member older than the horizon.
  const end = monthIndexOf(context.asOfDay - settleDays);
  return { first, count: Math.max(0, end - first) };
};

const within = (months: readonly Month[], context: KpiContext, period: Period): readonly Month[] => {
  const { startDay, endDay } = context.calendar.daysOf(period);
  const [from, to] = [monthIndexOf(startDay), monthIndexOf(endDay - 1)];
  return months.filter(({ index }) => index >= from && index <= to);
};

/** Dispersion of the monthly rates beyond chance: Σ(w − np)²/(np(1 − p))/(m − 1); null with under two months or p of 0 or 1. */
export const dispersionOf = (months: readonly { readonly n: number; readonly won: number }[]): number | null => {
  const cases = months.filter(({ n }) => n > 0);
  const n = cases.reduce((sum, month) => sum + month.n, 0);
  const p = cases.reduce((sum, month) => sum + month.won, 0) / n;
  if (cases.length < 2 || !(p > 0 && p < 1)) return null;
  return cases.reduce((sum, month) => sum + (month.won - month.n * p) ** 2 / (month.n * p * (1 - p)), 0) / (cases.length - 1);
};

/** Swings between months, and whether a season can be told at all. */
export const seasonCaveats = (context: KpiContext, period: Period, cells: CellMap, settleDays: number): readonly Caveat[] => {
  const months = readMonths(cells);
  const found: Caveat[] = [];
  const dispersion = dispersionOf(within(months, context, period));
  if (dispersion !== null && dispersion > dispersionLimit) found.push(caveat('CR_FLUCTUATES', { phi: dispersion }));
  if (fullMonths(context, months, settleDays).count < yearMonths) found.push(caveat('CR_SEASON_UNKNOWN'));
  return found;
};

/** Change of a rate without its season, as a difference; null with under 24 full months. */
export const seasonAdjustedChange = (
  context: KpiContext, cells: CellMap, settleDays: number,
  before: { readonly value: number; readonly period: Period }, after: { readonly value: number; readonly period: Period },
): number | null => {
  const months = readMonths(cells);
  const { first, count } = fullMonths(context, months, settleDays);
  const byIndex = new Map(months.map((month) => [month.index, month] as const));
  const series = Array.from({ length: count }, (_, i) => {
    const month = byIndex.get(first + i);
    return month === undefined || month.n === 0 ? null : month.won / month.n;
  });
  const figures = seasonFigures(first, series, 'additive');
  if (figures === null) return null;
  const [then, now] = [before, after].map(({ period }) => periodFigure(within(months, context, period), figures));
  if (then === null || then === undefined || now === null || now === undefined) return null;
  return adjustedChange({ value: before.value, figure: then }, { value: after.value, figure: now }, 'additive');
};
