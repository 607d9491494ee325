import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { KpiErrorInfo } from '../model/issue.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiResult } from '../model/result.js';
import type { Dataset, DatasetState } from './dataset.js';
import { cancelled, errorInfo, isAbort } from './error-info.js';
import { FollowedDataset } from './followed-dataset.js';
import type { LoadingProgress } from './loading-progress.js';
import { stableJson } from './stable-json.js';

/** What a widget wants to know of which data. */
export interface Asking {
  readonly dataset: Dataset;
  readonly queries: readonly KpiQuery[];
}

export interface KpiControllerHooks {
  /** Read before every update; null = no data anywhere near, or not yet known where. */
  asking(): Asking | null;
  onError(error: KpiErrorInfo): void;
  onLoaded(state: DatasetState): void;
  onProgress(loading: LoadingProgress): void;
  /** The final answers to a question, from data that arrived at a moment. */
  onAnswered(results: readonly KpiResult[], question: string, loadedAtMs: number | null): void;
}

let lastHost = 0;

/**
 * Keeps a widget's answers: asks when dataset, revision or question change, shows the first answer and then the final
 * one, keeps the last good answers over failures, drops answers nobody waits for. Decides nothing about their look.
 */
export class KpiController implements ReactiveController {
  results: readonly KpiResult[] | null = null;
  error: KpiErrorInfo | null = null;
  /** `results` are of the rows that a load under way has read so far. */
  isSoFar = false;
  /** When the data behind `results` arrived. */
  resultsAtMs: number | null = null;
  readonly #followed = new FollowedDataset((dataset) => this.#listen(dataset));
  #asked = '';
  #running: AbortController | null = null;
  #answered: Promise<void> = Promise.resolve();
  #told: { error: KpiErrorInfo | null; loadedAtMs: number | null } = { error: null, loadedAtMs: null };
  /** Who waits for the data to change. */
  readonly #onChange = new Set<() => void>();
  readonly #name = `w${++lastHost}`;
  readonly #host: ReactiveControllerHost;
  readonly #hooks: KpiControllerHooks;

  constructor(host: ReactiveControllerHost, hooks: KpiControllerHooks) {
    this.#host = host;
    this.#hooks = hooks;
    host.addController(this);
  }

  /** Resolves when nothing is being loaded or asked; never rejects. */
  async settled(): Promise<void> {
    let seen: Promise<void>;
    do {
      await this.#loaded();
      seen = this.#answered;
      await seen;
    } while (seen !== this.#answered);
  }

  /** Data is on its way, or an answer. */
  get isPending(): boolean {
    return this.#running !== null || this.dataset?.state.phase === 'loading';
  }

  get dataset(): Dataset | null {
    return this.#followed.current;
  }

  /** Failed to load or to answer, whichever is newer. */
  get shownError(): KpiErrorInfo | null {
    return this.error ?? this.dataset?.state.error ?? null;
  }

  hostUpdate(): void {
    const asking = this.#hooks.asking();
    this.#follow(asking?.dataset ?? null);
    if (asking === null || asking.queries.length === 0) {
      this.#stop();
      this.#asked = '';
      return;
    }
    const { revision, standing } = asking.dataset.state;
    // Answers that new rows leave as they are need not be asked for again.
    const since = Math.max(...asking.queries.map(({ kpi }) => standing.get(kpi) ?? revision));
    const key = `${since} ${stableJson(asking.queries)}`;
    if (key === this.#asked) return;
    this.#asked = key;
    this.#ask(asking);
  }

  hostConnected(): void {
    // An element that comes back is not updated by itself.
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop();
    this.#asked = '';
    this.#follow(null);
  }

  /** Asks again although nothing changed, after a failure. */
  again(): void {
    this.#asked = '';
    this.#host.requestUpdate();
  }

  /** Gives up what is being loaded or computed, as the user wishes; the last good answers stay. */
  cancel(): void {
    if (this.dataset?.state.phase === 'loading') this.dataset.cancel();
    if (this.#running === null) return;
    this.#stop();
    this.#dropSoFar();
    this.error = cancelled('compute');
    this.#host.requestUpdate();
  }

  /** What a load had read when it ended too early is no figure. */
  #dropSoFar(): void {
    if (!this.isSoFar) return;
    this.results = null;
    this.isSoFar = false;
  }

  /** Resolves when the load under way has ended, or its data is no longer followed. */
  async #loaded(): Promise<void> {
    while (this.dataset?.state.phase === 'loading') await new Promise<void>((resolve) => this.#onChange.add(resolve));
  }

  #changed(): void {
    for (const resolve of this.#onChange) resolve();
    this.#onChange.clear();
  }

  #follow(dataset: Dataset | null): void {
    if (!this.#followed.turnTo(dataset)) return;
    this.#asked = '';
    this.#told = { error: null, loadedAtMs: dataset?.state.loadedAtMs ?? null };
    this.#changed();
  }

  #listen(dataset: Dataset): () => void {
    const ends = [
      dataset.subscribe(() => {
        this.#tell(dataset.state);
        this.#host.requestUpdate();
        this.#changed();
      }),
      dataset.progress.subscribe(() => {
        const { loading } = dataset.progress.state;
        if (loading !== null) this.#hooks.onProgress(loading);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #tell(state: DatasetState): void {
    const before = this.#told;
    this.#told = { error: state.error, loadedAtMs: state.loadedAtMs };
    if (state.error !== null && state.error !== before.error) this.#hooks.onError(state.error);
    if (state.loadedAtMs !== before.loadedAtMs) this.#hooks.onLoaded(state);
  }

  #stop(): void {
    this.#running?.abort(new DOMException('The question was withdrawn.', 'AbortError'));
    this.#running = null;
  }

  #ask(asking: Asking): void {
    this.#stop();
    const own = new AbortController();
    this.#running = own;
    this.#answered = this.#run(asking, own).finally(() => {
      if (this.#running !== own) return;
      this.#running = null;
      this.#host.requestUpdate();
    });
  }

  async #run({ dataset, queries }: Asking, own: AbortController): Promise<void> {
    const { signal } = own;
    const answers: (KpiResult | undefined)[] = queries.map(() => undefined);
    const take = (index: number, result: KpiResult, isSoFar = false): void => {
      if (signal.aborted) return;
      answers[index] = result;
      if (!answers.every((answer) => answer !== undefined)) return;
      // A load that failed leaves nothing to answer from: the last good answers say more.
      if (dataset.state.error !== null && this.results !== null && !this.isSoFar && result.state === 'not-applicable') return;
      this.isSoFar = isSoFar;
      this.results = Object.freeze(answers.filter((answer) => answer !== undefined));
      this.resultsAtMs = dataset.state.loadedAtMs ?? Date.now();
      this.error = null;
      this.#host.requestUpdate();
    };
    try {
      await Promise.all(queries.map(async (query, index) => {
        take(index, await dataset.compute(query, { signal, ask: `${this.#name}.${index}`, onFirst: (first) => take(index, first), onSoFar: (first) => take(index, first, true) }));
      }));
      if (!signal.aborted && this.results !== null) this.#hooks.onAnswered(this.results, stableJson(queries), dataset.state.loadedAtMs);
    } catch (thrown) {
      if (signal.aborted || isAbort(thrown)) return;
      this.#dropSoFar();
      this.error = errorInfo(thrown, 'compute');
      this.#hooks.onError(this.error);
    }
  }
}
