import type { KpiId } from '../model/kpi-id.js';
import type { Period } from '../model/period.js';
import type { KpiQuery } from '../model/query.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { KpiDefinition } from './define-kpi.js';

const defaultPeriod = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext): Period => {
  const { calendar, asOfMs } = context;
  const own = definition.defaultPeriod?.(context);
  if (own !== undefined) return calendar.resolve(own, context);
  switch (definition.time) {
    case 'period': return calendar.resolve('last_12_months', context);
    case 'to-date': return calendar.resolve('all', context);
    case 'stock': return calendar.upTo(asOfMs, calendar.startOf('quarter', calendar.dayOf(asOfMs - 1)));
  }
};

/** The period that a query means; without one the KPI's own. Throws RangeError for one that does not exist. */
export const askedPeriod = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, period: KpiQuery['period']): Period =>
  (period === undefined ? defaultPeriod(definition, context) : context.calendar.resolve(period, context));
