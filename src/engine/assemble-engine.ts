import type { EngineConfig } from '../model/config.js';
import type { DataInput, DataInputSource, LoadInputs } from '../model/input.js';
import type { LiveRows } from '../model/live.js';
import type { DataHealth } from '../model/health.js';
import type { Inspection } from '../model/inspection.js';
import type { DataIssue, LoadReport, TableReport } from '../model/issue.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult } from '../model/result.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';
import { callHost } from './call-host.js';
import { createComputeQueue, type Answering } from './compute-queue.js';
import type { ComputeOptions, DatasetInfo, Engine, LiveInput, LoadOptions, LoadProgress, RowsOptions } from './engine.js';
import { KeptResults } from './kept-results.js';
import { engineError, KpiError } from './kpi-error.js';
import { aborted, createLatestAsk } from './latest-ask.js';
import { createLiveTables, liveSource, type LiveReadOn } from './live-rows.js';
import { createLoadOrder, type LoadTicket } from './load-order.js';
import { queryKey } from './query-key.js';
import { changedTables, untouchedKpis } from './untouched.js';
import { withWhatIf } from './with-what-if.js';

/** What reading gives: the tables that could be read, each by itself, and what could not. */
export interface TablesRead<Read> {
  readonly tables: ReadonlyMap<TableName, Read>;
  readonly issues: readonly DataIssue[];
  /** Joins all tables that are there, new ones or not: which other tables are there decides what names mean. */
  join(read: ReadonlyMap<TableName, Read>): Joined;
}

/** The tables of a dataset joined to each other. */
export interface Joined {
  readonly tables: Tables;
  readonly reports: Readonly<Partial<Record<TableName, TableReport>>>;
  /** What was dropped, changed or flagged, for the provenance of every number. */
  readonly rules: readonly LoadRule[];
}

export interface LoadRule { readonly code: string; readonly table: TableName; readonly count: number }

/** What every question needs: fetched while the first data is read. */
export interface Computing<Context> {
  /** Called once per dataset and configuration, on the first question. */
  createContext(tables: Tables, config: EngineConfig, rules: readonly LoadRule[]): Context;
  describe(context: Context): DatasetInfo;
  /** What every number hangs on: other text, other numbers. */
  hangsOn?(context: Context): string;
  /** Which tables the answers so far were made of, by KPI. */
  readsOf?(context: Context): Map<KpiId, Set<TableName>>;
  /** What is wrong with the records, for the report of a load. */
  health?(context: Context): DataHealth | null;
}

/** Lists the rows behind a number; their names come with a second reading of the inputs. */
export interface Listing<Context> {
  list(context: Context): RowsAnswer;
  name(answer: RowsAnswer, inputs: LoadInputs, options: { readonly config: EngineConfig; readonly signal: AbortSignal }): Promise<RowsAnswer>;
}

/** What the engine is made of; tests put stand-ins in their place. */
export interface EngineParts<Context, Read> {
  read(inputs: LoadInputs, options: {
    readonly config: EngineConfig; readonly signal: AbortSignal; readonly onProgress?: (progress: LoadProgress) => void;
  }): Promise<TablesRead<Read>>;
  /** A table with rows that came after its inputs. */
  readLive(table: TableName, input: DataInput, live: LiveReadOn<Read>, options: {
    readonly config: EngineConfig; readonly signal: AbortSignal; readonly onProgress?: (progress: LoadProgress) => void;
  }): Promise<TablesRead<Read>>;
  /** Inputs of a table with those that came later. */
  withSteps(input: DataInput, steps: readonly LiveRows[]): DataInput;
  inspect(input: DataInputSource, options: { readonly config: EngineConfig; readonly signal: AbortSignal }): Promise<Inspection>;
  computing(): Promise<Computing<Context>>;
  /** Resolves once the code that answers the question is there. */
  answering(query: KpiQuery): Promise<(context: Context) => Answering>;
  /** The same for the rows behind a number. */
  listing(query: RowsQuery): Promise<Listing<Context>>;
}

