import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { DescribeController } from '../../context/describe-controller.js';
import { KpiSelectEvent } from '../../events/kpi-select.js';
import { formatNumber } from '../../format/number.js';
import { formatPercent } from '../../format/percent.js';
import { say, type Messages } from '../../i18n/messages.js';
import { dimensionName, segmentName, type Naming } from '../../i18n/words.js';
import { CompanionElement, type Wait } from '../companion-element.js';
import { icon } from '../parts/icon.js';
import { chosenIn } from '../parts/selection.js';
import { widgetStyles } from '../widget.styles.js';
import { segmentFilterStyles } from './segment-filter.styles.js';
import { shownValues, type ValueCount } from './value-list.js';

/** With more values than this a search field is worth its room. */
const searchedFrom = 9;

/**
 * Choose segments for all widgets of the surrounding `<sales-data>`: the values of one dimension with their number of rows,
 * several at once, rows without a value among them. Without `dimension` it shows the whole filter as it stands, from
 * whichever widget it came, to take parts of it back or to undo the last change.
 *
 * @summary Choose segments for all widgets of a sales-data, see and undo the filter.
 * @status stable
 * @since 0.1.0
 * @event {KpiSelectEvent} kpi-select - The user chose values; `keys` holds all that shall be chosen. `preventDefault()` keeps the filter as it is.
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart list - The values.
 * @csspart search - The search field.
 * @csspart chip - One part of the filter.
 * @csspart note - What stands there without data.
 * @cssproperty [--kpi-surface] - Background of the frame.
 * @cssproperty [--kpi-accent] - Chosen values.
 * @tag segment-filter
 */
export class SegmentFilter extends CompanionElement {
  static override readonly tag: string = 'segment-filter';
  static override styles = [widgetStyles, segmentFilterStyles];

  /** Column whose values are offered, such as `source` or `owner_id`; without it the whole filter is shown. */
  @property() dimension: string | null = null;
  /** How many values are shown before the rest is asked for. */
  @property({ type: Number }) limit = 8;

  @state() private search = '';
  @state() private isOpen = false;

  readonly #described = new DescribeController(this, () => this.hub?.state.dataset ?? null);

  protected override render(): TemplateResult {
    const { messages, hub, dimension } = this;
    if (messages === null) return html`<section class="base" part="base" aria-busy="true"></section>`;
    const heading = this.heading ?? (dimension === null ? say(messages, 'filter.heading') : capital(dimensionName(messages, dimension), messages.locale));
    return html`
      <section class="base" part="base" aria-labelledby="heading" lang=${messages.language} dir=${this.stage.dir}>
        <div class="title"><h3 class="heading" id="heading" part="heading">${heading}</h3></div>
        ${hub === null ? html`<p part="note">${say(messages, 'filter.noSource')}</p>` : dimension === null ? this.#chips(messages) : this.#values(dimension, messages)}
      </section>`;
  }

  protected override get waits(): readonly Wait[] {
    return [this.stage, this.#described];
  }

  get #filter(): Readonly<Record<string, readonly (string | null)[]>> {
    return this.hub?.state.filter ?? {};
  }

  #nameOf(dimension: string, value: string | null, messages: Messages): string {
    const naming: Naming = { dimensions: [dimension], names: this.#described.info?.names };
    return segmentName(messages, [value], naming);
  }

