import { besideOf, type Beside } from '../kpi/beside.js';
import type { Cells } from '../kpi/cells.js';
import { asOfText, computeSteps } from '../kpi/compute-kpi.js';
import type { KpiContext } from '../kpi/context.js';
import { createContext as contextOf } from '../kpi/create-context.js';
import { dataHealth } from '../kpi/data-health.js';
import type { KpiDefinition } from '../kpi/define-kpi.js';
import type { KnownRule } from '../kpi/rule-counts.js';
import type { EngineConfig } from '../model/config.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiQuery } from '../model/query.js';
import type { Answering } from './compute-queue.js';
import { describeDataset } from './describe-dataset.js';
import type { DatasetInfo } from './engine.js';
import type { Tables } from '../model/table.js';
import { engineError } from './kpi-error.js';
import { noting, readsOf, withNotedReads } from './noted-reads.js';

export { besideOf, dataHealth as health, readsOf };

export const createContext = (tables: Tables, config: EngineConfig, known: readonly KnownRule[]): KpiContext =>
  withNotedReads(tables, (noted) => contextOf(noted, config, known));

/** The answer, with a note of what each of its steps reads. */
function* noted(kpi: KpiId, context: KpiContext, steps: Answering): Answering {
  for (;;) {
    const step = noting(context, kpi, () => steps.next());
    if (step.done === true) return step.value;
    yield step.value;
  }
}


/** Answers a question in steps. Throws QUERY for a period that does not exist. */
export const answer = (definition: KpiDefinition<KpiId, Cells>, context: KpiContext, query: KpiQuery, beside: Beside<KpiId, Cells>): Answering => {
  try {
    if (query.period !== undefined) context.calendar.resolve(query.period, context);
  } catch (thrown) {
    throw engineError('QUERY', thrown instanceof Error ? thrown.message : String(thrown), { phase: 'compute' });
  }
  return noted(definition.id, context, computeSteps(definition, context, query, beside));
};

export const describe = (context: KpiContext): DatasetInfo => ({
  ...describeDataset(context.tables, { asOf: asOfText(context), timeZone: context.calendar.timeZone, currency: context.currency }), health: dataHealth(context),
});

/** What every number of a dataset hangs on beside the tables it reads. */
export const hangsOn = ({ asOfMs, outlierDate, currency, firstDay }: KpiContext): string => JSON.stringify([asOfMs, outlierDate, currency, firstDay]);
