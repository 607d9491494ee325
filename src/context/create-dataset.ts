import type { Engine, LoadProgress } from '../engine/engine.js';
import type { EngineConfig } from '../model/config.js';
import type { DataInputSource } from '../model/input.js';
import type { LoadReport, TableReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { answerSoFar, type PartialState } from './answer-so-far.js';
import type { AnsweredState, Dataset, DatasetState, ProgressState } from './dataset.js';
import { cancelled, errorInfo, isAbort } from './error-info.js';
import { addProgress } from './loading-progress.js';
import { groupByTable, sameSources, type StatedTables } from './stated-tables.js';
import { createStore } from './store.js';

/** A dataset without inputs; `open` starts its engine with the first thing to do. */
export const createDataset = (open: (config: EngineConfig) => Promise<Engine>): Dataset => {
  const store = createStore<DatasetState>({ revision: 0, standing: new Map(), phase: 'none', report: null, error: null, loadedAtMs: null });
  const progress = createStore<ProgressState>({ loading: null });
  const answered = createStore<AnsweredState>({ figures: new Map() });
  const partial = createStore<PartialState>({ partial: null });
  let wanted: StatedTables = new Map();
  let there: StatedTables = new Map();
  /** Tables that the engine may hold: also those of a load that was given up, since it may have ended on the other side. */
  let sent: ReadonlySet<TableName> = new Set();
  let wantedConfig: EngineConfig = {};
  let configured: EngineConfig | null = null;
  let engine: Promise<Engine> | null = null;
  let settling: Promise<void> | null = null;
  let loading: AbortController | null = null;
  let closed = false;
  let again = false;

  const closeEngine = (): void => {
    const old = engine;
    engine = null;
    there = new Map();
    sent = new Set();
    void old?.then((running) => running.close()).catch(() => undefined);
  };
  const opened = (): Promise<Engine> => {
    if (engine === null) {
      configured = wantedConfig;
      const opening = open(wantedConfig);
      engine = opening;
      // A start that failed is not kept: the next question tries again.
      opening.catch(() => {
        if (engine === opening) engine = null;
      });
    }
    return engine;
  };
  /** A question under which the engine was closed, since other tables took the place of its own, goes to the next one. */
  const asking = async <T>(ask: (running: Engine) => Promise<T>): Promise<T> => {
    const asked = opened();
    try {
      return await ask(await asked);
    } catch (thrown) {
      if (closed || engine === asked || !isAbort(thrown) || thrown instanceof DOMException) throw thrown;
      while (settling !== null) await settling;
      return asking(ask);
    }
  };
  const reconfigure = async (running: Engine): Promise<void> => {
    if (configured === wantedConfig) return;
    configured = wantedConfig;
    await running.configure(wantedConfig);
    store.set({ revision: store.state.revision + 1, standing: new Map() });
  };
  const merged = (next: LoadReport): LoadReport => {
    const known: Partial<Record<TableName, TableReport>> = { ...store.state.report?.tables, ...next.rejoined, ...next.tables };
    return { tables: Object.fromEntries(Object.entries(known).filter(([table]) => wanted.has(table as TableName))), issues: next.issues };
  };
  const loadTables = async (running: Engine, tables: readonly TableName[], signal: AbortSignal): Promise<void> => {
    const target = wanted;
    const inputs: Partial<Record<TableName, readonly DataInputSource[]>> = {};
    for (const table of tables) inputs[table] = (target.get(table) ?? []).map(({ input }) => input);
    sent = new Set([...sent, ...tables]);
    there = new Map([...there].filter(([table]) => !tables.includes(table)));
    const told = new Map<TableName, LoadProgress>();
    const tell = (one: LoadProgress): void => {
      told.set(one.table, one);
      if (!signal.aborted) progress.set({ loading: addProgress(tables, told) });
    };
    const report = await running.load(inputs, {
      signal, onProgress: (one) => tell(one),
      onPartial: (rows) => {
        if (!signal.aborted) partial.set({ partial: rows });
      },
    });
    signal.throwIfAborted();
    const failed = report.issues.find((issue) => issue.severity === 'error');
    there = new Map([...there, ...tables.filter((table) => report.tables[table] !== undefined).map((table) => [table, target.get(table) ?? []] as const)]);
    const known = tables.filter((table) => report.tables[table] !== undefined);
    const isNew = known.some((table) => report.unchanged?.includes(table) !== true);
    store.set({
      report: merged(report), revision: store.state.revision + (isNew ? 1 : 0),
      phase: failed === undefined ? 'loaded' : 'failed',
      error: failed === undefined ? null : { ...failed, phase: 'load', retryable: true },
      ...(known.length > 0 ? { loadedAtMs: Date.now() } : {}),
    });
  };
  const sync = async (signal: AbortSignal): Promise<void> => {
    const forced = again;
    again = false;
    // An engine cannot forget a table, so losing one starts anew.
    if ([...sent].some((table) => !wanted.has(table))) closeEngine();
    const tables = [...wanted].filter(([table, sources]) => forced || !sameSources(sources, there.get(table))).map(([table]) => table);
    if (tables.length === 0 && engine === null) {
      store.set({ phase: wanted.size === 0 ? 'none' : store.state.phase });
      return;
    }
    if (tables.length > 0) store.set({ phase: 'loading' });
    try {
      const running = await opened();
      signal.throwIfAborted();
      await reconfigure(running);
      signal.throwIfAborted();
      if (tables.length > 0) await loadTables(running, tables, signal);
    } catch (thrown) {
      if (signal.aborted || closed || isAbort(thrown)) return;
      store.set({ phase: 'failed', error: errorInfo(thrown, 'load') });
    }
  };
  const settle = (): Promise<void> => {
    loading?.abort(new DOMException('The data was replaced while it was loading.', 'AbortError'));
    const own = new AbortController();
    loading = own;
    const run = Promise.resolve().then(() => (own.signal.aborted ? undefined : sync(own.signal)));
    const done: Promise<void> = run.then(() => {
      if (settling !== done) return;
      settling = null;
      progress.set({ loading: null });
      partial.set({ partial: null });
    });
    settling = done;
    return done;
  };

  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    answered,
    setInputs: (inputs, config) => {
      const next = groupByTable(inputs);
      const same = next.size === wanted.size && [...next].every(([table, sources]) => sameSources(sources, wanted.get(table)));
      if (same && JSON.stringify(config) === JSON.stringify(wantedConfig)) return;
      if (JSON.stringify(config) !== JSON.stringify(wantedConfig)) wantedConfig = config;
      wanted = next;
      if (wanted.size > 0 && !same) store.set({ phase: 'loading' });
      void settle();
    },
    reload: async () => {
      if (closed || wanted.size === 0) return;
      again = true;
      await settle();
    },
    add: async (table, rows, key) => {
      while (settling !== null) await settling;
      const running = await opened();
      const report = await (key === null ? running.append?.(table, rows) : running.upsert?.(table, rows, { key }));
      if (report === undefined) throw new Error('This engine takes no rows after a load.');
      const { revision, standing } = store.state;
      const stays = (report.untouched ?? []).map((kpi) => [kpi, standing.get(kpi) ?? revision] as const);
      const merging = { ...store.state.report?.tables, ...report.rejoined, ...report.tables };
      store.set({ report: { ...report, tables: merging }, revision: revision + 1, standing: new Map(stays), phase: 'loaded', error: null, loadedAtMs: Date.now() });
      return report;
    },
    cancel: () => {
      if (closed || store.state.phase !== 'loading') return;
      loading?.abort(new DOMException('The load was cancelled.', 'AbortError'));
      progress.set({ loading: null });
      store.set({ phase: 'failed', error: cancelled('load') });
    },
    progress,
    compute: async (query, { onSoFar, ...options } = {}) => {
      if (settling !== null) void engine?.then((running) => running.prepare?.(query.kpi)).catch(() => undefined);
      const endSoFar = onSoFar === undefined ? null
        : answerSoFar(partial, async () => (await opened()).soFar?.(query, { ...(options.signal === undefined ? {} : { signal: options.signal }) }) ?? null, onSoFar);
      while (settling !== null) await settling;
      endSoFar?.();
      options.signal?.throwIfAborted();
      const result = await asking((running) => running.compute(query, options));
      answered.set({ figures: new Map(answered.state.figures).set(result.kpi, result) });
      return result;
    },
    describe: async () => {
      while (settling !== null) await settling;
      return asking((running) => running.describe());
    },
    rows: async (query, options) => {
      while (settling !== null) await settling;
      options?.signal?.throwIfAborted();
      return asking((running) => running.rows?.(query, options) ?? Promise.resolve(null));
    },
    inspect: (input) => asking((running) => running.inspect(input)),
    close: () => {
      closed = true;
      loading?.abort(new DOMException('The element was removed.', 'AbortError'));
      closeEngine();
    },
  };
};
