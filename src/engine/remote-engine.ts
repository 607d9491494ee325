import type { EngineConfig } from '../model/config.js';
import type { LoadInputs } from '../model/input.js';
import type { DataIssue, KpiErrorInfo, LoadReport } from '../model/issue.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult } from '../model/result.js';
import type { TableName } from '../model/schema.js';
import type { ComputeOptions, Engine, LiveInput, LoadOptions, Reply, RowsOptions } from './engine.js';
import { callHost } from './call-host.js';
import { createHostDoors } from './host-doors.js';
import { engineError, KpiError } from './kpi-error.js';
import { aborted, createLatestAsk } from './latest-ask.js';
import { WorkerGone, type CallOptions, type Link, type Rung } from './link.js';
import { createLoadOrder } from './load-order.js';
import { packForLook, packInputs } from './pack-inputs.js';
import type { PageWorker } from './page-worker.js';
import { liveSource } from './live-rows.js';
import type { Hub, HubEvent, WireSource } from './wire.js';
import { sendInputs } from './send-inputs.js';

/** An engine and where it runs; the rung may change when a worker dies. */
export interface PageEngine extends Required<Engine> {
  readonly rung: Rung | null;
}

interface AddedRows { readonly sources: readonly WireSource[]; readonly key: string | null }

/** Ingest's own limit: what is longer is not kept whole and refused there. */
const defaultMaxBytes = 2_147_483_648;

const isClosed = (): Error => engineError('CLOSED', 'This dataset is closed.');

/** Of rows that could not be written to their end the reader only tells that they broke off. */
const issuesOf = (report: LoadReport, packing: readonly KpiErrorInfo[], writing: ReadonlyMap<TableName, KpiErrorInfo>): readonly DataIssue[] => {
  const own = [...packing, ...writing.values()].map(({ phase: _phase, retryable: _retryable, ...issue }) => issue);
  return [...own, ...report.issues.filter(({ table }) => table === null || !writing.has(table))];
};

const isAbort = (thrown: unknown): boolean => thrown instanceof DOMException && thrown.name === 'AbortError';

/**
 * One dataset on the page's worker. When the worker dies, the next one gets the dataset again from what can be read
 * twice (URLs and Blobs), and each waiting call is made once more; a call that outlives two workers is given up.
 */
