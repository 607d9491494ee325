import type { Cells } from '../kpi/cells.js';
import type { KpiContext } from '../kpi/context.js';
import type { KpiDefinition } from '../kpi/define-kpi.js';
import { rowsBehind } from '../kpi/rows-behind.js';
import type { KpiId } from '../model/kpi-id.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import { engineError } from './kpi-error.js';

export { tablesToName, withRowNames } from './row-labels.js';

/** The rows behind a number. Throws QUERY for a period that does not exist or a segment that is none. */
export const listRows = (definition: KpiDefinition<KpiId, Cells>, context: KpiContext, query: RowsQuery): RowsAnswer => {
  try {
    return rowsBehind(definition, context, query);
  } catch (thrown) {
    throw thrown instanceof RangeError ? engineError('QUERY', thrown.message, { phase: 'compute' }) : thrown;
  }
};
