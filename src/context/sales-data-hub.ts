import type { Engine } from '../engine/engine.js';
import type { EngineConfig } from '../model/config.js';
import type { KpiErrorInfo } from '../model/issue.js';
import { createDataset } from './create-dataset.js';
import type { Dataset } from './dataset.js';
import { leaseDataset, leaseFits, type Lease } from './shared-datasets.js';
import type { SalesDataHub, SalesDataView } from './sales-data-context.js';
import type { SourceInput } from './source-input.js';
import { createStore } from './store.js';

/** What the element states, by attributes and properties. */
export interface HubStatement extends Omit<SalesDataView, 'dataset' | 'hasSources'> {
  readonly inputs: readonly SourceInput[];
  readonly config: EngineConfig;
  /** An engine of the host's own, already loaded or not. */
  readonly engine: Engine | null;
}

/** The hub of one `<sales-data>`, as the element itself sees it. */
export interface OwnedHub extends SalesDataHub {
  /** Nested hubs without data of their own show that of the one around them. */
  update(stated: HubStatement, outer: SalesDataHub | null): void;
  readonly sourceError: KpiErrorInfo | null;
  close(): void;
}

interface Put { readonly inputs: readonly SourceInput[]; readonly error: KpiErrorInfo | null }

export const createHub = (onPut: () => void, onUndo: () => void): OwnedHub => {
  const puts = new Map<object, Put>();
  let lease: Lease | null = null;
  let hosted: { readonly engine: Engine; readonly dataset: Dataset } | null = null;

  const release = (): void => {
    lease?.release();
    lease = null;
  };
  const datasetOf = (inputs: readonly SourceInput[], { config, engine }: HubStatement, outer: SalesDataHub | null): Dataset => {
    if (engine !== null) {
      release();
      // The host closes its own engine; ours only asks it.
      if (hosted?.engine !== engine) hosted = { engine, dataset: createDataset(async () => ({ ...bound(engine), close: async () => undefined })) };
      hosted.dataset.setInputs(inputs, config);
      return hosted.dataset;
    }
    hosted = null;
    if (inputs.length === 0 && outer !== null) {
      release();
      return outer.state.dataset;
    }
    if (lease !== null && !leaseFits(lease, inputs, config)) release();
    if (lease === null) lease = leaseDataset(inputs, config);
    else if (lease.key === '') lease.dataset.setInputs(inputs, config);
    return lease.dataset;
  };

  const nowhere = createDataset(() => Promise.reject(new DOMException('Not connected.', 'AbortError')));
  const store = createStore<SalesDataView>({
    dataset: nowhere, filter: {}, canUndo: false, period: null, compare: null, basis: null, locale: null, annotations: null, hasSources: false, refreshSeconds: 0, refusal: null,
  });
  const sourceError = (): KpiErrorInfo | null => [...puts.values()].find(({ error }) => error !== null)?.error ?? null;
  return {
    get state() {
      return store.state;
    },
    subscribe: store.subscribe,
    put: (owner, inputs, error = null) => {
      const known = puts.get(owner);
      if (known?.inputs === inputs && known.error === error) return;
      if (inputs.length === 0 && error === null) {
        if (!puts.delete(owner)) return;
      } else puts.set(owner, { inputs, error });
      onPut();
    },
    reload: () => store.state.dataset.reload(),
    undo: onUndo,
    get sourceError() {
      return sourceError();
    },
    update: (stated, outer) => {
      const inputs = [...stated.inputs, ...[...puts.values()].flatMap((put) => put.inputs)];
      const dataset = datasetOf(inputs, stated, outer);
      const { filter, canUndo, period, compare, basis, locale, annotations } = stated;
      const isOuter = dataset === outer?.state.dataset;
      const refusal = stated.refusal ?? sourceError() ?? (isOuter ? outer.state.refusal : null);
      const refreshSeconds = stated.refreshSeconds > 0 || !isOuter ? stated.refreshSeconds : outer.state.refreshSeconds;
      store.set({ dataset, filter, canUndo, period, compare, basis, locale, annotations, refusal, refreshSeconds, hasSources: isOuter ? outer.state.hasSources : inputs.length > 0 || stated.engine !== null });
    },
    close: release,
  };
};

/** The methods of an engine that may be a class instance. */
const bound = (engine: Engine): Engine => ({
  load: (inputs, options) => engine.load(inputs, options),
  compute: (query, options) => engine.compute(query, options),
  ...(engine.soFar === undefined ? {} : { soFar: engine.soFar.bind(engine) }),
  prepare: (kpi) => engine.prepare?.(kpi) ?? Promise.resolve(),
  ...(engine.rows === undefined ? {} : { rows: engine.rows.bind(engine) }),
  ...(engine.append === undefined ? {} : { append: engine.append.bind(engine) }),
  ...(engine.upsert === undefined ? {} : { upsert: engine.upsert.bind(engine) }),
  describe: () => engine.describe(),
  inspect: (input, options) => engine.inspect(input, options),
  configure: (config) => engine.configure(config),
  close: () => engine.close(),
});
