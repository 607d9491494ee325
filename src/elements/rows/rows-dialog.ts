import { html, nothing, render, type TemplateResult } from 'lit';
import type { Dataset } from '../../context/dataset.js';
import { errorInfo } from '../../context/error-info.js';
import { formatNumber } from '../../format/number.js';
import { rejectedRowsCsv } from '../../format/rejects-csv.js';
import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import { ruleText } from '../../i18n/rule-text.js';
import { tableName } from '../../i18n/words.js';
import type { LoadReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import type { RowsAnswer, RowsSort } from '../../model/rows.js';
import type { TableName } from '../../model/schema.js';
import { attempt } from '../parts/attempt.js';
import type { Drill } from '../parts/drill.js';
import { icon } from '../parts/icon.js';
import { figureText, partText, remarksOf } from './drill-words.js';
import { figureOf } from './figure-of.js';
import { excludedIn, reasonText, rejectsList, rejectsOf, reportOf } from './rejects-list.js';
import { RowPages, type PageAsk } from './row-pages.js';
import { RowsExport } from './rows-export.js';
import { RowsGrid, type GridList } from './rows-grid.js';
import { headerOf, rowsList } from './rows-list.js';

export interface RowsDialogParts {
  readonly dataset: Dataset;
  readonly drill: Drill;
  readonly report: LoadReport | null;
  readonly messages: Messages;
  readonly dir: 'ltr' | 'rtl';
}

/** A table of the answer by its place there, or what was left out. */
interface Tab { readonly id: string; readonly name: string; readonly count: number; readonly table: number | null }

/** The rows behind a number, over the page: what they give, table by table, what was left out, and all of it as a file. */
export class RowsDialog {
  readonly element: HTMLDialogElement;
  readonly #parts: RowsDialogParts;
  readonly #grid: RowsGrid;
  readonly #export: RowsExport;
  readonly #unsubscribe: () => void;
  #pages: RowPages;
  /** The figure of just these rows, null where there is none; undefined while it is computed. */
  #figure: KpiResult | null | undefined;
  #tab = 0;
  #drawnTab: number | null = null;
  /** The order that the user wants one table in; null: as in the source. */
  #sort: RowsSort | null = null;

  constructor(page: Document, parts: RowsDialogParts, onClosed: () => void) {
    this.#parts = parts;
    this.#grid = new RowsGrid(page);
    this.#export = new RowsExport(page, parts.messages, () => this.#draw());
    this.element = page.createElement('dialog');
    this.element.className = 'rows';
    this.element.addEventListener('close', () => {
      this.close();
      onClosed();
    });
    this.#pages = this.#open();
    const { dataset } = parts;
    let { revision } = dataset.state;
    // Other data under an open list: its rows are looked up anew.
    this.#unsubscribe = dataset.subscribe(() => {
      if (dataset.state.revision === revision) return;
      revision = dataset.state.revision;
      this.#pages.close();
      this.#drawnTab = null;
      this.#pages = this.#open();
    });
    this.#draw();
  }

  close(): void {
    this.#unsubscribe();
    this.#export.close();
    this.#pages.close();
    this.#grid.close();
  }

  /** Into the rows, where they are. */
  focus(): void {
    this.#grid.focus();
  }

  #open(): RowPages {
    const pages = new RowPages((ask, signal) => this.#ask(ask, signal), () => this.#draw());
    const { dataset, drill } = this.#parts;
    attempt(figureOf(dataset, drill, pages.signal).then((figure) => {
      if (pages !== this.#pages) return;
      this.#figure = figure;
      this.#draw();
    }));
    return pages;
  }

  async #ask({ offset, limit, labels }: PageAsk, signal: AbortSignal): Promise<RowsAnswer | null> {
    const { dataset, drill } = this.#parts;
    const sort = this.#sort;
    const answer = await dataset.rows({ ...drill.query, offset, limit, ...(labels ? { labels } : {}), ...(sort === null ? {} : { sort }) }, { signal });
    // An engine of the host's own may know rows only in one order: then that is what is said.
    if (sort === this.#sort && answer?.tables.find(({ table }) => table === sort?.table)?.sortedBy === undefined) this.#sort = null;
    return answer;
  }

  get #tables(): readonly TableName[] {
    return this.#pages.head?.tables.map(({ table }) => table) ?? [];
  }

  get #tabs(): readonly Tab[] {
    const { messages, report, drill: { result } } = this.#parts;
    const excluded = excludedIn(report, this.#tables);
    return [
      ...(this.#pages.head?.tables ?? []).map(({ table, total }, i): Tab => ({ id: table, name: tableName(messages, table), count: total, table: i })),
      ...(excluded === 0 && result.provenance.rules.length === 0 ? [] : [{ id: 'left-out', name: say(messages, 'rows.leftOut'), count: excluded, table: null }]),
    ];
  }

  #listOf({ table, name }: Tab): GridList {
    const { messages, report, drill: { result } } = this.#parts;
    const of = table === null ? undefined : this.#pages.head?.tables[table];
    return table === null || of === undefined
      ? rejectsList(rejectsOf(report, this.#tables), say(messages, 'rows.leftOutLabel'), messages)
      : rowsList(this.#pages, table, of, say(messages, 'rows.label', { table: name }), { messages, report, names: result.names, timeZone: result.timeZone }, {
        sortedBy: this.#sort?.table === of.table ? this.#sort : undefined, onSort: (column) => this.#sortBy(of.table, column),
      });
  }

  #draw(): void {
    const tab = this.#tabs[this.#tab];
    const { messages, dir } = this.#parts;
    Object.assign(this.element, { dir, lang: messages.language });
    this.element.setAttribute('aria-labelledby', 'rows-title');
    render(this.#template(tab), this.element);
    if (tab === undefined) return;
    const before = this.#drawnTab;
    this.#drawnTab = this.#tab;
    this.#grid.show(this.#listOf(tab), before !== this.#tab);
    if (before === null) this.focus();
  }

  #template(tab: Tab | undefined): TemplateResult {
    const { drill, messages } = this.#parts;
    return html`<div class="sheet rows-sheet">
      <div class="sheet-head">
        <h4 id="rows-title">${say(messages, 'rows.title')}</h4>
        <button class="framed-button" type="button" ?disabled=${tab === undefined || tab.count === 0 || this.#export.isRunning} @click=${this.#onExport}>${say(messages, 'rows.csv')}</button>
        <button class="icon-button" type="button" aria-label=${say(messages, 'control.close')} @click=${() => this.element.close()}>${icon('close')}</button>
      </div>
      <p class="part"><bdi>${partText(drill, messages)}</bdi></p>
      <p class="gives">${this.#figure === undefined ? '\u00a0' : figureText(drill, this.#figure, messages)}</p>
      ${remarksOf(drill, this.#figure ?? null, this.#pages.head, messages).map((remark) => html`<p class="line">${icon('info')}<span>${remark}</span></p>`)}
      ${this.#tabBar(messages)}
      ${this.#body(tab)}
      <p class="rows-status" role="status">${this.#statusText()}</p>
    </div>`;
  }

  #tabBar(messages: Messages): TemplateResult | typeof nothing {
    const tabs = this.#tabs;
    // Where rows are not known there is no panel for a tab to open.
    return tabs.length === 0 || this.#pages.isUnknown ? nothing : html`<div class="tabs" role="tablist" aria-label=${say(messages, 'rows.tables')} @keydown=${this.#onTabKey}>
      ${tabs.map(({ id, name, count }, i) => html`<button type="button" role="tab" id="tab-${id}" aria-controls="rows-panel" aria-selected=${i === this.#tab ? 'true' : 'false'}
        tabindex=${i === this.#tab ? 0 : -1} @click=${() => this.#choose(i)}>${name} <span class="numeric">${formatNumber(count, messages.locale)}</span></button>`)}
    </div>`;
  }

  #body(tab: Tab | undefined): TemplateResult {
    const { messages } = this.#parts;
    if (this.#pages.isUnknown) return html`<p>${say(messages, 'rows.unknown')}</p>`;
    if (tab !== undefined) {
      return html`<div id="rows-panel" class="rows-panel" role="tabpanel" aria-labelledby="tab-${tab.id}">${tab.table === null ? this.#leftOut() : nothing}${this.#grid.element}</div>`;
    }
    const isWaiting = this.#pages.head === null && this.#pages.error === null;
    return html`<p>${isWaiting ? say(messages, 'state.loading', { what: say(messages, 'rows.title') }) : this.#pages.head === null ? nothing : say(messages, 'rows.none')}</p>`;
  }

  /** What only this number leaves out has no list, but a count; below it stands what reading left out, row by row. */
  #leftOut(): TemplateResult {
    const { messages, report, drill: { result } } = this.#parts;
    const { rules } = result.provenance;
    const beyond = excludedIn(report, this.#tables) - rejectsOf(report, this.#tables).length;
    return html`
      ${rules.length === 0 ? nothing : html`<ul>${rules.map((rule) => html`<li><span><b>${tableName(messages, rule.table)}:</b> ${ruleText(rule, result, messages)}</span></li>`)}</ul>`}
      ${beyond > 0 ? html`<p>${say(messages, 'rows.notKept', { n: beyond })}</p>` : nothing}`;
  }

  #statusText(): string {
    const { error } = this.#pages;
    const { messages } = this.#parts;
    return error === null ? this.#export.text || this.#sortText() : say(messages, 'rows.failed', { reason: issueText(errorInfo(error, 'compute'), messages).what });
  }

  #sortText(): string {
    const { messages, report } = this.#parts;
    if (this.#sort === null) return '';
    const { table, column, descending = false } = this.#sort;
    const name = column === 'row' ? say(messages, 'rows.row') : headerOf(table, column, report);
    return say(messages, descending ? 'rows.sortedDown' : 'rows.sortedUp', { column: name });
  }

  /** Upwards, then downwards, then as in the source again. */
  #sortBy(table: TableName, column: string): void {
    const before = this.#sort?.table === table && this.#sort.column === column ? this.#sort : null;
    const isFirst = before === null && !(column === 'row' && this.#sort?.table !== table);
    const { locale } = this.#parts.messages;
    this.#sort = isFirst ? { table, column, locale } : before?.descending === true ? null : { table, column, locale, descending: true };
    this.#pages.reorder();
    this.#draw();
  }

  #choose(index: number): void {
    this.#tab = index;
    this.#draw();
  }

  readonly #onTabKey = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const count = this.#tabs.length;
    this.#choose((this.#tab + (this.#parts.dir === 'rtl' ? -by : by) + count) % count);
    this.element.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus();
  };

  readonly #onExport = (): void => {
    const tab = this.#tabs[this.#tab];
    if (tab === undefined) return;
    const { report, messages, drill: { kpi } } = this.#parts;
    const fileName = `${kpi}-${tab.id}.csv`;
    if (tab.table === null) {
      const csv = rejectedRowsCsv(reportOf(report, this.#tables), { locale: messages.locale, reason: (reject, table) => reasonText({ table, reject }, messages) });
      this.#export.save(csv, tab.count, fileName);
      return;
    }
    attempt(this.#export.saveRows({ ask: (ask, signal) => this.#ask(ask, signal), table: tab.table, count: tab.count, report }, fileName));
  };
}
