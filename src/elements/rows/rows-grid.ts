import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../parts/icon.js';
import { roomPx, scrollTopFor, windowOf, type WindowParts } from './row-window.js';

/** A cell as shown; `more` is said on hover, such as the id behind a name. */
export interface GridCell { readonly text: string; readonly more?: string; readonly isMissing?: boolean }

export interface GridColumn {
  readonly label: string;
  /** The name the kit has for it, where the data says another. */
  readonly canonical?: string;
  readonly isNumeric: boolean;
  /** Width in characters. */
  readonly width: number;
  /** How the rows are sorted by it; undefined: they cannot be. */
  readonly sorted?: 'none' | 'ascending' | 'descending';
}

export interface GridList {
  readonly label: string;
  readonly total: number;
  readonly columns: readonly GridColumn[];
  /** One cell per column; null: the row is on its way. */
  cells(index: number): readonly GridCell[] | null;
  want(first: number, last: number): void;
  /** The user wants the rows by this column, or the other way round, or as they were. */
  sortBy?(column: number): void;
}

const rowPx = 28;
/** Place of the active cell while it is a head. */
const headRow = -1;
const waiting: GridCell = { text: '…', isMissing: true };

/**
 * Rows of any number in a room of its own: only those in sight are in the page. They stand still in the room while the scroll
 * bar moves below them, so nothing empty is ever seen. One stop for Tab; arrows, Page Up, Page Down, Home and End go from cell
 * to cell (with Ctrl from end to end), as in the grid pattern of ARIA; above the first row lie the heads, where Enter sorts.
 */
export class RowsGrid {
  readonly element: HTMLElement;
  #list: GridList | null = null;
  #cell = { row: 0, column: 0 };
  #frame = 0;
  readonly #sizes: ResizeObserver;

  constructor(page: Document) {
    this.element = page.createElement('div');
    this.element.className = 'grid-scroll';
    this.element.addEventListener('scroll', () => this.#soon());
    this.element.addEventListener('click', (event) => {
      const { row, column } = (event.target as Element).closest<HTMLElement>('[data-column]')?.dataset ?? {};
      if (column === undefined) return;
      this.#go(row === undefined ? headRow : Number(row), Number(column));
      if (row === undefined) this.#sort(Number(column));
    });
    this.#sizes = new ResizeObserver(() => this.#soon());
    this.#sizes.observe(this.element);
  }

  /** Shows a list; another one than before starts at its head. */
  show(list: GridList, isOther: boolean): void {
    this.#list = list;
    if (isOther) {
      this.#cell = { row: 0, column: 0 };
      this.element.scrollTo(0, 0);
    }
    this.#draw();
  }

  focus(): void {
    this.element.querySelector<HTMLElement>('.grid')?.focus();
  }

  close(): void {
    this.#sizes.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  get #parts(): WindowParts {
    const head = this.element.querySelector<HTMLElement>('.grid-head')?.offsetHeight ?? 0;
    return { total: this.#list?.total ?? 0, rowPx, bodyPx: Math.max(rowPx, this.element.clientHeight - head), scrollTop: this.element.scrollTop };
  }

  #soon(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    const list = this.#list;
    if (list === null) return;
    const parts = this.#parts;
    const { first, count, cutPx } = windowOf(parts);
    if (list.total > 0) list.want(first, first + count - 1);
    render(this.#template(list, first, count), this.element);
    // Through the object model, since strict pages forbid style attributes.
    const room = this.element.querySelector<HTMLElement>('.grid-room');
    const body = this.element.querySelector<HTMLElement>('.grid-body');
    const head = this.element.querySelector<HTMLElement>('.grid-head');
    room?.style.setProperty('height', `${roomPx(parts) + (head?.offsetHeight ?? 0)}px`);
    room?.style.setProperty('--columns', list.columns.map(({ width }) => `${width}ch`).join(' '));
    body?.style.setProperty('transform', `translateY(${-cutPx}px)`);
  }

  #template(list: GridList, first: number, count: number): TemplateResult {
    const { row: active, column: activeColumn } = this.#cell;
    const isInSight = active >= first && active < first + count;
    const rows = Array.from({ length: count }, (_, i) => first + i);
    return html`<div class="grid-room">
      <div class="grid" role="grid" tabindex="0" aria-label=${list.label} aria-rowcount=${list.total + 1} aria-colcount=${list.columns.length}
        aria-activedescendant=${active === headRow ? `head-${activeColumn}` : isInSight && list.total > 0 ? `cell-${active}-${activeColumn}` : nothing} @keydown=${this.#onKeydown}>
        <div class="grid-head" role="rowgroup">
          <div class="grid-row" role="row" aria-rowindex="1">${list.columns.map((column, i) => this.#head(column, i))}</div>
        </div>
        <div class="grid-body" role="rowgroup">${repeat(rows, (row) => row, (row) => this.#row(list, row))}</div>
      </div>
    </div>`;
  }

  #head({ label, canonical, isNumeric, sorted }: GridColumn, i: number): TemplateResult {
    const isActive = this.#cell.row === headRow && this.#cell.column === i;
    return html`<div class="grid-cell ${isNumeric ? 'numeric' : ''} ${sorted === undefined ? '' : 'sortable'} ${isActive ? 'active' : ''}" role="columnheader" id="head-${i}"
      data-column=${i} aria-colindex=${i + 1} aria-sort=${sorted ?? nothing} title=${canonical === undefined ? label : `${label} (${canonical})`}>
      <bdi>${label}${sorted === undefined || sorted === 'none' ? nothing : icon(sorted === 'ascending' ? 'up-plain' : 'down-plain')}</bdi>${
        canonical === undefined ? nothing : html` <code>${canonical}</code>`}</div>`;
  }