/** One state of the data. Replaced as a whole, so that an answer never mixes two. */
interface Dataset<Context, Read> {
  readonly read: ReadonlyMap<TableName, Read>;
  readonly joined: Joined;
  readonly config: EngineConfig;
  context: Context | null;
  readonly results: KeptResults;
}

/** Settings that change how the source is read, not only how the tables are. */
const readsDifferently = (a: EngineConfig, b: EngineConfig): boolean =>
  (a.timeZone ?? 'UTC') !== (b.timeZone ?? 'UTC') || (a.fiscalYearStart ?? 1) !== (b.fiscalYearStart ?? 1) || JSON.stringify(a.limits) !== JSON.stringify(b.limits);

const nothing: Joined = { tables: new Map(), reports: {}, rules: [] };

/** Reports of tables that a load left alone but whose joins it changed. */
const rejoinedBy = (before: Joined, after: Joined, loaded: readonly TableName[]): LoadReport['rejoined'] => {
  const changed = (Object.keys(after.reports) as TableName[])
    .filter((table) => !loaded.includes(table) && JSON.stringify(before.reports[table]) !== JSON.stringify(after.reports[table]));
  return changed.length === 0 ? undefined : Object.fromEntries(changed.map((table) => [table, after.reports[table]]));
};

export const assembleEngine = <Context, Read>(parts: EngineParts<Context, Read>, initial: EngineConfig = {}): Required<Engine> => {
  const dataset = (read: ReadonlyMap<TableName, Read>, joined: Joined, config: EngineConfig): Dataset<Context, Read> =>
    ({ read, joined, config, context: null, results: new KeptResults() });
  let data = dataset(new Map(), nothing, initial);
  let inputsOf: ReadonlyMap<TableName, DataInput> = new Map();
  let datasetId = 0;
  /** Loads under way. */
  const loads = new Set<Promise<void>>();
  /** What the next load is read under; ahead of the dataset's own while settings are changing. */
  let reading = initial;
  const ended = new AbortController();
  const queue = createComputeQueue();
  const latest = createLatestAsk();
  const order = createLoadOrder(() => aborted('The same tables were loaded again.'));

  const contextOf = ({ createContext }: Computing<Context>, of: Dataset<Context, Read>): Context => {
    try {
      return (of.context ??= createContext(of.joined.tables, of.config, of.joined.rules));
    } catch (thrown) {
      throw thrown instanceof RangeError ? engineError('CONFIG', thrown.message, { phase: 'compute' }) : thrown;
    }
  };
  const assertOpen = (): void => {
    if (ended.signal.aborted) throw ended.signal.reason;
  };
  const replace = (next: Dataset<Context, Read>): void => {
    data = next;
    datasetId++;
  };
  const keep = (of: Dataset<Context, Read>, key: string, result: KpiResult): KpiResult => {
    of.results.set(key, result);
    return result;
  };

  /** Takes over what was read, table by table; what could not be read keeps its last good state. */
  const takeOver = (ticket: LoadTicket, inputs: LoadInputs, { tables, issues, join }: TablesRead<Read>, config: EngineConfig): LoadReport => {
    const merged = new Map(data.read);
    const kept = new Map(inputsOf);
    const taken: TableName[] = [];
    for (const name of ticket.current()) {
      const [table, input] = [tables.get(name), inputs[name]];
      if (table === undefined || input === undefined) continue;
      merged.set(name, table);
      kept.set(name, input);
      taken.push(name);
    }
    const unchanged = taken.filter((name) => merged.get(name) === data.read.get(name));
    inputsOf = kept;
    // Nothing new came: answers given so far stay as they are.
    if (unchanged.length === taken.length && config === data.config) {
      return { tables: Object.fromEntries(taken.map((name) => [name, data.joined.reports[name]])), issues, ...(unchanged.length === 0 ? {} : { unchanged }) };
    }
    const joined = join(merged);
    const rejoined = rejoinedBy(data.joined, joined, taken);
    replace(dataset(merged, joined, config));
    return {
      tables: Object.fromEntries(taken.map((name) => [name, joined.reports[name]])), issues,
      ...(rejoined === undefined ? {} : { rejoined }), ...(unchanged.length === 0 ? {} : { unchanged }),
    };
  };
  const load = (inputs: LoadInputs, options: LoadOptions = {}): Promise<LoadReport> => {
    const running = loadNow(inputs, options);
    const ends: Promise<void> = running.then(() => undefined, () => undefined).then(() => {
      loads.delete(ends);
    });
    loads.add(ends);
    return running;
  };
  const loadNow = async (inputs: LoadInputs, { signal, onProgress }: LoadOptions): Promise<LoadReport> => {
    assertOpen();
    const ticket = order(Object.keys(inputs) as TableName[], signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]));
    void parts.computing().catch(() => undefined);
    try {
      const read = await parts.read(inputs, {
        config: reading, signal: ticket.signal, ...(onProgress === undefined ? {} : { onProgress: (progress) => callHost(onProgress, progress) }),
      });
      ticket.signal.throwIfAborted();
      live.forget(ticket.current().filter((name) => read.tables.has(name)));
      const report = takeOver(ticket, inputs, read, data.config);
      const health = await healthOf(data);
      return health === null ? report : { ...report, health };
    } finally {
      ticket.done();
    }
  };
  /** Null also where settings cannot be used or the code does not come: the first question says so. */
  const healthOf = async (of: Dataset<Context, Read>): Promise<DataHealth | null> => {
    try {
      const computing = await parts.computing();
      return computing.health?.(contextOf(computing, of)) ?? null;
    } catch (thrown) {
      if (thrown instanceof KpiError) return null;
      throw thrown;
    }
  };

  /** Takes a table over that has more rows than before: answers that were made of other tables only go along. */
  const goOn = async (table: TableName, read: Read, join: TablesRead<Read>['join']): Promise<LoadReport> => {
    const [before, { hangsOn, readsOf }] = [data, await parts.computing()];
    const tables = new Map(before.read).set(table, read);
    const joined = join(tables);
    const next = dataset(tables, joined, before.config);
    const rejoined = rejoinedBy(before.joined, joined, [table]);
    const untouched = new Set<KpiId>();
    const [old, now] = [before.context, readsOf === undefined ? null : contextOf(await parts.computing(), next)];
    if (readsOf !== undefined && old !== null && now !== null && hangsOn?.(old) === hangsOn?.(now)) {
      for (const kpi of untouchedKpis(readsOf(old), changedTables(before.joined.tables, joined.tables))) {
        untouched.add(kpi);
        readsOf(now).set(kpi, readsOf(old).get(kpi) ?? new Set());
      }
      for (const [key, result] of before.results) if (untouched.has(result.kpi)) next.results.set(key, result);
    }
    replace(next);
    return { tables: { [table]: joined.reports[table] }, issues: [], untouched: [...untouched], ...(rejoined === undefined ? {} : { rejoined }) };
  };
  const live = createLiveTables<Read>({
    settled: async () => {
      while (loads.size > 0) await Promise.all(loads);
    },
    read: (table) => data.read.get(table),
    load: (table, input, options) => loadNow({ [table]: input }, options),
    readOn: async (table, before, step, { signal, onProgress }) => {
      assertOpen();
      const { tables, join } = await parts.readLive(table, inputsOf.get(table) ?? [], { since: data.read.get(table) as Read, before, steps: [step] }, {
        config: data.config, signal: signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]),
        ...(onProgress === undefined ? {} : { onProgress: (progress) => callHost(onProgress, progress) }),
      });
      return async () => {
        const report = await goOn(table, tables.get(table) as Read, join);
        const health = await healthOf(data);
        return health === null ? report : { ...report, health };
      };
    },
  });
  const addRows = async (table: TableName, rows: LiveInput, key: string | null, options: LoadOptions = {}): Promise<LoadReport> => {
    assertOpen();
    return live.add(table, { input: liveSource(rows), key }, options);
  };

  const compute = async <K extends KpiId>(query: KpiQuery & { readonly kpi: K }, { ask, signal, onFirst }: ComputeOptions = {}): Promise<KpiResult<K>> => {
    assertOpen();
    const asked = latest(ask, signal);
    const of = data;
    const key = queryKey(query);
    try {
      asked.signal?.throwIfAborted();
      if (query.whatIf !== undefined) return await withWhatIf(compute, query, { ...asked, onFirst }) as KpiResult<K>;
      const known = of.results.get(key);
      const fetchCode = async (): Promise<() => Answering> => {
        const [computing, answer] = await Promise.all([parts.computing(), parts.answering(query)]);
        return () => answer(contextOf(computing, of));
      };
      const result = known ?? keep(of, key, await queue.ask(`${datasetId} ${key}`, fetchCode, { signal: asked.signal, onFirst }));
      return result as KpiResult<K>;
    } finally {
      asked.done();
    }
  };

  const rows = async (query: RowsQuery, { signal }: RowsOptions = {}): Promise<RowsAnswer> => {
    assertOpen();
    const of = data;
    const inputs = [...inputsOf].map(([table, input]) => [table, live.steps(table).length === 0 ? input : parts.withSteps(input, live.steps(table))] as const);
    const either = signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]);
    const [computing, listing] = await Promise.all([parts.computing(), parts.listing(query)]);
    either.throwIfAborted();
    const answer = listing.list(contextOf(computing, of));
    if (query.labels !== true) return answer;
    const named = await listing.name(answer, Object.fromEntries(inputs), { config: of.config, signal: either });
    either.throwIfAborted();
    return named;
  };

  const readAgain = async (config: EngineConfig): Promise<void> => {
    const inputs = Object.fromEntries(inputsOf) as LoadInputs;
    const ticket = order([...inputsOf.keys()], ended.signal);
    try {
      const read = await parts.read(inputs, { config, signal: ticket.signal });
      const added = await Promise.all([...read.tables.keys()].filter((table) => live.steps(table).length > 0).map((table) =>
        parts.readLive(table, inputs[table] ?? [], { since: read.tables.get(table) as Read, before: [], steps: live.steps(table) }, { config, signal: ticket.signal })));
      const all = { ...read, tables: new Map([...read.tables, ...added.flatMap(({ tables }) => [...tables])]) };
      ticket.signal.throwIfAborted();
      const lost = ticket.current().find((name) => !read.tables.has(name));
      if (lost !== undefined) {
        throw engineError('RELOAD', `Table ${lost} could not be read again under the new settings; the old ones stay.`, { table: lost, phase: 'load' });
      }
      takeOver(ticket, inputs, all, config);
    } finally {
      ticket.done();
    }
  };
  const configure = async (config: EngineConfig): Promise<void> => {
    assertOpen();
    const before = data.config;
    reading = config;
    try {
      if (data.read.size > 0 && readsDifferently(before, config)) {
        await readAgain(config);
        return;
      }
      const computing = await parts.computing();
      const next = dataset(data.read, data.joined, config);
      // Refuses an impossible zone or cut-off now rather than at every later question.
      contextOf(computing, next);
      replace(next);
    } catch (thrown) {
      if (reading === config) reading = before;
      throw thrown;
    }
  };

  return {
    load,
    append: (table, rows, options) => addRows(table, rows, null, options),
    upsert: (table, rows, { key = 'id', ...options } = {}) => addRows(table, rows, key, options),
    compute,
    rows,
    configure,
    prepare: async (kpi) => {
      assertOpen();
      await parts.answering({ kpi });
    },
    describe: async () => {
      assertOpen();
      const of = data;
      const computing = await parts.computing();
      return computing.describe(contextOf(computing, of));
    },
    inspect: async (input, { signal } = {}) => {
      assertOpen();
      return parts.inspect(input, { config: data.config, signal: signal === undefined ? ended.signal : AbortSignal.any([ended.signal, signal]) });
    },
    close: () => {
      if (!ended.signal.aborted) ended.abort(engineError('CLOSED', 'This dataset is closed.'));
      queue.clear(ended.signal.reason);
      data = dataset(new Map(), nothing, initial);
      inputsOf = new Map();
      return Promise.resolve();
    },
  };
};
