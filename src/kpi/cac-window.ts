import { dayOfMonthIndex, monthIndexOf } from './calendar-units.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';

/** The days a question about acquisition cost looks at; spend days are shifted by the lag before they are compared. */
export interface CacWindow {
  readonly startDay: number;
  readonly endDay: number;
  /** Whole local days that spend lies before the customers it wins. */
  readonly lagDays: number;
  /** Complete calendar months whose end lies in the window, as month indices; empty when there is none. */
  readonly firstMonth: number;
  readonly endMonth: number;
}

const trailingMonths = 3;

/** Months before the first one that its trailing sum reaches back to. */
export const leadMonths = trailingMonths - 1;

export const cacWindow = (context: KpiContext, { period, options }: Pick<Question, 'period' | 'options'>): CacWindow => {
  const { startDay, endDay } = context.calendar.daysOf(period);
  const lag = options['lagDays'];
  const begunDay = context.calendar.dayOf(context.asOfMs - 1) + 1;
  // The month that ends at or before the window's start is not part of it.
  const firstMonth = monthIndexOf(startDay);
  const endMonth = monthIndexOf(Math.min(endDay, begunDay));
  return { startDay, endDay, lagDays: typeof lag === 'number' && Number.isInteger(lag) ? lag : 0, firstMonth, endMonth };
};

/** Whether a month lies in the window with all its days. */
export const isWholeMonth = (month: number, { startDay, endDay }: CacWindow): boolean =>
  dayOfMonthIndex(month) >= startDay && dayOfMonthIndex(month + 1) <= endDay;
