import type { EngineConfig } from '../model/config.js';
import type { BlobLike, DataInput, DataInputSource, LoadInputs, ReadableStreamLike } from '../model/input.js';
import type { KpiErrorInfo } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import type { Engine, LoadProgress, PartialLoad, Reply } from './engine.js';
import { addFormatFile } from './format-files.js';
import type { HostFunctions, Via } from './host-doors.js';
import { engineError, toErrorInfo } from './kpi-error.js';
import { portFile } from './port-file.js';
import { version } from './version.js';
import type { Hub, HubEvent, WireInputs, WireSource } from './wire.js';

/** Often enough that a page which waits a few seconds for a sign of life always hears one from a working worker. */
const aliveEveryMs = 250;

/** Reading tells of every piece; a page shows ten steps a second at most. */
const progressEveryMs = 100;

const throttled = (tell: (progress: LoadProgress) => void): ((progress: LoadProgress) => void) => {
  const toldAt = new Map<TableName, number>();
  return (progress) => {
    const now = performance.now();
    if (now - (toldAt.get(progress.table) ?? -Infinity) < progressEveryMs) return;
    toldAt.set(progress.table, now);
    tell(progress);
  };
};

const streamOf = (chunks: ArrayBuffer[]): ReadableStreamLike => ({
  getReader: () => ({
    read: () => {
      const chunk = chunks.shift();
      return Promise.resolve(chunk === undefined ? { done: true } : { done: false, value: new Uint8Array(chunk) });
    },
    cancel: () => {
      chunks.length = 0;
      return Promise.resolve();
    },
  }),
});

/** The transferred chunks serve the first reading and are let go one by one; every later reading takes the Blob. */
const toFile = (blob: Blob, name: string | undefined, chunks: readonly ArrayBuffer[] | undefined): BlobLike => {
  let once = chunks === undefined ? null : [...chunks];
  const stream = (): ReadableStreamLike => {
    const taken = once;
    once = null;
    return taken === null ? blob.stream() : streamOf(taken);
  };
  return name === undefined ? { size: blob.size, stream } : { size: blob.size, name, stream };
};

type PageFunctions = (via: Via) => HostFunctions;

const fromWireSource = ({ blob, name, chunks, port, size = 0, formatFiles = [], via, ...source }: WireSource, page: PageFunctions): DataInputSource => {
  for (const [format, href] of formatFiles) addFormatFile(format, new URL(href));
  if (port !== undefined) return { ...source, file: portFile(port, size) };
  if (via !== undefined) return { ...source, ...page(via) };
  return blob === undefined ? source : { ...source, file: toFile(blob, name, chunks) };
};

/** One input goes on as itself: in a list it would have to look like an input to be told from a row. */
const fromWire = (inputs: WireInputs, page: PageFunctions): LoadInputs => {
  const out: { [T in TableName]?: DataInput } = {};
  for (const table of Object.keys(inputs) as TableName[]) {
    const sources = (inputs[table] ?? []).map((source) => fromWireSource(source, page));
    out[table] = sources.length === 1 ? (sources[0] as DataInputSource) : sources;
  }
  return out;
};

const answer = async <T>(phase: KpiErrorInfo['phase'], run: () => Promise<T>): Promise<Reply<T>> => {
  try {
    return { ok: true, value: await run() };
  } catch (thrown) {
    return { ok: false, error: toErrorInfo(thrown, phase) };
  }
};

export interface HubSurroundings {
  /** Settings as they may be here; lowers limits where a page computes itself. */
  readonly prepare?: (config: EngineConfig) => EngineConfig;
  /** The page's own functions, by the names that inputs have for them. */
  readonly page?: PageFunctions;
}

/** Several engines behind one border. Knows nothing of workers: the page uses the same object where none will start. */
export const createHub = (
  createEngine: (config: EngineConfig) => Required<Engine>, emit: (event: HubEvent) => void, { prepare = (config) => config, page = () => ({}) }: HubSurroundings = {},
): Hub => {
  const engines = new Map<number, Required<Engine>>();
  const running = new Map<number, AbortController>();
  let alive: ReturnType<typeof setInterval> | undefined;

  const engineOf = (id: number): Required<Engine> => {
    const engine = engines.get(id);
    if (engine === undefined) throw engineError('CLOSED', 'This dataset is closed.');
    return engine;
  };
  const during = async <T>(call: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const abort = new AbortController();
    running.set(call, abort);
    alive ??= setInterval(() => emit({ kind: 'alive' }), aliveEveryMs);
    try {
      return await run(abort.signal);
    } finally {
      running.delete(call);
      if (running.size === 0) {
        clearInterval(alive);
        alive = undefined;
      }
    }
  };

  return {
    ping: () => Promise.resolve({ version }),
    open: (id, config) => answer('worker', () => {
      engines.set(id, createEngine(prepare(config)));
      return Promise.resolve(null);
    }),
    load: (id, call, inputs, tellsPartial = false) => answer('load', () => during(call, (signal) =>
      engineOf(id).load(fromWire(inputs, page), {
        signal, onProgress: throttled((progress) => emit({ kind: 'progress', call, progress })),
        ...(tellsPartial ? { onPartial: (partial: PartialLoad) => emit({ kind: 'partial', call, partial }) } : {}),
      }))),
    addRows: (id, call, inputs, key) => answer('load', () => during(call, (signal) => {
      const [[table, input] = []] = Object.entries(fromWire(inputs, page)) as [TableName, DataInputSource][];
      if (table === undefined || input === undefined) throw engineError('INPUT', 'There are no rows.', { phase: 'load' });
      const options = { signal, onProgress: throttled((progress) => emit({ kind: 'progress', call, progress })) };
      return key === null ? engineOf(id).append(table, input, options) : engineOf(id).upsert(table, input, { ...options, key });
    })),
    compute: (id, call, query) => answer('compute', () => during(call, (signal) =>
      engineOf(id).compute(query, { signal, onFirst: (result) => emit({ kind: 'first', call, result }) }))),
    soFar: (id, call, query) => answer('compute', () => during(call, (signal) => engineOf(id).soFar(query, { signal }))),
    prepare: (id, kpi) => answer('compute', async () => {
      await engineOf(id).prepare(kpi);
      return null;
    }),
    rows: (id, call, query) => answer('compute', () => during(call, (signal) => engineOf(id).rows(query, { signal }))),
    describe: (id) => answer('compute', () => engineOf(id).describe()),
    inspect: (id, call, input) => answer('load', () => during(call, (signal) => engineOf(id).inspect(fromWireSource(input, page), { signal }))),
    configure: (id, config) => answer('load', () => engineOf(id).configure(prepare(config)).then(() => null)),
    close: (id) => answer('worker', async () => {
      await engines.get(id)?.close();
      engines.delete(id);
      return null;
    }),
    cancel: (call) => {
      running.get(call)?.abort();
      return Promise.resolve();
    },
  };
};
