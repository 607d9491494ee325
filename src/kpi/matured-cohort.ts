import type { Period } from '../model/period.js';
import { addMonths } from './calendar-units.js';
import type { KpiContext } from './context.js';
import { closeHorizon } from './horizon.js';

const monthsShown = 6;

/**
 * The entry cohort by which a funnel can be judged: the period itself once all its deals are older than the horizon of
 * the close ratio, else the latest six full months that are. A younger cohort would count deals that still walk as
 * lost on the way. With no month that old the period stays: it is all there is.
 */
export const maturedCohort = (context: KpiContext, period: Period): Period => {
  const { calendar, asOfDay, asOfMs, firstDay } = context;
  const end = calendar.startOf('month', asOfDay - closeHorizon(context, {}));
  if (calendar.daysOf(period).endDay <= end || end <= firstDay) return period;
  return calendar.between(Math.max(addMonths(end, -monthsShown), firstDay), end, asOfMs);
};
