import { ContextProvider } from '@lit/context';
import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { createLinger } from '../../context/lingering.js';
import { attachContextRoot } from '../../context/context-root.js';
import type { DataInfo, Dataset, HostEngine, RowsGiven } from '../../context/dataset.js';
import { RefreshTimer } from '../../context/refresh-timer.js';
import { SalesDataConsumer } from '../../context/sales-data-consumer.js';
import { salesDataContext } from '../../context/sales-data-context.js';
import { createHub } from '../../context/sales-data-hub.js';
import { KpiDataEvent } from '../../events/kpi-data.js';
import { KpiErrorEvent } from '../../events/kpi-error.js';
import { KpiFilterChangeEvent } from '../../events/kpi-filter-change.js';
import { KpiProgressEvent } from '../../events/kpi-progress.js';
import type { KpiSelectEvent } from '../../events/kpi-select.js';
import type { Origin } from '../../events/origin.js';
import type { DataInputSource } from '../../model/input.js';
import type { Inspection } from '../../model/inspection.js';
import type { KpiErrorInfo, LoadReport } from '../../model/issue.js';
import type { TableName } from '../../model/schema.js';
import type { Filter, KpiQuery, PeriodInput } from '../../model/query.js';
import type { KpiId } from '../../model/kpi-id.js';
import type { KpiResult } from '../../model/result.js';
import type { RowsAnswer, RowsQuery } from '../../model/rows.js';
import { DataElement } from '../data-element.js';
import { replaced, toggled } from '../parts/selection.js';

export interface SalesDataSettings {
  readonly filter?: Filter;
  readonly period?: PeriodInput | null;
}

const handled = new WeakSet<Event>();
/** How many changes of the filter can be taken back. */
const changesKept = 50;

/**
 * Loads and merges data, holds filter and period, and provides them to the widgets it contains. Shows nothing itself.
 * Nested without data of its own it keeps the data around it and has its own filter and period.
 *
 * @summary Data, filter and period for all widgets inside.
 * @status stable
 * @since 0.1.0
 * @dependency data-source
 * @event {KpiDataEvent} kpi-data - Data was loaded.
 * @event {KpiErrorEvent} kpi-error - Loading failed.
 * @event {KpiProgressEvent} kpi-progress - Data is being loaded: rows, bytes, pages and share so far.
 * @event {KpiFilterChangeEvent} kpi-filter-change - The user chose or took back a segment.
 * @slot - Widgets, data sources, anything else.
 * @slot data - Data in the page: a script of type application/json or text/csv.
 * @slot annotations - Campaign windows and events in the page: a script of type application/json.
 * @tag sales-data
 */
export class SalesData extends DataElement {
  static override readonly tag: string = 'sales-data';
  static override styles = css`
    :host { display: contents; }
    :host([hidden]) { display: none; }
    :host([theme='light']) { color-scheme: light; }
    :host([theme='dark']) { color-scheme: dark; }
  `;

  /** Accepted values per dimension; null among them = not set. Clicks in widgets change it. */
  @property({ attribute: false }) filter: Filter = {};
  /** An engine of the host's own in place of the page's worker, such as one from `kennzahl/core` or one that asks a server. */
  @property({ attribute: false }) engine: HostEngine | null = null;

  readonly #hub = createHub(() => this.requestUpdate(), () => this.undoFilter());
  readonly #outer: SalesDataConsumer;
  readonly #linger = createLinger(() => this.#hub.close());
  readonly #timer: RefreshTimer;
  #followed: { readonly dataset: Dataset; readonly unsubscribe: () => void } | null = null;
  #told: { error: KpiErrorInfo | null; loadedAtMs: number | null } = { error: null, loadedAtMs: null };
  #origin: Origin = 'initial';
  /** Filters before the user's changes, oldest first. */
  #past: readonly Filter[] = [];

