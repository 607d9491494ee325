import { asIssue, readTables } from '../ingest/ingest.js';
import { joinTables } from '../ingest/join-tables.js';
import { defaultLimits, type ReadTable } from '../ingest/read-table.js';
import { withGroups } from '../ingest/with-groups.js';
import { withoutLabels } from '../ingest/without-labels.js';
import type { KpiContext } from '../kpi/context.js';
import type { EngineConfig } from '../model/config.js';
import { assembleEngine, type EngineParts } from './assemble-engine.js';
import type { Engine } from './engine.js';
import { fetchedCode } from './fetched-code.js';
import { loadDefinition, type AnyDefinition } from './load-definition.js';
import { createPacer } from './next-turn.js';

const computing = () => fetchedCode('computing', () => import('./computing.js'));

const partsWith = (own: readonly AnyDefinition[]): EngineParts<KpiContext, ReadTable> => ({
  read: async (inputs, { config, signal, onProgress }) => {
    const pacer = createPacer();
    const { tables, failures } = await readTables(inputs, {
      timeZone: config.timeZone ?? 'UTC', signal,
      pause: () => (pacer.due() ? pacer.rest() : Promise.resolve()),
      ...(config.limits === undefined ? {} : { limits: config.limits }),
      ...(config.fiscalYearStart === undefined ? {} : { fiscalYearStart: config.fiscalYearStart }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    return { tables: new Map([...tables].map(([name, table]) => [name, withGroups(withoutLabels(table))])), issues: failures.map(asIssue) };
  },
  join: joinTables,
  inspect: async (input, { config, signal }) => {
    const { inspect } = await fetchedCode('inspecting files', () => import('../ingest/inspect.js'));
    return inspect(input, { ...defaultLimits, ...config.limits, signal, fetch: (...request) => fetch(...request) });
  },
  computing,
  answering: async (query) => {
    const [{ answer }, definition] = await Promise.all([computing(), own.find(({ id }) => id === query.kpi) ?? loadDefinition(query.kpi)]);
    return (context) => answer(definition, context, query);
  },
});

/**
 * The engine in this thread: no worker, no DOM, runs in Node; the same object that the worker exposes.
 * Settings are checked with the first question or `configure` (code CONFIG), not here.
 *
 * @param own definitions made by `defineKpi`; they answer in place of those with the same id
 */
export const createEngine = (config: EngineConfig = {}, own: readonly AnyDefinition[] = []): Engine => assembleEngine(partsWith(own), config);
