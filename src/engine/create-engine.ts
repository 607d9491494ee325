import { asIssue, readTables } from '../ingest/ingest.js';
import { joinTables } from '../ingest/join-tables.js';
import { defaultLimits, type ReadTable } from '../ingest/read-table.js';
import { withGroups } from '../ingest/with-groups.js';
import { withoutLabels } from '../ingest/without-labels.js';
import type { KpiContext } from '../kpi/context.js';
import type { EngineConfig } from '../model/config.js';
import type { LoadInputs } from '../model/input.js';
import type { KpiId } from '../model/kpi-id.js';
import { assembleEngine, type EngineParts } from './assemble-engine.js';
import type { Engine } from './engine.js';
import { fetchedCode } from './fetched-code.js';
import { loadDefinition, type AnyDefinition } from './load-definition.js';
import { createPacer } from './next-turn.js';
import { useFormatFiles } from './use-format-files.js';

const computing = () => fetchedCode('computing', () => import('./computing.js'));

const listing = () => fetchedCode('the rows behind a number', () => import('./listing.js'));

const readAll = (inputs: LoadInputs, { config, signal, onProgress }: Parameters<EngineParts<KpiContext, ReadTable>['read']>[1]) => {
  const pacer = createPacer();
  useFormatFiles();
  return readTables(inputs, {
    timeZone: config.timeZone ?? 'UTC', signal,
    pause: () => (pacer.due() ? pacer.rest() : Promise.resolve()),
    ...(config.limits === undefined ? {} : { limits: config.limits }),
    ...(onProgress === undefined ? {} : { onProgress }),
  });
};

const partsWith = (definitionFor: (id: KpiId) => Promise<AnyDefinition>): EngineParts<KpiContext, ReadTable> => ({
  read: async (inputs, options) => {
    const { tables, failures } = await readAll(inputs, options);
    return { tables: new Map([...tables].map(([name, table]) => [name, withGroups(withoutLabels(table))])), issues: failures.map(asIssue) };
  },
  join: joinTables,
  inspect: async (input, { config, signal }) => {
    useFormatFiles();
    const { inspect } = await fetchedCode('inspecting files', () => import('../ingest/inspect.js'));
    return inspect(input, { ...defaultLimits, ...config.limits, signal, fetch: (...request) => fetch(...request) });
  },
  computing,
  answering: async (query) => {
    const [{ answer }, definition] = await Promise.all([computing(), definitionFor(query.kpi)]);
    return (context) => answer(definition, context, query);
  },
  listing: async (query) => {
    const [{ listRows, tablesToName, withRowNames }, definition] = await Promise.all([listing(), definitionFor(query.kpi)]);
    return {
      list: (context) => listRows(definition, context, query),
      name: async (found, inputs, options) => {
        const again = Object.fromEntries(tablesToName(found).flatMap((table) => (inputs[table] === undefined ? [] : [[table, inputs[table]]]))) as LoadInputs;
        if (Object.keys(again).length === 0) return found;
        try {
          const { tables } = await readAll(again, options);
          return withRowNames(found, new Map([...tables].map(([name, { draft }]) => [name, draft])));
        } catch {
          // What cannot be read twice (a stream) leaves the rows without names.
          options.signal.throwIfAborted();
          return found;
        }
      },
    };
  },
});

/**
 * The engine in this thread: no worker, no DOM, runs in Node; the same object that the worker exposes.
 * Settings are checked with the first question or `configure` (code CONFIG), not here.
 *
 * @param own definitions made by `defineKpi`; they answer in place of those with the same id
 */
export const createEngine = (config: EngineConfig = {}, own: readonly AnyDefinition[] = []): Required<Engine> =>
  assembleEngine(partsWith(async (kpi) => own.find(({ id }) => id === kpi) ?? loadDefinition(kpi)), config);