  #values(dimension: string, messages: Messages): TemplateResult {
    const { info } = this.#described;
    if (info === null) return html`<div class="skeleton" aria-hidden="true"><div class="bone"></div><div class="bone"></div><div class="bone"></div></div>`;
    const values = Object.hasOwn(info.dimensions, dimension) ? info.dimensions[dimension] as readonly ValueCount[] : [];
    if (values.length === 0) return html`<p part="note">${say(messages, 'filter.noDimension', { column: dimension })}</p>`;
    const chosen = chosenIn(this.#filter, [dimension]).map(([value = null]) => value);
    const { search, locale } = { search: this.search, locale: messages.locale };
    const { rows, hidden } = shownValues(values, chosen, { search, limit: this.isOpen ? Infinity : this.limit, locale, nameOf: (value) => this.#nameOf(dimension, value, messages) });
    const total = values.reduce((sum, { count }) => sum + count, 0);
    return html`
      ${values.length < searchedFrom ? nothing : html`
        <input type="search" part="search" .value=${search} placeholder=${say(messages, 'filter.search')} aria-label=${say(messages, 'filter.search')}
          @input=${(event: Event) => { this.search = (event.target as HTMLInputElement).value; }} />
        <p class="visually-hidden" role="status">${search.trim() === '' ? '' : say(messages, 'filter.found', { n: rows.length })}</p>`}
      <ul class="values" part="list" aria-labelledby="heading">
        ${repeat(rows, ({ value }) => (value === null ? 'null' : `=${value}`), (row) => this.#row(dimension, row, chosen, total, messages))}
      </ul>
      <div class="actions">
        ${chosen.length === 0 ? html`<span>${say(messages, 'filter.all')}</span>` : html`
          <span role="status">${say(messages, 'filter.chosen', { n: chosen.length })}</span>
          <button class="text-button" type="button" @click=${() => this.#choose(dimension, [], messages)}>${say(messages, 'filter.clear')}</button>`}
        ${hidden === 0 && !this.isOpen ? nothing : html`
          <button class="text-button" type="button" aria-expanded=${this.isOpen ? 'true' : 'false'} @click=${() => { this.isOpen = !this.isOpen; }}>
            ${this.isOpen ? say(messages, 'filter.fewer') : say(messages, 'filter.more', { n: hidden })}</button>`}
      </div>`;
  }

  #row(dimension: string, { value, count }: ValueCount, chosen: readonly (string | null)[], total: number, messages: Messages): TemplateResult {
    const name = this.#nameOf(dimension, value, messages);
    const isChosen = chosen.includes(value);
    const next = (): readonly (string | null)[] => (isChosen ? chosen.filter((other) => other !== value) : [...chosen, value]);
    const share = total === 0 ? 0 : count / total;
    return html`
      <li><label class=${value === null ? 'is-null' : ''} title=${`${name}: ${say(messages, 'filter.rows', { n: count })}, ${formatPercent(share, messages.locale)}`}>
        <input type="checkbox" .checked=${live(isChosen)} @change=${() => this.#choose(dimension, next(), messages)} />
        <span class="name">${name}</span> <span class="count">${formatNumber(count, messages.locale)}</span>
        <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width=${(share * 100).toFixed(1)} height="1"></rect></svg>
      </label></li>`;
  }

  #chips(messages: Messages): TemplateResult {
    const parts = Object.entries(this.#filter).flatMap(([dimension, values]) => values.map((value) => ({ dimension, value, values })));
    return html`
      ${parts.length === 0 ? html`<p part="note">${say(messages, 'filter.none')}</p>` : html`
        <ul class="chips">${repeat(parts, ({ dimension, value }) => `${dimension} ${value === null ? '' : `=${value}`}`, ({ dimension, value, values }) => {
          const name = this.#nameOf(dimension, value, messages);
          return html`<li class="chip" part="chip">
            <span class="name" title=${name}>${capital(dimensionName(messages, dimension), messages.locale)}: <b>${name}</b></span>
            <button type="button" aria-label=${say(messages, 'filter.remove', { what: name })}
              @click=${() => this.#choose(dimension, values.filter((other) => other !== value), messages)}>${icon('close')}</button></li>`;
        })}</ul>`}
      <div class="actions">
        <button class="text-button" type="button" ?disabled=${this.hub?.state.canUndo !== true} @click=${() => this.hub?.undo()}>${say(messages, 'filter.undo')}</button>
        ${parts.length === 0 ? nothing : html`<button class="text-button" type="button" @click=${() => this.#clear()}>${say(messages, 'filter.clearAll')}</button>`}
      </div>`;
  }

  #choose(dimension: string, values: readonly (string | null)[], messages: Messages): void {
    this.dispatchEvent(new KpiSelectEvent({ kpi: null, dimensions: [dimension], key: [], keys: values.map((value) => [value]), title: dimensionName(messages, dimension) }));
    // The page may have kept the filter as it is: then the boxes say so again.
    this.requestUpdate();
  }

  #clear(): void {
    this.dispatchEvent(new KpiSelectEvent({ kpi: null, dimensions: Object.keys(this.#filter), key: [], keys: [], title: '' }));
  }
}

const capital = (text: string, locale: string): string => text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);

declare global {
  interface HTMLElementTagNameMap { 'segment-filter': SegmentFilter }
}
