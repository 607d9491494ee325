import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { constantRateDay, isConverted } from './money.js';

/**
 * The context that a question is answered in: with `options.constantFx` (a local date) one that converts every amount at the
 * rates of that day. Data of one currency is read once for all. Throws RangeError for a day that does not exist.
 */
export const askedContext = (context: KpiContext, options: Question['options']): KpiContext => {
  const day = options['constantFx'];
  if (typeof day !== 'string') return context;
  constantRateDay(day);
  return day !== context.config.constantFx && isConverted(context) ? context.atRatesOf(day) : context;
};
