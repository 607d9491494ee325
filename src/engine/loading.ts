import type { EngineConfig } from '../model/config.js';
import type { LoadInputs } from '../model/input.js';
import type { LoadReport } from '../model/issue.js';
import type { LiveRows } from '../model/live.js';
import type { TableName } from '../model/schema.js';
import { callHost } from './call-host.js';
import type { LiveInput, LoadOptions } from './engine.js';
import type { EngineParts, TablesRead } from './engine-parts.js';
import { createDataset, type EngineState } from './engine-state.js';
import { engineError } from './kpi-error.js';
import { aborted } from './latest-ask.js';
import { createLiveLoads } from './live-loads.js';
import { liveSource } from './live-rows.js';
import { createLoadOrder, type LoadTicket } from './load-order.js';
import { createPartialPace } from './partial-pace.js';
import { rejoinedBy } from './rejoined-by.js';
import { takesSoFar } from './so-far.js';

/** Settings that change how the source is read, not only how the tables are. */
const readsDifferently = (a: EngineConfig, b: EngineConfig): boolean =>
  (a.timeZone ?? 'UTC') !== (b.timeZone ?? 'UTC') || (a.fiscalYearStart ?? 1) !== (b.fiscalYearStart ?? 1) || JSON.stringify(a.limits) !== JSON.stringify(b.limits);

/** Everything that changes the state of the data. */
interface Loading {
  load(inputs: LoadInputs, options?: LoadOptions): Promise<LoadReport>;
  /** Rows that come after the load of their table; a key column = they take the place of others. */
  addRows(table: TableName, rows: LiveInput, key: string | null, options?: LoadOptions): Promise<LoadReport>;
  /** Rows that were added to the table since. */
  steps(table: TableName): readonly LiveRows[];
  configure(config: EngineConfig): Promise<void>;
}

export const createLoading = <Context, Read>(parts: EngineParts<Context, Read>, state: EngineState<Context, Read>): Loading => {
  /** Loads under way. */
  const loads = new Set<Promise<void>>();
  /** What the next load is read under; ahead of the dataset's own while settings are changing. */
  let reading = state.data.config;
  const order = createLoadOrder(() => aborted('The same tables were loaded again.'));

  /** Takes over what was read, table by table; what could not be read keeps its last good state. */
  const takeOver = (ticket: LoadTicket, inputs: LoadInputs, { tables, issues, join }: TablesRead<Read>, config: EngineConfig): LoadReport => {
    const merged = new Map(state.data.read);
    const kept = new Map(state.inputsOf);
    const taken: TableName[] = [];
    for (const name of ticket.current()) {
      const [table, input] = [tables.get(name), inputs[name]];
      if (table === undefined || input === undefined) continue;
      merged.set(name, table);
      kept.set(name, input);
      taken.push(name);
    }
    const unchanged = taken.filter((name) => merged.get(name) === state.data.read.get(name));
    state.inputsOf = kept;
    // Nothing new came: answers given so far stay as they are.
    if (unchanged.length === taken.length && config === state.data.config) {
      return { tables: Object.fromEntries(taken.map((name) => [name, state.data.joined.reports[name]])), issues, ...(unchanged.length === 0 ? {} : { unchanged }) };
    }
    const joined = join(merged);
    const rejoined = rejoinedBy(state.data.joined, joined, taken);
    state.replace(createDataset(merged, joined, config));
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
  const loadNow = async (inputs: LoadInputs, { signal, onProgress, onPartial }: LoadOptions): Promise<LoadReport> => {
    state.assertOpen();
    const ticket = order(Object.keys(inputs) as TableName[], state.until(signal));
    void parts.computing().catch(() => undefined);
    const soFar = takesSoFar(state, Object.keys(inputs) as TableName[], parts.pace?.() ?? createPartialPace(), onPartial);
    try {
      const read = await parts.read(inputs, {
        ...(soFar === undefined ? {} : { soFar }), config: reading, signal: ticket.signal, ...(onProgress === undefined ? {} : { onProgress: (progress) => callHost(onProgress, progress) }),
      });
      ticket.signal.throwIfAborted();
      live.forget(ticket.current().filter((name) => read.tables.has(name)));
      const report = takeOver(ticket, inputs, read, state.data.config);
      const health = await state.health();
      return health === null ? report : { ...report, health };
    } finally {
      if (soFar !== undefined) state.soFar = null;
      ticket.done();
    }
  };
  const live = createLiveLoads(parts, state, {
    settled: async () => {
      while (loads.size > 0) await Promise.all(loads);
    },
    load: (table, input, options) => loadNow({ [table]: input }, options),
  });

  const addRows = async (table: TableName, rows: LiveInput, key: string | null, options: LoadOptions = {}): Promise<LoadReport> => {
    state.assertOpen();
    return live.add(table, { input: liveSource(rows), key }, options);
  };

  const readAgain = async (config: EngineConfig): Promise<void> => {
    const inputs = Object.fromEntries(state.inputsOf) as LoadInputs;
    const ticket = order([...state.inputsOf.keys()], state.until());
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
    state.assertOpen();
    const before = state.data.config;
    reading = config;
    try {
      if (state.data.read.size > 0 && readsDifferently(before, config)) {
        await readAgain(config);
        return;
      }
      const computing = await parts.computing();
      const next = createDataset<Context, Read>(state.data.read, state.data.joined, config);
      // Refuses an impossible zone or cut-off now rather than at every later question.
      state.contextOf(computing, next);
      state.replace(next);
    } catch (thrown) {
      if (reading === config) reading = before;
      throw thrown;
    }
  };

  return { load, addRows, steps: live.steps, configure };
};