  constructor() {
    super();
    new ContextProvider(this, { context: salesDataContext, initialValue: this.#hub });
    this.#outer = new SalesDataConsumer(this, () => this.requestUpdate());
    this.#timer = new RefreshTimer(this, { refresh: () => void this.refresh(), isLoading: () => this.#hub.state.dataset.state.phase === 'loading' });
    this.addEventListener('kpi-select', (event) => this.#onSelect(event));
  }

  /** What was loaded, with every finding; null before the first load has ended. */
  get report(): LoadReport | null {
    return this.#hub.state.dataset.state.report;
  }

  /** Tables, columns and values of the data. Rejects when the data cannot be had. */
  async describe(): Promise<DataInfo> {
    return (await this.#dataset()).describe();
  }

  /** The answer to one question, without a widget. Filter and period of this element do not apply. Rejects when the data cannot be had. */
  async compute<K extends KpiId>(query: KpiQuery & { readonly kpi: K }): Promise<KpiResult<K>> {
    return (await this.#dataset()).compute(query) as Promise<KpiResult<K>>;
  }

  /** The source rows behind a number, in pages: the `query` of a `kpi-drill`, or one's own. Null where only sums are held. Rejects when the data cannot be had. */
  async rows(query: RowsQuery): Promise<RowsAnswer | null> {
    return (await this.#dataset()).rows(query);
  }

  /** Which tables an input could be, best guess first, without loading it: `inspect({ file })`. Rejects when it cannot be read. */
  async inspect(input: DataInputSource): Promise<Inspection> {
    return (await this.#dataset()).inspect(input);
  }

  /**
   * Adds rows to a table, as objects or as an input of any form. Only figures that are made of that table are computed again; elements that
   * name the same address share them. They stay until the table is loaded anew. Rejects where they cannot be read.
   */
  async appendRows(table: TableName, rows: RowsGiven): Promise<LoadReport> {
    return (await this.#dataset()).add(table, rows, null);
  }

  /** The same, in place of the rows that have the same value in the column `key`. */
  async upsertRows(table: TableName, rows: RowsGiven, { key = 'id' }: { readonly key?: string } = {}): Promise<LoadReport> {
    return (await this.#dataset()).add(table, rows, key);
  }

  /** Loads everything again. Resolves when that has ended, well or not. */
  async refresh(): Promise<void> {
    await this.#hub.reload();
  }

  /** Filter and period, as plain JSON. */
  getState(): SalesDataSettings {
    return { filter: this.filter, period: this.period };
  }

  /** Takes back what `getState` gave. Fires no event. */
  setState(state: SalesDataSettings): void {
    if (state.filter !== undefined) this.filter = state.filter;
    if (state.period !== undefined) this.period = state.period;
  }

  /** Takes back the user's last change of the filter, and tells it as a change; without one nothing happens. */
  undoFilter(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#choose(before);
  }

  override connectedCallback(): void {
    attachContextRoot(this.ownerDocument);
    this.#linger.back();
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#follow(null);
    this.#linger.leaving();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  protected override updated(): void {
    const own = this.ownInputs();
    const { period, compare, basis, locale, filter, engine } = this;
    const outer = this.#outer.hub;
    this.#timer.seconds = this.refreshInterval;
    this.#hub.update({
      inputs: own?.inputs ?? [], refreshSeconds: this.#timer.seconds, refusal: own?.error ?? null, config: this.engineConfig(), engine, filter: { ...outer?.state.filter, ...filter },
      canUndo: this.#past.length > 0,
      period: period ?? outer?.state.period ?? null, compare: compare ?? outer?.state.compare ?? null,
      basis: basis ?? outer?.state.basis ?? null, locale: locale ?? outer?.state.locale ?? null, annotations: this.marked.checked ?? outer?.state.annotations ?? null,
    }, outer);
    const { dataset } = this.#hub.state;
    this.#follow(this.isConnected && dataset !== outer?.state.dataset ? dataset : null);
    this.#tell();
  }

  /** The data as stated by now: properties set in this turn take effect with the next update. */
  async #dataset(): Promise<Dataset> {
    if (this.isConnected) await this.updateComplete;
    return this.#hub.state.dataset;
  }

  #follow(dataset: Dataset | null): void {
    if (dataset === (this.#followed?.dataset ?? null)) return;
    this.#followed?.unsubscribe();
    this.#followed = dataset === null ? null : { dataset, unsubscribe: this.#listen(dataset) };
  }

  #listen(dataset: Dataset): () => void {
    const ends = [
      dataset.subscribe(() => this.#onDataset(dataset)),
      dataset.progress.subscribe(() => {
        const { loading } = dataset.progress.state;
        if (loading !== null) this.dispatchEvent(new KpiProgressEvent(loading));
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  #onDataset({ state }: Dataset): void {
    this.#tell();
    if (state.loadedAtMs === this.#told.loadedAtMs) return;
    this.#told.loadedAtMs = state.loadedAtMs;
    if (state.report !== null) this.dispatchEvent(new KpiDataEvent(state.report, this.#origin));
    this.#origin = 'auto';
  }

  #tell(): void {
    const error = this.ownInputs()?.error ?? this.#hub.sourceError ?? this.#followed?.dataset.state.error ?? null;
    if (error === this.#told.error) return;
    this.#told.error = error;
    if (error !== null) this.dispatchEvent(new KpiErrorEvent(error));
  }

  /** A request of a widget inside; an outer sales-data must not act on it again. */
  #onSelect(event: KpiSelectEvent): void {
    const { dimensions, key, keys, isOwn } = event.detail;
    if (event.defaultPrevented || handled.has(event) || isOwn || dimensions.length === 0) return;
    handled.add(event);
    this.#past = [...this.#past, this.filter].slice(-changesKept);
    this.#choose(keys === undefined ? toggled(this.filter, dimensions, key) : replaced(this.filter, dimensions, keys));
  }

  #choose(filter: Filter): void {
    this.filter = filter;
    this.dispatchEvent(new KpiFilterChangeEvent(filter));
  }
}

declare global {
  interface HTMLElementTagNameMap { 'sales-data': SalesData }
}
