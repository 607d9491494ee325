import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { KpiContext } from './context.js';
import { closedMsOf, runOf } from './deal-layout.js';
import type { Question } from './define-kpi.js';
import type { ProductRows } from './product-layout.js';
import { salesTouchesOfDeals } from './sales-touches.js';

/** What stands below the margin: how long opportunities were open, or how often sales touched them. */
export type Effort = 'days' | 'touches';

/** Option `effort`; anything else than the known ones is days. */
export const effortOf = ({ options }: Pick<Question, 'options'>): Effort => (options['effort'] === 'touches' ? 'touches' : 'days');

/** Units of effort per day or touch: whole numbers, so that parts of bundles add up to them. */
export const effortUnits = { days: dayMs, touches: 1_000_000 } as const;

/** The window that exposure is counted in: up to asOf. */
export interface ExposureWindow { readonly startDay: number; readonly endDay: number; readonly startMs: number; readonly endMs: number }

export const exposureWindow = (context: KpiContext, { period }: Pick<Question, 'period'>): ExposureWindow => {
  const { startDay, endDay } = context.calendar.daysOf(period);
  return { startDay, endDay, startMs: period.startMs, endMs: Math.min(period.endMs, context.asOfMs) };
};

/**
 * Time a deal was open in the window, ms: from its creation to its closing, asOf or the window's end. Whole local days where
 * creation or closing is a day.
 */
const openMs = (context: KpiContext, rows: ProductRows, row: number, window: ExposureWindow): number => {
  const { deals, startDay, startRestMs, startIsDay } = rows;
  const start = startDay[row] as number;
  const isOpen = row < deals.parts[1];
  if (startIsDay || (!isOpen && deals.closedIsDay[row] === 1)) {
    const end = Math.min(isOpen ? context.asOfDay : (deals.closedDay[row] as number), window.endDay, context.asOfDay);
    return Math.max(0, end - Math.max(start, window.startDay)) * dayMs;
  }
  const end = Math.min(isOpen ? context.asOfMs : closedMsOf(deals, row), window.endMs);
  return Math.max(0, end - Math.max(start * dayMs + (startRestMs[row] as number), window.startMs));
};

/** A deal that was an opportunity in the window; `part` 0 = open at its end, 1 = won in it, 2 = lost in it. */
export interface Opportunity { readonly row: number; readonly part: 0 | 1 | 2; readonly openMs: number; readonly touches: number }

/**
 * The deals that were opportunities in the window: created before its end, and open or closed at or after its start. What is
 * closed after the window was still open in it. The object told is reused: do not keep it.
 */
export const eachOpportunity = (context: KpiContext, rows: ProductRows, window: ExposureWindow, effort: Effort, tell: (one: Opportunity) => void): void => {
  const { deals, starts, startDay } = rows;
  const touches = effort === 'touches' ? salesTouchesOfDeals(context, window) : null;
  const one = { row: 0, part: 0 as 0 | 1 | 2, openMs: 0, touches: 0 };
  for (const part of [0, 1, 2] as const) {
    const from = part === 0 ? deals.parts[0] : runOf(deals, part, window.startDay, Infinity).from;
    for (let row = from; row < (deals.parts[part + 1] as number); row++) {
      const start = startDay[row] as number;
      if (start === missingDay || start >= window.endDay || starts[row] === starts[row + 1]) continue;
      one.row = row;
      one.part = part !== 0 && (deals.closedDay[row] as number) < window.endDay ? part : 0;
      one.openMs = openMs(context, rows, row, window);
      one.touches = touches === null ? 0 : (touches[deals.source[row] as number] as number);
      tell(one);
    }
  }
};

/** Part of a whole number that belongs to a row of the products of its deal: running shares rounded, so that the parts add up to it. */
export const partOf = ({ shareEnd }: Pick<ProductRows, 'shareEnd'>, whole: number, first: number, i: number): number => {
  if (shareEnd === null) return whole;
  return Math.round(whole * (shareEnd[i] as number)) - (i === first ? 0 : Math.round(whole * (shareEnd[i - 1] as number)));
};
