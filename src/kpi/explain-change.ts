import type { KpiId } from '../model/kpi-id.js';
import type { KpiQuery } from '../model/query.js';
import type { Cells } from './cells.js';
import type { Explaining, KpiDefinition, ToExplain } from './define-kpi.js';
import type { Explanation } from './explain.js';

/**
 * Why the value changed from the compared period. null = no earlier period, or the data cannot tell. A value
 * that knows no period may be compared with its own past all the same.
 */
export const explainChange = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, why: Explaining<K, C>, { explain, compare }: KpiQuery, asked: Omit<ToExplain<K, C>, 'by'>,
): Explanation | null => {
  if (asked.before === null && (compare === 'none' || definition.ignoresPeriod?.(asked.question) !== true)) return null;
  const found = why.explain({ ...asked, by: typeof explain === 'object' ? explain.by : null });
  return found === null || found.drivers.length === 0 ? null : found;
};
