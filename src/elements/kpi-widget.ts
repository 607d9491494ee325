import { type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { RowsGiven } from '../context/dataset.js';
import { KpiReadyEvent } from '../events/kpi-ready.js';
import { KpiStateChangeEvent } from '../events/kpi-state-change.js';
import type { Messages } from '../i18n/messages.js';
import type { LoadReport } from '../model/issue.js';
import type { Filter, KpiQuery } from '../model/query.js';
import type { KpiResult, Provenance } from '../model/result.js';
import type { ScenePoint } from '../model/scene.js';
import { isTableName, type TableName } from '../model/table-name.js';
import { DataElement } from './data-element.js';
import { adoptInto } from './parts/adopt-into.js';
import { AgeController } from './parts/age-controller.js';
import { AlertTeller } from './parts/alert-teller.js';
import type { Watched } from './parts/alert-watch.js';
import type { Figure } from './parts/figure.js';
import { FiguresController } from './parts/figures-controller.js';
import type { Picture } from './parts/picture.js';
import type { PointAct } from './parts/point-reader.js';
import { ProgressController } from './parts/progress-controller.js';
import type { HeadContext } from './parts/result-head.js';
import type { Key } from './parts/selection.js';
import type { Stage } from './parts/stage.js';
import { StageController } from './parts/stage-controller.js';
import { WidgetData } from './parts/widget-data.js';
import { WidgetDrill } from './parts/widget-drill.js';
import { WidgetFiles } from './parts/widget-files.js';
import { widgetFrame, wordlessFrame, type WidgetFrame } from './parts/widget-frame.js';
import { WidgetSelection } from './parts/widget-selection.js';
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
  /** What is shown until the user switches: `chart` or `table`; `auto` leaves it as it is. */
  @property() view: 'chart' | 'table' | 'auto' = 'auto';
  /** Stands where there is no figure. */
  @property({ attribute: 'null-as' }) nullAs = '–';
  /** Seconds after a `kpi-alert` in which there is no other; what lasts longer is told then. */
  @property({ attribute: 'alert-cool-down', type: Number }) alertCoolDown = 300;
  /**
   * Which part the widget takes in filtering with others: `both`; `send`: what is chosen in it filters the others, their choices leave it as it is;
   * `receive`: the other way round; `none`: neither.
   */
  @property({ attribute: 'cross-filter' }) crossFilter: 'both' | 'send' | 'receive' | 'none' = 'both';
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
  /** Which of the answers are shown, the leading one first; null: all, as they were asked for. Called with whatever has been answered. */
  protected arrange(_results: readonly KpiResult[]): readonly number[] | null {
    return null;
  }

  /** Fetches what `picture` draws with, where that is not part of the widget's first file; null: it is here. */
  protected preparePicture(): Promise<void> | null {
    return null;
  }

  readonly #internals = this.attachInternals();
  readonly #stage = new StageController(this);
  readonly #figuresView = new FiguresController(this, (id, point, act) => this.#actOn(id, point, act), () => this.preparePicture());
  readonly #alerts = new AlertTeller(this, () => this.alertCoolDown * 1_000);
  readonly #data: WidgetData = new WidgetData(this, () => ({
    own: this.ownInputs(), config: this.engineConfig(), questions: this.questions(), period: this.period, compare: this.compare, basis: this.basis,
    filter: this.filter, follows: this.#follows, segmentBy: this.segments, shown: [...this.segments, ...this.ownDimensions], target: this.leadTarget,
    arrange: (results) => this.arrange(results),
  }), (results, question, loadedAtMs) => this.#alerts.take(results, this.watched(results), question, loadedAtMs));
  readonly #age = new AgeController(this);
  readonly #selection = new WidgetSelection(this, {
    kpi: () => this.#data.results?.[0]?.kpi ?? null,
    outerFilter: () => (this.#sends ? this.#data.view?.filter ?? null : null), sends: () => this.#sends,
  });
  readonly #drill = new WidgetDrill(this, {
    data: this.#data, messages: () => this.#messages, dir: () => this.#stage.dir, selectedKeys: (dimensions) => this.selectedKeys(dimensions),
  });
  readonly #files = new WidgetFiles(this, async () => {
    await this.updateComplete;
    const { heading = '', locale = 'en' } = this.#drawn ?? {};
    return { scenes: (this.#figures ?? []).map(({ scene }) => scene), heading, locale, base: this.renderRoot.querySelector<HTMLElement>('.base') };
  });
  /** What `view` says, until the user chooses. */
  #choice: 'chart' | 'table' = 'chart';
  /** Null: no picture is drawn, only a state. */
  #figures: readonly Figure[] | null = null;
  /** What the last draw said; null: it had no words yet. */
  #drawn: { readonly state: WidgetState; readonly heading: string; readonly locale: string } | null = null;
  #isReady = false;

  constructor() {
    super();
    new ProgressController(this, { data: this.#data, messages: () => this.#messages });
  }

  /** Loads the data again. Resolves when that has ended, well or not. */
  async refresh(): Promise<void> {
    await this.#data.refresh('auto');
    await this.updateComplete;
  }

  /**
   * Adds rows to a table of the data shown, as objects or as an input of any form. Only figures that are made of that table are computed
   * again. They stay until the table is loaded anew. Rejects where they cannot be read.
   */
  appendRows(table: TableName, rows: RowsGiven): Promise<LoadReport> {
    return this.#data.add(table, rows, null);
  }

  /** The same, in place of the rows that have the same value in the column `key`. */
  upsertRows(table: TableName, rows: RowsGiven, { key = 'id' }: { readonly key?: string } = {}): Promise<LoadReport> {
    return this.#data.add(table, rows, key);
  }

  /** How the user has set this widget, as plain JSON. */
  getState(): WidgetSettings {
    const { own } = this.#selection;
    return { view: this.#choice, ...(Object.keys(own).length > 0 ? { filter: own } : {}) };
  }

  /** Takes back what `getState` gave. Fires no event. */
  setState(state: WidgetSettings): void {
    if (state.view !== undefined) this.#choice = state.view === 'table' ? 'table' : 'chart';
    this.#selection.own = state.filter ?? {};
    this.requestUpdate();
  }

  /** The pictures as one SVG file with colours and fonts written out. */
  toSVG(): Promise<string> {
    return this.#files.svg();
  }

  /** The same as PNG, twice as fine as on the screen. Rejects where the page's policy forbids images from memory. */
  toPNG(): Promise<Blob> {
    return this.#files.png();
  }

  /** The numbers behind the pictures as CSV in the page's language, safe to open in a spreadsheet. */
  toCSV(): Promise<string> {
    return this.#files.csv();
  }

  /** Rows, rules and formula behind the leading figure; null before there is one. */
  getProvenance(): Provenance | null {
    return this.#data.results?.[0]?.provenance ?? null;
  }

  /** The answer to the leading question; null before there is one. */
  getResult(): KpiResult | null {
    return this.#data.results?.[0] ?? null;
  }

  /** Target of the leading question. */
  protected get leadTarget(): number | null {
    return this.target;
  }

  protected get segments(): readonly string[] {
    return (this.segmentBy ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '').slice(0, 2);
  }

  protected get selectedKeys(): (dimensions: readonly string[]) => readonly Key[] {
    return this.#selection.keys;
  }

  /** Where this number comes from, unless the page shows that itself. */
  protected readonly openSheet = (): void => this.#drill.openSheet();

  /** The figure that `kpi-alert` speaks of. */
  protected watched([lead]: readonly KpiResult[]): Watched | null {
    return lead ?? null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#data.timer.seconds = this.refreshInterval;
    if (changed.has('view') && this.view !== 'auto') this.#choice = this.view;
  }

  protected override render(): TemplateResult {
    const data = this.#data;
    const messages = this.#messages;
    const mayShow = data.hasData || data.results?.[0]?.state === 'ready' || data.results?.[0]?.state === 'zero';
    const view = mayShow ? this.#figuresView.get() : null;
    if (messages === null) return wordlessFrame(this.form, this.heading, this.#stage.dir);
    const results = mayShow && view === null ? null : data.results;
    const error = data.error ?? this.#figuresView.error;
    const isBusy = data.isWaiting || this.#figuresView.isPending;
    const state = widgetState(results, error, data.hasData, isBusy);
    const isOld = state.overlays.includes('stale');
    const selected = this.selectedKeys([...this.segments, ...this.ownDimensions]);
    const annotations = this.marked.checked ?? data.view?.annotations ?? null;
    const stage = this.#stage.stage(this.form, {
      messages, currency: data.results?.[0]?.currency ?? this.currency, selected: selected.length > 0 ? selected : null, isOld,
      annotations: annotations?.marks ?? [],
    });
    const heading = this.heading ?? this.defaultHeading(stage);
    this.#drawn = { state, heading, locale: messages.locale };
    const shows = results !== null && results[0] !== undefined && (state.main === 'ready' || state.main === 'zero');
    const headContext: HeadContext = { heading, nullText: this.nullAs, oldSinceMs: isOld ? data.kpi.resultsAtMs : null };
    const picture = shows && this.#stage.width(this.form) !== null ? this.picture(results, stage, headContext) : null;
    this.#figures = picture?.figures ?? null;
    const frame: WidgetFrame = {
      form: this.form, state, heading, stage, results, report: data.report, error, isBusy, annotationFaults: annotations?.errors ?? [],
      age: results !== null && (isOld || data.refreshSeconds > 0) ? this.#age.text(data.kpi.resultsAtMs, messages) : null,
      isFiltered: Object.keys({ ...this.filter, ...(this.#follows ? data.view?.filter : {}) }).length > 0, shownView: this.#choice,
      sourceTag: this.localName.replace(/[^-]+-[^-]+(-[^-]+)?$/u, 'data-source'),
      selectedKeys: this.selectedKeys, onRetry: () => this.#retry(),
      onFile: (table, file) => isTableName(table) && data.putFile(table, file),
      onToggleView: () => this.#toggleView(), onClear: (dimensions) => this.#selection.choose({ dimensions, key: [], title: '' }),
      ...this.#drill.frame,
      onCsv: this.#files.save, onCopy: this.#files.copy,
    };
    return widgetFrame(frame, picture === null || view === null ? null : view.draw(frame, picture));
  }

  protected override updated(): void {
    const state: WidgetState = this.#drawn?.state ?? { main: 'loading', overlays: [] };
    for (const name of allStates) this.#internals.states[state.main === name || state.overlays.some((overlay) => overlay === name) ? 'add' : 'delete'](name);
    this.#stage.measure(this.renderRoot, this.form);
    if (this.#figures === null) return;
    this.#figuresView.get()?.placeReadouts(this.renderRoot, this.#figures);
    if (this.#isReady || this.#data.kpi.isSoFar) return;
    this.#isReady = true;
    this.dispatchEvent(new KpiReadyEvent(this.#data.results?.[0]?.kpi ?? null));
  }

  /** Resolves when the picture is drawn: data loaded, answers there, words there, laid out. */
  protected override async getUpdateComplete(): Promise<boolean> {
    let done = await super.getUpdateComplete();
    const waits = [this.#data.kpi, this.#stage, this.#figuresView, this.marked] as const;
    while (this.isConnected && (this.isUpdatePending || waits.some(({ isPending }) => isPending))) {
      await Promise.all(waits.map((one) => one.settled()));
      done = await super.getUpdateComplete();
    }
    return done;
  }

  adoptedCallback(): void {
    if (this.shadowRoot !== null) adoptInto(this.shadowRoot, (this.constructor as typeof KpiWidget).styles);
  }

  get #sends(): boolean {
    return this.crossFilter !== 'none' && this.crossFilter !== 'receive';
  }

  get #follows(): boolean {
    return this.crossFilter !== 'none' && this.crossFilter !== 'send';
  }

  get #messages(): Messages | null {
    return this.#stage.messages(this.locale ?? this.#data.view?.locale ?? null);
  }

  #retry(): void {
    this.#figuresView.again();
    this.requestUpdate();
    void this.#data.refresh('user');
  }

  #actOn(id: string, point: ScenePoint, act: PointAct): void {
    const figure = this.#figures?.find((one) => one.id === id);
    if (figure === undefined) return;
    if (act === 'rows') this.#drill.openPoint(figure, point);
    else this.#selection.choose({ dimensions: point.key === undefined ? [] : figure.dimensions, key: point.key ?? [], title: point.title });
  }

  #toggleView(): void {
    this.#choice = this.#choice === 'table' ? 'chart' : 'table';
    this.requestUpdate();
    this.dispatchEvent(new KpiStateChangeEvent({ ...this.getState() }));
  }
}
