import { asIssue, readTables } from '../ingest/ingest.js';
import { inspect } from '../ingest/inspect.js';
import { joinTables } from '../ingest/join-tables.js';
import { defaultLimits, type ReadTable } from '../ingest/read-table.js';
import { withoutLabels } from '../ingest/without-labels.js';
import { asOfText, computeSteps } from '../kpi/compute-kpi.js';
import { createContext } from '../kpi/create-context.js';
import type { KpiContext } from '../kpi/context.js';
import type { EngineConfig } from '../model/config.js';
import type { KpiQuery } from '../model/query.js';
import { assembleEngine, type EngineParts } from './assemble-engine.js';
import type { Engine } from './engine.js';
import { engineError } from './kpi-error.js';
import { loadDefinition, type AnyDefinition } from './load-definition.js';
import { createPacer } from './next-turn.js';

const checkPeriod = (context: KpiContext, { period }: KpiQuery): void => {
  try {
    if (period !== undefined) context.calendar.resolve(period, context);
  } catch (thrown) {
    throw engineError('QUERY', thrown instanceof Error ? thrown.message : String(thrown), { phase: 'compute' });
  }
};

const partsWith = (own: readonly AnyDefinition[]): EngineParts<KpiContext, ReadTable> => ({
  read: async (inputs, { config, signal, onProgress }) => {
    const pacer = createPacer();
    const { tables, failures } = await readTables(inputs, {
      timeZone: config.timeZone ?? 'UTC', signal,
      pause: () => (pacer.due() ? pacer.rest() : Promise.resolve()),
      ...(config.limits === undefined ? {} : { limits: config.limits }),
      ...(onProgress === undefined ? {} : { onProgress }),
    });
    return { tables: new Map([...tables].map(([name, table]) => [name, withoutLabels(table)])), issues: failures.map(asIssue) };
  },
  join: joinTables,
  inspect: (input, { config, signal }) => inspect(input, { ...defaultLimits, ...config.limits, signal, fetch: (...request) => fetch(...request) }),
  createContext,
  answering: async (query) => {
    const definition = own.find(({ id }) => id === query.kpi) ?? await loadDefinition(query.kpi);
    return (context) => {
      checkPeriod(context, query);
      return computeSteps(definition, context, query);
    };
  },
  about: (context) => ({ asOf: asOfText(context), timeZone: context.calendar.timeZone, currency: context.currency }),
});

/**
 * The engine in this thread: no worker, no DOM, runs in Node; the same object that the worker exposes.
 * Settings are checked with the first question or `configure` (code CONFIG), not here.
 *
 * @param own definitions made by `defineKpi`; they answer in place of those with the same id
 */
export const createEngine = (config: EngineConfig = {}, own: readonly AnyDefinition[] = []): Engine => assembleEngine(partsWith(own), config);