export const createRemoteEngine = (page: PageWorker, id: number, given: EngineConfig): PageEngine => {
  let config = given;
  let good: ReadonlyMap<TableName, readonly WireSource[]> = new Map();
  /** Rows that came after the inputs, for the next worker. */
  let added: ReadonlyMap<TableName, readonly AddedRows[]> = new Map();
  let home: { readonly link: Link; readonly ready: Promise<void> } | null = null;
  const ended = new AbortController();
  const latest = createLatestAsk();
  const doors = createHostDoors();
  const order = createLoadOrder(() => aborted('The same tables were loaded again.'));
  page.acquire();

  const moveIn = async (link: Link): Promise<void> => {
    await link.call<null>((hub) => hub.open(id, config));
    if (good.size === 0) return;
    const wanted = good;
    const report = await link.call<LoadReport>((hub, call) => hub.load(id, call, Object.fromEntries(wanted)));
    const missing = [...wanted.keys()].find((table) => report.tables[table] === undefined);
    if (missing === undefined) {
      for (const [table, steps] of added) for (const { sources, key } of steps) await link.call<LoadReport>((hub, call) => hub.addRows(id, call, { [table]: sources }, key));
      return;
    }
    throw engineError('WORKER_DOWN', `The worker was restarted, but table ${missing} could not be loaded again.`, { table: missing, retryable: true });
  };
  const at = async (link: Link): Promise<Link> => {
    if (home?.link !== link) {
      const moving = { link, ready: moveIn(link) };
      moving.ready.catch(() => {
        if (home === moving) home = null;
      });
      home = moving;
    }
    await home.ready;
    return link;
  };
  const call = async <T>(send: (hub: Hub, call: number, link: Link) => Promise<Reply<T>>, options: CallOptions = {}): Promise<T> => {
    if (ended.signal.aborted) throw isClosed();
    const signal = options.signal === undefined ? ended.signal : AbortSignal.any([ended.signal, options.signal]);
    for (let attempt = 1; ; attempt++) {
      try {
        const link = await at(await page.link());
        return await link.call<T>((hub, number) => send(hub, number, link), { ...options, signal });
      } catch (thrown) {
        if (!(thrown instanceof WorkerGone)) throw thrown;
        signal.throwIfAborted();
        if (attempt === 2) throw engineError('WORKER', `The worker ended twice over the same call: ${thrown.message}`, { retryable: true });
      }
    }
  };

  const onLoadEvent = ({ onProgress, onPartial }: LoadOptions) => (event: HubEvent): void => {
    if (event.kind === 'progress') callHost(onProgress, event.progress);
    if (event.kind === 'partial') callHost(onPartial, event.partial);
  };
  const load = async (inputs: LoadInputs, options: LoadOptions = {}): Promise<LoadReport> => {
    if (ended.signal.aborted) throw isClosed();
    const ticket = order(Object.keys(inputs) as TableName[], options.signal);
    try {
      const packed = await packInputs(inputs, config.limits?.maxBytes ?? defaultMaxBytes, ticket.signal, doors);
      ticket.signal.throwIfAborted();
      const sending = sendInputs(packed);
      const lost: TableName[] = [...packed.tables.keys()];
      try {
        const report = await call<LoadReport>(async (hub, number, link) => hub.load(id, number, await sending(ticket.current(), link.rung), options.onPartial !== undefined), {
          signal: ticket.signal,
          onEvent: onLoadEvent(options),
        });
        const kept = ticket.current().filter((table) => report.tables[table] !== undefined);
        for (const table of kept) lost.splice(lost.indexOf(table), 1);
        added = new Map([...added].filter(([table]) => !kept.includes(table)));
        good = new Map([...good, ...await Promise.all(kept.map(async (table) => [table, await sending.again(table)] as const))]);
        return { ...report, issues: issuesOf(report, packed.failures, sending.failures()) };
      } catch (thrown) {
        const [failure] = sending.failures().values();
        throw failure === undefined || isAbort(thrown) ? thrown : new KpiError(failure);
      } finally {
        sending.drop(lost);
      }
    } finally {
      ticket.done();
    }
  };

  const addRows = async (table: TableName, rows: LiveInput, key: string | null, options: LoadOptions = {}): Promise<LoadReport> => {
    if (ended.signal.aborted) throw isClosed();
    const packed = await packInputs({ [table]: liveSource(rows) }, config.limits?.maxBytes ?? defaultMaxBytes, options.signal, doors);
    const sending = sendInputs(packed);
    try {
      const report = await call<LoadReport>(async (hub, number, link) => hub.addRows(id, number, await sending([table], link.rung), key), { signal: options.signal, onEvent: onLoadEvent(options) });
      const sources = await sending.again(table);
      if (good.has(table)) added = new Map(added).set(table, [...added.get(table) ?? [], { sources, key }]);
      else good = new Map(good).set(table, sources);
      return report;
    } catch (thrown) {
      const [failure] = sending.failures().values();
      sending.drop([table]);
      throw failure === undefined || isAbort(thrown) ? thrown : new KpiError(failure);
    }
  };

  const compute = async <K extends KpiId>(query: KpiQuery & { readonly kpi: K }, options: ComputeOptions = {}): Promise<KpiResult<K>> => {
    const { signal, done } = latest(options.ask, options.signal);
    try {
      return await call<KpiResult>((hub, number) => hub.compute(id, number, query), {
        signal,
        onEvent: (event) => {
          if (event.kind === 'first') callHost(options.onFirst, event.result);
        },
      }) as KpiResult<K>;
    } finally {
      done();
    }
  };

  return {
    get rung() {
      return page.rung;
    },
    load,
    append: (table, rows, options) => addRows(table, rows, null, options),
    upsert: (table, rows, { key = 'id', ...options } = {}) => addRows(table, rows, key, options),
    compute,
    soFar: <K extends KpiId>(query: KpiQuery & { readonly kpi: K }, { signal }: RowsOptions = {}) =>
      call((hub, number) => hub.soFar(id, number, query), { signal }) as Promise<KpiResult<K> | null>,
    prepare: async (kpi) => {
      await call<null>((hub) => hub.prepare(id, kpi));
    },
    rows: (query, { signal } = {}) => call((hub, number) => hub.rows(id, number, query), { signal }),
    describe: () => call((hub) => hub.describe(id)),
    inspect: async (input, { signal } = {}) => {
      const packed = await packForLook(input, config.limits?.maxBytes ?? defaultMaxBytes, signal, doors);
      return call((hub, number) => hub.inspect(id, number, packed), { signal });
    },
    configure: async (next) => {
      const before = config;
      config = next;
      try {
        await call<null>((hub) => hub.configure(id, next));
      } catch (thrown) {
        if (config === next) config = before;
        throw thrown;
      }
    },
    close: async () => {
      if (ended.signal.aborted) return;
      ended.abort(isClosed());
      const link = home?.link;
      home = null;
      good = new Map();
      doors.close();
      try {
        if (link?.alive === true) void link.call<null>((hub) => hub.close(id)).catch(() => undefined);
      } finally {
        page.release();
      }
    },
  };
};
