import type { Cells } from '../kpi/cells.js';
import type { KpiDefinition } from '../kpi/define-kpi.js';
import { kpis } from '../kpi/registry.js';
import type { KpiId } from '../model/kpi-id.js';
import { fetchedCode } from './fetched-code.js';
import { engineError } from './kpi-error.js';

export type AnyDefinition = KpiDefinition<KpiId, Cells>;

type Loaders = { readonly [K in KpiId]?: () => Promise<KpiDefinition<K, Cells>> };

/**
 * What answers for an id, its code fetched with the first question for it.
 * Throws UNKNOWN_KPI, or KPI_CODE where the code does not come; the next question tries anew.
 */
export const loadDefinition = async (id: KpiId, loaders: Loaders = kpis): Promise<AnyDefinition> => {
  const load = Object.hasOwn(loaders, id) ? loaders[id] : undefined;
  if (load === undefined) {
    throw engineError('UNKNOWN_KPI', `There is no KPI ${JSON.stringify(String(id).slice(0, 80))}. Known: ${Object.keys(loaders).join(', ')}.`, { phase: 'compute' });
  }
  return fetchedCode<AnyDefinition>(`KPI ${id}`, load);
};
