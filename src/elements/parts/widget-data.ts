import type { ReactiveControllerHost } from 'lit';
import { KpiController, type Asking, type KpiControllerHooks } from '../../context/kpi-controller.js';
import type { RowsGiven } from '../../context/dataset.js';
import { hasPendingAncestor } from '../../context/pending-ancestor.js';
import { RefreshTimer } from '../../context/refresh-timer.js';
import { SalesDataConsumer } from '../../context/sales-data-consumer.js';
import type { SalesDataView } from '../../context/sales-data-context.js';
import type { SourceInput } from '../../context/source-input.js';
import { KpiDataEvent } from '../../events/kpi-data.js';
import { KpiErrorEvent } from '../../events/kpi-error.js';
import { KpiProgressEvent } from '../../events/kpi-progress.js';
import type { Origin } from '../../events/origin.js';
import type { EngineConfig } from '../../model/config.js';
import type { KpiErrorInfo, LoadReport } from '../../model/issue.js';
import type { Filter, KpiQuery, PeriodInput } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import type { TableName } from '../../model/schema.js';
import { OwnData } from './own-data.js';
import type { OwnInputs } from './own-inputs.js';
import { withoutDimensions } from './selection.js';

/** What a widget states by its attributes and properties. */
export interface Stated {
  readonly own: OwnInputs | null;
  readonly config: EngineConfig;
  readonly questions: readonly KpiQuery[];
  readonly period: PeriodInput | null;
  readonly compare: KpiQuery['compare'] | null;
  readonly basis: string | null;
  readonly filter: Filter | null;
  /** The filter of the `<sales-data>` around it holds here, too. */
  readonly follows: boolean;
  readonly segmentBy: readonly string[];
  /** Dimensions the picture itself shows: the surrounding filter does not cut them. */
  readonly shown: readonly string[];
  readonly target: number | null;
  /** Which of the answers are shown, and in which order; null = all as they were asked for. */
  readonly arrange: (results: readonly KpiResult[]) => readonly number[] | null;
}

/** A widget's data, whether its own or that of the `<sales-data>` around it. */
export class WidgetData {
  readonly kpi: KpiController;
  readonly timer: RefreshTimer;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #stated: () => Stated;
  readonly #own: OwnData;
  readonly #consumer: SalesDataConsumer;
  #files: readonly SourceInput[] = [];
  #refusal: KpiErrorInfo | null = null;
  #isOwn = true;
  #hasData = false;
  #isWaiting = true;
  #origin: Origin = 'initial';
  #queries: readonly KpiQuery[] = [];

