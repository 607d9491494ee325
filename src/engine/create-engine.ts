import { asIssue, readTables } from '../ingest/ingest.js';
import { inspect } from '../ingest/inspect.js';
import { joinTables } from '../ingest/join-tables.js';
import { defaultLimits, type ReadTable } from '../ingest/read-table.js';
import { withoutLabels } from '../ingest/without-labels.js';
import { asOfText, computeSteps } from '../kpi/compute-kpi.js';
import type { Cells } from '../kpi/cells.js';
import { createContext } from '../kpi/create-context.js';
import type { KpiContext } from '../kpi/context.js';
import type { KpiDefinition } from '../kpi/define-kpi.js';
import { kpis } from '../kpi/registry.js';
import type { EngineConfig } from '../model/config.js';
import type { KpiId } from '../model/kpi-id.js';
import { assembleEngine, type EngineParts } from './assemble-engine.js';
import type { Engine } from './engine.js';
import { engineError } from './kpi-error.js';
import { createPacer } from './next-turn.js';

type Definitions = { readonly [K in KpiId]?: KpiDefinition<K, Cells> };

const definitionOf = (id: KpiId): KpiDefinition<KpiId, Cells> => {
  const definition = (kpis as unknown as Definitions)[id] as KpiDefinition<KpiId, Cells> | undefined;
  if (definition === undefined) {
    throw engineError('UNKNOWN_KPI', `There is no KPI ${JSON.stringify(String(id).slice(0, 80))}. Known: ${Object.keys(kpis).join(', ')}.`, { phase: 'compute' });
  }
  return definition;
};

const parts: EngineParts<KpiContext, ReadTable> = {
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
  answer: (context, query) => {
    try {
      if (query.period !== undefined) context.calendar.resolve(query.period, context);
    } catch (thrown) {
      throw engineError('QUERY', thrown instanceof Error ? thrown.message : String(thrown), { phase: 'compute' });
    }
    return computeSteps(definitionOf(query.kpi), context, query);
  },
  about: (context) => ({ asOf: asOfText(context), timeZone: context.calendar.timeZone, currency: context.currency }),
};

/**
 * The engine in this thread: no worker, no DOM, runs in Node; the same object that the worker exposes.
 * Settings are checked with the first question or `configure` (code CONFIG), not here.
 */
export const createEngine = (config: EngineConfig = {}): Engine => assembleEngine(parts, config);
