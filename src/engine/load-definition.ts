import type { Cells } from '../kpi/cells.js';
import type { KpiDefinition } from '../kpi/define-kpi.js';
import { kpis } from '../kpi/registry.js';
import type { KpiId } from '../model/kpi-id.js';
import { engineError, type KpiError } from './kpi-error.js';

export type AnyDefinition = KpiDefinition<KpiId, Cells>;

type Loaders = { readonly [K in KpiId]?: () => Promise<KpiDefinition<K, Cells>> };

const unknownKpi = (id: string, loaders: Loaders): KpiError =>
  engineError('UNKNOWN_KPI', `There is no KPI ${JSON.stringify(id.slice(0, 80))}. Known: ${Object.keys(loaders).join(', ')}.`, { phase: 'compute' });

/** Chromium and Firefox name the file that did not come, Safari does not. */
const addressIn = (message: string): string | null => /\b(?:https?|file|blob):[^\s'"]+/u.exec(message)?.[0] ?? null;

const codeMissing = (id: string, thrown: unknown): KpiError => {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const url = addressIn(reason);
  return engineError(
    'KPI_CODE',
    `The code of KPI ${id} could not be loaded${url === null ? '' : ` from ${url}`} (${reason}). Ask again once the network is back; after a new version of the site `
      + 'was put up, reload the page. The self-contained file kennzahl/worker never loads anything later.',
    { phase: 'compute', retryable: true, params: { kpi: id }, ...(url === null ? {} : { url }) },
  );
};

/**
 * What answers for an id, its code fetched with the first question for it.
 * Throws UNKNOWN_KPI, or KPI_CODE where the code does not come; the next question tries anew.
 */
export const loadDefinition = async (id: KpiId, loaders: Loaders = kpis): Promise<AnyDefinition> => {
  const load = Object.hasOwn(loaders, id) ? loaders[id] : undefined;
  if (load === undefined) throw unknownKpi(String(id), loaders);
  try {
    return await load();
  } catch (thrown) {
    throw codeMissing(id, thrown);
  }
};
