import { type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { KpiDrillEvent } from '../events/kpi-drill.js';
import { KpiReadyEvent } from '../events/kpi-ready.js';
import { KpiSelectEvent } from '../events/kpi-select.js';
import { KpiStateChangeEvent } from '../events/kpi-state-change.js';
import type { Filter, KpiQuery } from '../model/query.js';
import type { KpiResult, Provenance } from '../model/result.js';
import type { Scene, ScenePoint } from '../model/scene.js';
import { isTableName } from '../model/table-name.js';
import { DataElement } from './data-element.js';
import { adoptInto } from './parts/adopt-into.js';
import { attempt } from './parts/attempt.js';
import { copyTables } from './parts/copy-tables.js';
import type { Figure } from './parts/figure.js';
import { FiguresController } from './parts/figures-controller.js';
import type { Picture } from './parts/picture.js';
import type { Sheet } from './parts/provenance-sheet.js';
import type { HeadContext } from './parts/result-head.js';
import { chosenIn, toggled, type Key } from './parts/selection.js';
import type { Stage } from './parts/stage.js';
import { StageController } from './parts/stage-controller.js';
import { widgetFrame, wordlessFrame, type WidgetFrame } from './parts/widget-frame.js';
import { WidgetData } from './parts/widget-data.js';
import type { WidgetSettings } from './parts/widget-settings.js';
import { allStates, widgetState, type WidgetState } from './parts/widget-state.js';
import { widgetStyles } from './widget.styles.js';

/**
 * The frame around every widget: asks, and shows head, pictures, notes and states. A widget adds what it asks and what
 * picture that makes; it never loads, counts or formats data itself.
 */
export abstract class KpiWidget extends DataElement {
  static override styles: CSSResultGroup = widgetStyles;

  /** Segments to split by: one or two dimensions, such as `source` or `source,owner_id`. */
  @property({ attribute: 'segment-by' }) segmentBy: string | null = null;
  /** Value to reach; wins over the targets in the data. */
  @property({ type: Number }) target: number | null = null;
  /** Name above the figure; default: that of the KPI. */
  @property() heading: string | null = null;
  /** `chart`, `table`, or `auto`: as the user last chose. */
  @property() view: 'chart' | 'table' | 'auto' = 'auto';
  /** Stands where there is no figure. */
  @property({ attribute: 'null-as' }) nullAs = '–';
  /** Accepted values per dimension, beside what `<sales-data>` filters. */
  @property({ attribute: false }) filter: Filter | null = null;

  /** `card`: the figure matters, with a small picture; `chart`: the picture does. */
  protected abstract readonly form: 'card' | 'chart';
  /** Dimensions the picture shows by itself, beside `segment-by`. */
  protected readonly ownDimensions: readonly string[] = [];
  /** Questions beside period, filter and segments; the first one's answer leads. */
  protected abstract questions(): readonly KpiQuery[];
  protected abstract picture(results: readonly KpiResult[], stage: Stage, head: HeadContext): Picture;
  protected abstract defaultHeading(stage: Stage): string;

  readonly #internals = this.attachInternals();
  readonly #stage = new StageController(this);
  readonly #figuresView = new FiguresController(this, (id, point) => this.#selectPoint(id, point));
  readonly #data: WidgetData = new WidgetData(this, () => ({
    own: this.ownInputs(), config: this.engineConfig(), questions: this.questions(), period: this.period, compare: this.compare, basis: this.basis,
    filter: this.filter, segmentBy: this.segments, shown: [...this.segments, ...this.ownDimensions], target: this.leadTarget,
  }));
  #choice: 'chart' | 'table' = 'chart';
  #chosen: Filter = {};
  #figures: readonly Figure[] = [];
  /** What the last draw said; null: it had no words yet. */
  #drawn: { readonly state: WidgetState; readonly heading: string; readonly locale: string } | null = null;
  #sheet: ((sheet: Sheet) => TemplateResult) | null = null;
  #isReady = false;

  /** Loads the data again. Resolves when that has ended, well or not. */
  async refresh(): Promise<void> {
    await this.#data.refresh('auto');
    await this.updateComplete;
  }

  /** How the user has set this widget, as plain JSON. */
  getState(): WidgetSettings {
    return { view: this.#shownView, ...(Object.keys(this.#chosen).length > 0 ? { filter: this.#chosen } : {}) };
  }

  /** Takes back what `getState` gave. Fires no event. */
  setState(state: WidgetSettings): void {
    if (state.view !== undefined) this.#choice = state.view === 'table' ? 'table' : 'chart';
    this.#chosen = state.filter ?? {};
    this.requestUpdate();
  }

  /** The pictures as one SVG file with colours and fonts written out. */
  async toSVG(): Promise<string> {
    await this.updateComplete;
    const base = this.renderRoot.querySelector<HTMLElement>('.base');
    if (base === null) return '';
    const { sceneToSvg } = await import('../paint/scene-to-svg.js');
    return sceneToSvg(this.#scenes, { tokensFrom: base, title: this.#drawn?.heading ?? '' });
  }

  /** The same as PNG, twice as fine as on the screen. Rejects where the page's policy forbids images from memory. */
  async toPNG(): Promise<Blob> {
    const { exportPng } = await import('./parts/export-png.js');
    return exportPng(await this.toSVG());
  }

  /** The numbers behind the pictures as CSV in the page's language, safe to open in a spreadsheet. */
  async toCSV(): Promise<string> {
    await this.updateComplete;
    const { scenesCsv } = await import('./parts/csv-export.js');
    return scenesCsv(this.#scenes, this.#drawn?.locale ?? 'en');
  }

  /** Rows, rules and formula behind the leading figure; null before there is one. */
  getProvenance(): Provenance | null {
    return this.#data.results?.[0]?.provenance ?? null;
  }

  /** Target of the leading question. */
  protected get leadTarget(): number | null {
    return this.target;
  }

  protected get segments(): readonly string[] {
    return (this.segmentBy ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '').slice(0, 2);
  }

  protected get selectedKeys(): (dimensions: readonly string[]) => readonly Key[] {
    return (dimensions) => chosenIn(this.#data.view?.filter ?? this.#chosen, dimensions);
  }

  /** Where this number comes from, unless the page shows that itself. */
  protected readonly openSheet = (): void => {
    const lead = this.#data.results?.[0];
    if (lead === undefined || !this.dispatchEvent(new KpiDrillEvent(lead))) return;
    attempt(this.#showSheet());
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#data.timer.seconds = this.refreshInterval;
    if (changed.has('view') && this.view !== 'auto') this.#choice = this.view;
  }

  protected override render(): TemplateResult {
    const messages = this.#stage.messages(this.locale ?? this.#data.view?.locale ?? null);
    const mayShow = this.#data.hasData || this.#data.results?.[0]?.state === 'ready' || this.#data.results?.[0]?.state === 'zero';
    const view = mayShow ? this.#figuresView.get() : null;
    if (messages === null) return wordlessFrame(this.form, this.heading, this.#stage.dir);
    const results = mayShow && view === null ? null : this.#data.results;
    const error = this.#data.error ?? this.#figuresView.error;
    const isBusy = this.#data.isWaiting || this.#figuresView.isPending;
    const state = widgetState(results, error, this.#data.hasData, isBusy);
    const selected = this.selectedKeys([...this.segments, ...this.ownDimensions]);
    const stage = this.#stage.stage(this.form, {
      messages, currency: this.#data.results?.[0]?.currency ?? this.currency, selected: selected.length > 0 ? selected : null, isOld: state.overlays.includes('stale'),
    });
    const heading = this.heading ?? this.defaultHeading(stage);
    this.#drawn = { state, heading, locale: messages.locale };
    const shows = results !== null && results[0] !== undefined && (state.main === 'ready' || state.main === 'zero');
    const headContext: HeadContext = { heading, nullText: this.nullAs, oldSinceMs: state.overlays.includes('stale') ? this.#data.kpi.resultsAtMs : null };
    const picture = shows && this.#stage.width(this.form) !== null ? this.picture(results, stage, headContext) : null;
    this.#figures = picture?.figures ?? [];
    const frame: WidgetFrame = {
      form: this.form, state, heading, stage, results, report: this.#data.report, error, isBusy,
      isFiltered: Object.keys({ ...this.filter, ...this.#data.view?.filter }).length > 0, shownView: this.#shownView,
      sourceTag: this.localName.replace(/[^-]+-[^-]+(-[^-]+)?$/u, 'data-source'),
      selectedKeys: this.selectedKeys, onRetry: () => this.#retry(),
      onFile: (table, file) => isTableName(table) && this.#data.putFile(table, file),
      onToggleView: () => this.#toggleView(), onClear: (dimensions) => this.#select({ dimensions, key: [], title: '' }), onSheet: this.openSheet,
      sheet: this.#sheet, onSheetClosed: () => this.#drawSheet(null),
      onCsv: () => attempt(this.#saveCsv()), onCopy: () => void copyTables(this.#scenes),
    };
    return widgetFrame(frame, picture === null || view === null ? null : view.draw(frame, picture));
  }

  protected override updated(): void {
    const state: WidgetState = this.#drawn?.state ?? { main: 'loading', overlays: [] };
    for (const name of allStates) this.#internals.states[state.main === name || state.overlays.some((overlay) => overlay === name) ? 'add' : 'delete'](name);
    this.#stage.measure(this.renderRoot, this.form);
    if (this.#figures.length === 0) return;
    this.#figuresView.get()?.placeReadouts(this.renderRoot, this.#figures);
    if (this.#isReady) return;
    this.#isReady = true;
    this.dispatchEvent(new KpiReadyEvent(this.#data.results?.[0]?.kpi ?? null));
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    let done = await super.getUpdateComplete();
    while (this.isConnected && (this.#data.kpi.isPending || this.#stage.isPending || this.#figuresView.isPending || this.isUpdatePending)) {
      await Promise.all([this.#data.kpi.settled(), this.#stage.settled(), this.#figuresView.settled()]);
      done = await super.getUpdateComplete();
    }
    return done;
  }

  adoptedCallback(): void {
    adoptInto(this.renderRoot as ShadowRoot, (this.constructor as typeof KpiWidget).styles);
  }

  get #scenes(): readonly Scene[] {
    return this.#figures.map(({ scene }) => scene);
  }

  get #shownView(): 'chart' | 'table' {
    return this.view === 'auto' || this.#choice !== 'chart' || this.view === 'chart' ? this.#choice : this.view;
  }

  #retry(): void {
    this.#figuresView.again();
    this.requestUpdate();
    void this.#data.refresh('user');
  }

  #selectPoint(id: string, point: ScenePoint): void {
    const dimensions = this.#figures.find((figure) => figure.id === id)?.dimensions ?? [];
    this.#select({ dimensions: point.key === undefined ? [] : dimensions, key: point.key ?? [], title: point.title });
  }

  #select(selection: { readonly dimensions: readonly string[]; readonly key: Key; readonly title: string }): void {
    const goesOn = this.dispatchEvent(new KpiSelectEvent({ kpi: this.#data.results?.[0]?.kpi ?? null, ...selection }));
    // Inside sales-data the choice comes back as a filter; alone, the widget marks it itself.
    if (!goesOn || this.#data.view !== null || selection.dimensions.length === 0) return;
    this.#chosen = toggled(this.#chosen, selection.dimensions, selection.key);
    this.requestUpdate();
  }

  #toggleView(): void {
    this.#choice = this.#shownView === 'table' ? 'chart' : 'table';
    this.requestUpdate();
    this.dispatchEvent(new KpiStateChangeEvent({ ...this.getState() }));
  }

  async #saveCsv(): Promise<void> {
    const csv = await this.toCSV();
    const { saveCsv } = await import('./parts/csv-export.js');
    saveCsv(csv, `${this.localName}.csv`, this.ownerDocument);
  }

  async #showSheet(): Promise<void> {
    const { provenanceSheet } = await import('./parts/provenance-sheet.js');
    this.#drawSheet(provenanceSheet);
    // This draw, not the answers that may still be on their way.
    await super.getUpdateComplete();
    if (this.isConnected) this.renderRoot.querySelector('dialog')?.showModal();
  }

  #drawSheet(sheet: ((sheet: Sheet) => TemplateResult) | null): void {
    this.#sheet = sheet;
    this.requestUpdate();
  }
}