  constructor(host: ReactiveControllerHost & HTMLElement, stated: () => Stated, onAnswered: KpiControllerHooks['onAnswered']) {
    this.#host = host;
    this.#stated = stated;
    this.#own = new OwnData(host);
    this.#consumer = new SalesDataConsumer(host, () => host.requestUpdate());
    this.timer = new RefreshTimer(host, { refresh: () => void this.refresh('auto'), isLoading: () => this.kpi.dataset?.state.phase === 'loading' });
    this.kpi = new KpiController(host, {
      asking: () => this.#asking(),
      onError: (error) => this.#onError(error),
      onLoaded: ({ report }) => this.#onLoaded(report),
      onProgress: (loading) => {
        if (this.#isOwn) host.dispatchEvent(new KpiProgressEvent(loading));
      },
      onAnswered,
    });
  }

  get view(): SalesDataView | null {
    return this.#isOwn ? null : this.#consumer.hub?.state ?? null;
  }

  get results(): readonly KpiResult[] | null {
    return this.#arranged(this.kpi.results);
  }

  /** What is asked, one question a result. */
  get queries(): readonly KpiQuery[] {
    return this.#arranged(this.#queries) ?? [];
  }

  get error(): KpiErrorInfo | null {
    return this.#refusal ?? this.view?.refusal ?? this.kpi.shownError;
  }

  get report(): LoadReport | null {
    return this.kpi.dataset?.state.report ?? null;
  }

  /** Seconds after which the data is loaded again, by whoever loads it; 0 = never. */
  get refreshSeconds(): number {
    return this.view?.refreshSeconds ?? this.timer.seconds;
  }

  get hasData(): boolean {
    return this.#hasData;
  }

  /** Something may still come: data, an answer, or the element that holds the data. */
  get isWaiting(): boolean {
    return this.#isWaiting || this.kpi.isPending;
  }

  /** A file the user chose where a table was missing. */
  putFile(table: TableName, file: File): void {
    const source: SourceInput = { table, input: { file, label: file.name } };
    this.#origin = 'user';
    if (!this.#isOwn) {
      this.#consumer.hub?.put(file, [source]);
      return;
    }
    this.#files = [...this.#files.filter((other) => other.table !== table), source];
    this.#host.requestUpdate();
  }

  /** Rows into the data that is shown; with a `key` in place of those before. */
  async add(table: TableName, rows: RowsGiven, key: string | null): Promise<LoadReport> {
    await this.#host.updateComplete;
    const { dataset } = this.kpi;
    if (dataset === null) throw new Error('There is no data yet to add rows to.');
    return dataset.add(table, rows, key);
  }

  async refresh(origin: Origin): Promise<void> {
    this.#origin = origin;
    if (this.#isOwn) await this.kpi.dataset?.reload();
    else await this.#consumer.hub?.reload();
    if (this.kpi.error !== null) this.kpi.again();
  }

  #asking(): Asking | null {
    // Drawn once more after it has left, by something late, an element would hold data that nobody releases.
    if (!this.#host.isConnected) return null;
    const stated = this.#stated();
    const { own } = stated;
    this.#refuse(own?.error ?? null);
    this.#isOwn = own !== null || this.#files.length > 0 || this.#consumer.hub === null;
    this.#isWaiting = false;
    if (this.#refusal !== null) return null;
    if (this.#isOwn && own === null && this.#files.length === 0 && hasPendingAncestor(this.#host)) {
      this.#isWaiting = true;
      return null;
    }
    const view = this.view;
    if (view !== null) this.#own.release();
    const inputs = [...(own?.inputs ?? []).filter(({ table }) => !this.#files.some((file) => file.table === table)), ...this.#files];
    this.#hasData = view?.hasSources ?? inputs.length > 0;
    const dataset = view?.dataset ?? this.#own.hold(inputs, stated.config);
    this.#queries = stated.questions.map((question, i) => this.#query(question, stated, view, i === 0));
    return { dataset, queries: this.#queries };
  }

  #query(question: KpiQuery, stated: Stated, view: SalesDataView | null, isLead: boolean): KpiQuery {
    const filter = { ...(stated.follows ? withoutDimensions(view?.filter ?? {}, stated.shown) : {}), ...stated.filter };
    const period = stated.period ?? view?.period ?? null;
    const basis = stated.basis ?? view?.basis ?? null;
    return {
      compare: stated.compare ?? view?.compare ?? 'previous',
      ...(period === null ? {} : { period }),
      ...(Object.keys(filter).length === 0 ? {} : { filter }),
      ...(stated.segmentBy.length === 0 ? {} : { segmentBy: stated.segmentBy }),
      ...(stated.target === null || !isLead ? {} : { target: stated.target }),
      ...(basis === null ? {} : { options: { basis } }),
      ...question,
    };
  }

  #arranged<T>(list: readonly T[] | null): readonly T[] | null {
    const { results } = this.kpi;
    const order = results === null ? null : this.#stated().arrange(results);
    return list === null || order === null ? list : order.flatMap((i) => list[i] ?? []);
  }

  #refuse(error: KpiErrorInfo | null): void {
    if (error === this.#refusal) return;
    this.#refusal = error;
    if (error !== null) queueMicrotask(() => this.#host.dispatchEvent(new KpiErrorEvent(error)));
  }

  #onError(error: KpiErrorInfo): void {
    // A load that failed for all is told once, by the element that loaded.
    if (this.#isOwn || error.phase === 'compute') this.#host.dispatchEvent(new KpiErrorEvent(error));
  }

  #onLoaded(report: LoadReport | null): void {
    const origin = this.#origin;
    this.#origin = 'auto';
    if (this.#isOwn && report !== null) this.#host.dispatchEvent(new KpiDataEvent(report, origin));
  }
}