  #row(list: GridList, row: number): TemplateResult {
    const cells = list.cells(row);
    return html`<div class="grid-row ${row % 2 === 1 ? 'odd' : ''}" role="row" aria-rowindex=${row + 2}>${list.columns.map(({ isNumeric }, i) => {
      const { text, more, isMissing } = cells === null ? waiting : cells[i] ?? waiting;
      const isActive = row === this.#cell.row && i === this.#cell.column;
      return html`<div class="grid-cell ${isNumeric ? 'numeric' : ''} ${isMissing === true ? 'missing' : ''} ${isActive ? 'active' : ''}" role="gridcell"
        id="cell-${row}-${i}" data-row=${row} data-column=${i} aria-colindex=${i + 1} aria-selected=${isActive ? 'true' : 'false'} title=${more ?? text}><bdi>${text}</bdi></div>`;
    })}</div>`;
  }

  readonly #onKeydown = (event: KeyboardEvent): void => {
    const list = this.#list;
    if (list === null || event.altKey || list.total === 0) return;
    const { row, column } = this.#cell;
    const [lastRow, lastColumn] = [list.total - 1, list.columns.length - 1];
    const page = Math.max(1, Math.floor(this.#parts.bodyPx / rowPx) - 1);
    const forward = getComputedStyle(this.element).direction === 'rtl' ? -1 : 1;
    const isFar = event.ctrlKey || event.metaKey;
    const to: Readonly<Record<string, readonly [row: number, column: number]>> = {
      ArrowDown: [isFar ? lastRow : row + 1, column], ArrowUp: [isFar ? 0 : row - 1, column],
      ArrowRight: [row, isFar ? lastColumn : column + forward], ArrowLeft: [row, isFar ? 0 : column - forward],
      PageDown: [row + page, column], PageUp: [row - page, column],
      Home: [isFar ? 0 : row, 0], End: [isFar ? lastRow : row, lastColumn],
    };
    const next = to[event.key];
    const isSort = row === headRow && (event.key === 'Enter' || event.key === ' ');
    if (next === undefined && !isSort) return;
    event.preventDefault();
    event.stopPropagation();
    if (next === undefined) this.#sort(column);
    else this.#go(Math.min(lastRow, Math.max(event.key === 'ArrowUp' && !isFar ? headRow : Math.min(row, 0), next[0])), Math.min(lastColumn, Math.max(0, next[1])));
  };

  #go(row: number, column: number): void {
    this.#cell = { row, column };
    if (row !== headRow) this.element.scrollTop = scrollTopFor(row, this.#parts);
    this.#draw();
    // Sideways the browser knows best; the row is in sight already.
    this.element.querySelector(row === headRow ? `#head-${column}` : `#cell-${row}-${column}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #sort(column: number): void {
    if (this.#list?.columns[column]?.sorted === undefined) return;
    this.element.scrollTop = 0;
    this.#list.sortBy?.(column);
  }
}
