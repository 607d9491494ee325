import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { KpiContext } from './context.js';
import { closedMsOf, runOf } from './deal-layout.js';
import type { Question } from './define-kpi.js';
import { openings } from './lead-hours.js';
import type { ProductRows } from './product-layout.js';
import { salesTouchesOfDeals } from './sales-touches.js';

/**
 * Units of effort per day, hour or touch: whole numbers, so that parts of bundles add up to them. What stands below the margin:
 * how long opportunities were open, in days or within the opening hours of the company, or how often sales touched them.
 */
export const effortUnits = { days: dayMs, hours: 3_600_000, touches: 1_000_000 } as const;

export type Effort = keyof typeof effortUnits;

/** Option `effort`; anything else than the known ones is days. */
export const effortOf = ({ options }: Pick<Question, 'options'>): Effort => {
  const { effort } = options;
  return effort === 'touches' || effort === 'hours' ? effort : 'days';
};

/** The window that exposure is counted in: up to asOf. */
export interface ExposureWindow { readonly startDay: number; readonly endDay: number; readonly startMs: number; readonly endMs: number }

export const exposureWindow = (context: KpiContext, { period }: Pick<Question, 'period'>): ExposureWindow => {
  const { startDay, endDay } = context.calendar.daysOf(period);
  return { startDay, endDay, startMs: period.startMs, endMs: Math.min(period.endMs, context.asOfMs) };
};

/** What a deal was open in the window, of days or of instants. */
interface OpenTime { ofDays(from: number, to: number): number; ofMs(from: number, to: number): number }

const anyTime: OpenTime = { ofDays: (from, to) => Math.max(0, to - from) * dayMs, ofMs: (from, to) => Math.max(0, to - from) };

/** Only what lies within the opening hours; where those are not told every hour counts. */
const openingTime = (context: KpiContext): OpenTime => {
  const times = openings(context);
  if (times === null) return anyTime;
  const { calendar } = context;
  return { ofDays: (from, to) => times.between(calendar.midnightOf(from), calendar.midnightOf(to)), ofMs: times.between };
};

/**
 * Time a deal was open in the window, ms: from its creation to its closing, asOf or the window's end. Whole local days where
 * creation or closing is a day.
 */
const openMs = (context: KpiContext, rows: ProductRows, row: number, window: ExposureWindow, time: OpenTime): number => {
  const { deals, startDay, startRestMs, startIsDay } = rows;
  const start = startDay[row] as number;
  const isOpen = row < deals.parts[1];
  if (startIsDay || (!isOpen && deals.closedIsDay[row] === 1)) {
    const end = Math.min(isOpen ? context.asOfDay : (deals.closedDay[row] as number), window.endDay, context.asOfDay);
    return time.ofDays(Math.max(start, window.startDay), end);
  }
  const end = Math.min(isOpen ? context.asOfMs : closedMsOf(deals, row), window.endMs);
  return time.ofMs(Math.max(start * dayMs + (startRestMs[row] as number), window.startMs), end);
};

/** A deal that was an opportunity in the window; `part` 0 = open at its end, 1 = won in it, 2 = lost in it; `effort` in {@link effortUnits}. */
export interface Opportunity { readonly row: number; readonly part: 0 | 1 | 2; readonly openMs: number; readonly effort: number }

type Tell = (one: Opportunity) => void;

/** Deals looked at between two pauses: some milliseconds. */
const sliceRows = 1 << 15;

/**
 * The deals that were opportunities in the window: created before its end, and open or closed at or after its start. What is
 * closed after the window was still open in it. The object told is reused: do not keep it. Pauses after every slice.
 */
export function* opportunitySlices(context: KpiContext, rows: ProductRows, window: ExposureWindow, effort: Effort, tell: Tell): Generator<undefined, void> {
  const { deals, starts, startDay } = rows;
  const touches = effort === 'touches' ? salesTouchesOfDeals(context, window) : null;
  const times = effort === 'hours' ? openingTime(context) : anyTime;
  const one = { row: 0, part: 0 as 0 | 1 | 2, openMs: 0, effort: 0 };
  const tellRows = (part: 0 | 1 | 2, from: number, to: number): void => {
    for (let row = from; row < to; row++) {
      const start = startDay[row] as number;
      if (start === missingDay || start >= window.endDay || starts[row] === starts[row + 1]) continue;
      one.row = row;
      one.part = part !== 0 && (deals.closedDay[row] as number) < window.endDay ? part : 0;
      one.openMs = openMs(context, rows, row, window, anyTime);
      one.effort = touches !== null ? (touches[deals.source[row] as number] as number) * effortUnits.touches
        : times === anyTime ? one.openMs : openMs(context, rows, row, window, times);
      tell(one);
    }
  };
  for (const part of [0, 1, 2] as const) {
    const end = deals.parts[part + 1] as number;
    for (let from = part === 0 ? deals.parts[0] : runOf(deals, part, window.startDay, Infinity).from; from < end; from += sliceRows) {
      tellRows(part, from, Math.min(end, from + sliceRows));
      yield undefined;
    }
  }
}

/** The same at once. */
export const eachOpportunity = (context: KpiContext, rows: ProductRows, window: ExposureWindow, effort: Effort, tell: Tell): void => {
  const slices = opportunitySlices(context, rows, window, effort, tell);
  while (slices.next().done !== true);
};

/** Part of a whole number that belongs to a row of the products of its deal: running shares rounded, so that the parts add up to it. */
export const partOf = ({ shareEnd }: Pick<ProductRows, 'shareEnd'>, whole: number, first: number, i: number): number => {
  if (shareEnd === null) return whole;
  return Math.round(whole * (shareEnd[i] as number)) - (i === first ? 0 : Math.round(whole * (shareEnd[i - 1] as number)));
};
