import { html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { BoardNotesController } from '../../context/board-notes-controller.js';
import { KpiErrorEvent } from '../../events/kpi-error.js';
import { KpiStateChangeEvent } from '../../events/kpi-state-change.js';
import { caveatText } from '../../i18n/caveat-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import { CompanionElement, type Wait } from '../companion-element.js';
import { adoptInto } from '../parts/adopt-into.js';
import { attempt } from '../parts/attempt.js';
import { icon } from '../parts/icon.js';
import { widgetStyles } from '../widget.styles.js';
import type { BoardEditing, EditedBoard } from './board-editing.js';
import type { BoardLayout, BoardTile } from './board-layout.js';
import { faultLine } from './fault-line.js';
import { faultMessage } from './fault-words.js';
import { invitation } from './invitation.js';
import { dashboardStyles } from './kpi-dashboard.styles.js';
import { readStored, writeStored } from './layout-store.js';
import { presetOf } from './presets.js';
import { parseLayout, readLayout, type LayoutFault, type LayoutReading } from './read-layout.js';
import { inReadingOrder } from './settle.js';
import { boardTileOf } from './tile-hygiene.js';
import { TileElements } from './tile-elements.js';
import { tileKindOf } from './tile-kinds.js';
import { kpisOf } from './tile-kpis.js';
import { placeTiles } from './place-tiles.js';
import { reasons } from './reasons.js';
import { roleName } from './tile-words.js';

/**
 * The few figures that a role steers by, each with the reason for it, as a board that the user arranges: by mouse, touch or
 * keyboard. Layout and settings are plain JSON; where they are kept is the page's matter.
 *
 * @summary A role's few figures on a board that the user arranges; the layout is plain JSON.
 * @status stable
 * @since 0.1.0
 * @event {KpiStateChangeEvent} kpi-state-change - The user arranged the board or changed how one of its elements shows its data; `detail.state` is what `setState` takes back.
 * @event {KpiErrorEvent} kpi-error - A layout was not taken; the one before stays. `detail.message` names the place.
 * @event {KpiReadyEvent} kpi-ready - An element on the board has drawn its first picture.
 * @event {KpiSelectEvent} kpi-select - The user chose a segment in an element on the board.
 * @event {KpiDrillEvent} kpi-drill - The user asks where a figure on the board comes from.
 * @event {KpiAlertEvent} kpi-alert - New data took a figure on the board across its target.
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart grid - The tiles.
 * @csspart tile - One tile.
 * @csspart note - Reasons, notes and errors.
 * @csspart toolbar - What arranges the board.
 * @cssproperty [--kpi-accent] - What is being arranged.
 * @cssproperty [--kpi-surface] - Background of the tiles.
 * @tag kpi-dashboard
 */
export class KpiDashboard extends CompanionElement {
  static override readonly tag: string = 'kpi-dashboard';
  static override styles = [widgetStyles, dashboardStyles];

  /** Whose board it begins as: `sdr`, `ae`, `sales-manager`, `sales-ops`, `rev-ops`, `marketing`, `management`. Called so since `role` is ARIA's. */
  @property({ reflect: true }) audience: string | null = null;
  /** The board is being arranged. */
  @property({ type: Boolean, reflect: true }) editing = false;
  /** The user cannot arrange it. */
  @property({ type: Boolean, reflect: true }) fixed = false;
  /** Name in the browser's own storage under which the layout is kept, for each audience by itself; without it nothing is stored. */
  @property({ attribute: 'storage-key' }) storageKey: string | null = null;

  @state() private isExplained = false;
  @state() private fault: LayoutFault | null = null;
  @state() private isNotKept = false;
  @state() private editor: BoardEditing | null = null;

  /** Null: as the role's preset. */
  #layout: BoardLayout | null = null;
  readonly #elements = new TileElements(this);
  readonly #notes = new BoardNotesController(this, () => this.#withKpis.map((tile) => boardTileOf(tile, this.#elements.elementOf(tile.id))));
  #opensPalette = false;
  /** With those of arranging, once that has been asked for. */
  #sheets: CSSResultGroup = (this.constructor as typeof KpiDashboard).styles;

  /** Role, tiles and their settings, as plain JSON. */
  getState(): BoardLayout {
    return structuredClone(this.#shown);
  }

  /**
   * Takes back what `getState` gave. Fires no state event. What is no layout is refused with `kpi-error` and a line on the
   * board that names the place in the JSON; the layout before stays.
   */
  setState(state: BoardLayout): void {
    const layout = this.#taken(readLayout(state));
    if (layout === null) return;
    this.#layout = layout;
    this.audience = layout.role;
    this.requestUpdate();
  }

  adoptedCallback(): void {
    if (this.hasUpdated) adoptInto(this.renderRoot as ShadowRoot, this.#sheets);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('audience') && this.#layout?.role !== this.audience) this.#layout = null;
    if (changed.has('audience') && this.hasUpdated) {
      // What was wrong, and what can be undone, belongs to the board before.
      if (this.#layout === null) this.fault = null;
      this.editor = null;
    }
    if ((changed.has('audience') || changed.has('storageKey')) && this.#layout === null) this.#restore();
    if (this.fixed) this.editing = false;
    if (!this.editing) this.editor = null;
    else if (this.editor === null) attempt(this.#fetchEditor());
  }

  protected override render(): TemplateResult {
    const { messages } = this;
    if (messages === null) return html`<section class="base board" part="base" aria-busy="true"></section>`;
    return html`
      <section class="base board ${this.editor === null ? '' : 'editing'}" part="base" aria-labelledby="heading" lang=${messages.language} dir=${this.stage.dir}
        @keydown=${(event: KeyboardEvent) => this.editor?.onKeydown(event)}>
        ${this.#head(messages)}
        ${faultLine(this.fault, this.isNotKept, messages)}
        ${this.editor?.bar() ?? nothing}
        ${this.hub === null ? html`<p part="note">${say(messages, 'filter.noSource')}</p>` : this.#board(messages)}
        ${this.editor?.sheet() ?? nothing}
        <p class="visually-hidden" role="status">${this.editor?.told ?? ''}</p>
      </section>`;
  }

  protected override updated(): void {
    this.#elements.keep(this.#shown.tiles);
    placeTiles(this.renderRoot, this.editor?.preview ?? this.#shown.tiles);
    this.editor?.afterDraw();
  }

  /** Resolves when every element on the board has drawn its picture. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const done = await super.getUpdateComplete();
    await this.#elements.drawn();
    return done;
  }

  protected override get waits(): readonly Wait[] {
    return [this.stage, this.#elements];
  }

  get #shown(): BoardLayout {
    return this.#layout ?? presetOf(this.audience);
  }

  get #withKpis(): readonly BoardTile[] {
    return this.#shown.tiles.filter((tile) => kpisOf(tile).length > 0);
  }

  #head(messages: Messages): TemplateResult {
    const isEmpty = this.#shown.tiles.length === 0;
    const notes = this.#notes.count;
    return html`
      <div class="title">
        <h2 class="heading" id="heading" part="heading">${this.heading ?? roleName(this.#shown.role, messages)}</h2>
        ${isEmpty ? nothing : html`
          <button class="text-button explain" type="button" aria-expanded=${this.isExplained ? 'true' : 'false'} @click=${() => { this.isExplained = !this.isExplained; }}>
            ${say(messages, 'board.whyButton')}${notes === 0 ? nothing : html` · ${say(messages, 'board.notes', { n: notes })}`}</button>`}
        ${this.fixed || (isEmpty && !this.editing) ? nothing : html`
          <button class="framed-button" type="button" id="edit" aria-pressed=${this.editing ? 'true' : 'false'} @click=${() => { this.editing = !this.editing; }}>
            ${say(messages, this.editing ? 'board.done' : 'board.edit')}</button>`}
      </div>
      ${this.#notes.board.map((note) => html`<p class="line" part="note">${icon('caveat')}<span>${caveatText(note, messages)}</span></p>`)}`;
  }

  #board(messages: Messages): TemplateResult {
    const { tiles } = this.#shown;
    if (tiles.length === 0) return invitation(this.fixed ? null : { begin: (role) => this.#begin(role), add: () => this.#addFirst() }, messages);
    return html`<ul class="grid" part="grid" @kpi-state-change=${this.#onInnerState} @kpi-ready=${() => this.requestUpdate()}>
      ${repeat(inReadingOrder(tiles), ({ id }) => id, (tile) => this.#tile(tile, messages))}</ul>`;
  }

  #tile(tile: BoardTile, messages: Messages): TemplateResult {
    const element = this.#elements.of(tile, { locale: this.locale });
    if (element !== null) element.inert = this.editor !== null;
    const isKnown = tileKindOf(tile.tag) !== null && !this.#elements.isBroken(tile);
    const notes = this.#notes.of(this.#withKpis.indexOf(tile));
    return html`
      <li class="tile ${this.editor?.held === tile.id ? 'held' : ''}" part="tile" data-tile=${tile.id}>
        ${this.editor?.handles(tile) ?? nothing}
        ${element ?? html`<div class="blank">${isKnown ? nothing : say(messages, tileKindOf(tile.tag) === null ? 'board.unknownTile' : 'board.brokenTile', { tag: tile.tag })}</div>`}
        ${this.isExplained || this.editor !== null ? reasons(tile, this.#shown.role, notes, messages) : nothing}
      </li>`;
  }

  #begin(role: string): void {
    this.audience = role;
    this.#change(presetOf(role));
  }

  #addFirst(): void {
    this.#opensPalette = true;
    this.editing = true;
  }

  async #fetchEditor(): Promise<void> {
    const [{ createEditing }, { editingStyles }] = await Promise.all([import('./create-editing.js'), import('./editing.styles.js')]);
    if (!this.editing || this.editor !== null || this.messages === null) return;
    this.#sheets = [(this.constructor as typeof KpiDashboard).styles, editingStyles];
    adoptInto(this.renderRoot as ShadowRoot, this.#sheets);
    const editor = createEditing(this.#edited());
    if (this.#opensPalette) editor.openPalette();
    this.#opensPalette = false;
    this.editor = editor;
  }

  #edited(): EditedBoard {
    const board = (): { readonly messages: Messages; readonly shown: BoardLayout } => {
      if (this.messages === null) throw new Error('arranged before there were words');
      return { messages: this.messages, shown: this.#shown };
    };
    const { stage } = this;
    return {
      root: this.renderRoot as ShadowRoot,
      get messages() { return board().messages; },
      get dir() { return stage.dir; },
      get tiles() { return board().shown.tiles; },
      get role() { return board().shown.role; },
      get begun() { return presetOf(board().shown.role).tiles; },
      change: (tiles) => this.#change({ ...this.#shown, tiles }),
      redraw: () => this.requestUpdate(),
      finish: () => {
        this.editing = false;
        attempt(this.#focusEdit());
      },
    };
  }

  /** What had the focus while the board was arranged is gone. */
  async #focusEdit(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('#edit')?.focus();
  }

  /** The user's change: shown, told, and kept where the page asked for it. */
  #change(layout: BoardLayout): void {
    this.#layout = layout;
    this.fault = null;
    const key = this.#key;
    if (key !== null) this.isNotKept = !writeStored(key, JSON.stringify(layout));
    this.requestUpdate();
    this.dispatchEvent(new KpiStateChangeEvent({ ...this.getState() }));
  }

  /** What the user sets in an element belongs to the board's state; the page is told once, by the board. */
  readonly #onInnerState = (event: KpiStateChangeEvent): void => {
    const id = this.#elements.tileOf(event.target);
    if (id === null) return;
    event.stopPropagation();
    const { state } = event.detail;
    this.#elements.note(id, state);
    this.#change({ ...this.#shown, tiles: this.#shown.tiles.map((tile) => (tile.id === id ? { ...tile, state } : tile)) });
  };

  get #key(): string | null {
    if (this.storageKey === null || this.storageKey === '') return null;
    return this.audience === null ? this.storageKey : `${this.storageKey}/${this.audience}`;
  }

  #restore(): void {
    const stored = this.#key === null ? null : readStored(this.#key);
    if (stored === null) return;
    const layout = this.#taken(parseLayout(stored));
    if (layout !== null && layout.role === this.audience) this.#layout = layout;
  }

  #taken(reading: LayoutReading): BoardLayout | null {
    this.fault = 'fault' in reading ? reading.fault : null;
    if (!('fault' in reading)) return reading.layout;
    const message = faultMessage(reading.fault);
    this.dispatchEvent(new KpiErrorEvent({ code: 'CONFIG', severity: 'error', table: null, count: 1, message, phase: 'load', retryable: false }));
    return null;
  }
}

declare global {
  interface HTMLElementTagNameMap { 'kpi-dashboard': KpiDashboard }
}
