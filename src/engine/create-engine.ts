import type { ReadTable } from '../ingest/draft-table.js';
import { checkInputs } from '../ingest/check-inputs.js';
import { asIssue, readLive, readTables } from '../ingest/ingest.js';
import { defaultLimits, type ReadOptions } from '../ingest/read-table.js';
import type { DataFetch } from '../ingest/sources/opened.js';
import type { KpiContext } from '../kpi/context.js';
import type { FindBehind } from '../kpi/define-kpi.js';
import type { EngineConfig } from '../model/config.js';
import type { DataInput, LoadInputs } from '../model/input.js';
import type { KpiId } from '../model/kpi-id.js';
import type { TableName } from '../model/schema.js';
import { assembleEngine } from './assemble-engine.js';
import type { Engine } from './engine.js';
import type { EngineParts } from './engine-parts.js';
import { fetchedCode } from './fetched-code.js';
import { loadDefinition, type AnyDefinition } from './load-definition.js';
import { createPacer } from './next-turn.js';
import { narrow, readInputs } from './read-inputs.js';
import { createRequests, type Requests } from './requests.js';
import type { NamedRows } from './row-labels.js';
import { useFormatFiles } from './use-format-files.js';

const computing = () => fetchedCode('computing', () => import('./computing.js'));

/** What makes tables of rows: asked for together with them, so that it comes while they do. */
const making = () => fetchedCode('making tables', () => import('../ingest/make-table.js'));

const noRows: FindBehind = () => ({ tables: [], fixed: {} });

const listing = () => fetchedCode('the rows behind a number', () => import('./listing.js'));

type ReadWith = Parameters<EngineParts<KpiContext, ReadTable>['read']>[1];

const readOptions = ({ config, signal, onProgress }: ReadWith, fetch: DataFetch): ReadOptions => {
  const pacer = createPacer();
  useFormatFiles();
  return {
    timeZone: config.timeZone ?? 'UTC', signal, fetch, making: making(),
    pause: () => (pacer.due() ? pacer.rest() : Promise.resolve()),
    ...(config.limits === undefined ? {} : { limits: config.limits }),
    ...(onProgress === undefined ? {} : { onProgress }),
  };
};

const readAll = (inputs: LoadInputs, options: ReadWith, fetch: DataFetch) => readTables(inputs, readOptions(options, fetch));

/** Tables read once more for the names of their rows: pages of a list follow each other, and until memory is wanted they need one reading. */
const namesOf = new WeakMap<DataInput, WeakRef<NamedRows>>();

/** What an engine is made of: reading, computing, and the questions it answers. */
export const engineParts = (definitionFor: (id: KpiId) => Promise<AnyDefinition>, requests: Requests<ReadTable>): EngineParts<KpiContext, ReadTable> => ({
  read: async (inputs, options) => {
    const asked = requests.load(inputs, options);
    const { tables, failures, unchanged, join } = await readInputs(inputs, readOptions(options, asked.fetch), options.soFar).catch((thrown: unknown) => {
      throw requests.redactThrown(thrown);
    });
    const read = asked.settle(tables, unchanged);
    return { tables: read, issues: failures.map((failure) => asIssue(requests.redact(failure))), join };
  },
  readLive: async (table, input, { since: { raw }, before, steps }, options) => {
    const live = { raw, steps: raw === null ? [...before, ...steps] : steps };
    const read = await readLive(table, input, live, readOptions(options, requests.fetch(options.config))).catch((thrown: unknown) => {
      throw requests.redactThrown(thrown);
    });
    const made = await making();
    return { tables: new Map([[table, narrow(read, made)]]), issues: [], join: made.joinTables };
  },
  withSteps: (input, steps) => [...(checkInputs({ deals: input }).get('deals') ?? []), ...steps.map((step) => step.input)],
  inspect: async (input, { config, signal }) => {
    useFormatFiles();
    const { inspect } = await fetchedCode('inspecting files', () => import('../ingest/inspect.js'));
    return inspect(input, { ...defaultLimits, ...config.limits, signal, fetch: requests.fetch(config) });
  },
  computing,
  answering: async (query) => {
    const [{ answer, besideOf }, definition] = await Promise.all([computing(), definitionFor(query.kpi)]);
    const beside = await fetchedCode(`what is asked beside ${query.kpi}`, () => besideOf(definition, query));
    return (context) => answer(definition, context, query, beside);
  },
  listing: async (query) => {
    const [{ listRows, namesIn, tablesToName, withRowNames }, definition] = await Promise.all([listing(), definitionFor(query.kpi)]);
    const behind = await fetchedCode(`the rows behind ${query.kpi}`, async () => definition.behind?.() ?? noRows);
    return {
      list: (context) => listRows(definition, behind, context, query),
      name: async (found, inputs, options) => {
        const wanted = tablesToName(found).flatMap((table) => {
          const input = inputs[table];
          return input === undefined ? [] : [{ table, input, known: namesOf.get(input)?.deref() }];
        });
        if (wanted.length === 0) return found;
        try {
          const again = wanted.filter(({ known }) => known === undefined);
          const { tables } = again.length === 0 ? { tables: new Map<TableName, ReadTable>() } : await readAll(Object.fromEntries(again.map(({ table, input }) => [table, input])), options, requests.fetch(options.config));
          const named = new Map<TableName, NamedRows>();
          for (const { table, input, known } of wanted) {
            const draft = tables.get(table)?.draft;
            const names = known ?? (draft === undefined ? undefined : namesIn(table, draft));
            if (names === undefined) continue;
            named.set(table, names);
            namesOf.set(input, new WeakRef(names));
          }
          return withRowNames(found, named);
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
  assembleEngine(engineParts(async (kpi) => own.find(({ id }) => id === kpi) ?? loadDefinition(kpi), createRequests()), config);
