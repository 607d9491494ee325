import { besideOf, type Beside } from '../kpi/beside.js';
import type { Cells } from '../kpi/cells.js';
import { asOfText, computeSteps } from '../kpi/compute-kpi.js';
import type { KpiContext } from '../kpi/context.js';
import { createContext } from '../kpi/create-context.js';
import { dataHealth } from '../kpi/data-health.js';
import type { KpiDefinition } from '../kpi/define-kpi.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiQuery } from '../model/query.js';
import type { Answering } from './compute-queue.js';
import { describeDataset } from './describe-dataset.js';
import type { DatasetInfo } from './engine.js';
import { engineError } from './kpi-error.js';

export { besideOf, createContext, dataHealth as health };

/** Answers a question in steps. Throws QUERY for a period that does not exist. */
export const answer = (definition: KpiDefinition<KpiId, Cells>, context: KpiContext, query: KpiQuery, beside: Beside<KpiId, Cells>): Answering => {
  try {
    if (query.period !== undefined) context.calendar.resolve(query.period, context);
  } catch (thrown) {
    throw engineError('QUERY', thrown instanceof Error ? thrown.message : String(thrown), { phase: 'compute' });
  }
  return computeSteps(definition, context, query, beside);
};

export const describe = (context: KpiContext): DatasetInfo => ({
  ...describeDataset(context.tables, { asOf: asOfText(context), timeZone: context.calendar.timeZone, currency: context.currency }), health: dataHealth(context),
});
