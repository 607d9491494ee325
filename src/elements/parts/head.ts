import { html, nothing, type TemplateResult } from 'lit';
import type { ValueParts } from '../../format/value-parts.js';
import { icon, type IconName } from './icon.js';
import { lineTemplate, type Line } from './line.js';

/** What stands above every picture, as texts. */
export interface Head {
  readonly heading: string;
  /** null: there is no figure; `nullText` stands for it. */
  readonly value: ValueParts | null;
  readonly nullText: string;
  /** Right of the value: the interval, or what else says how much is meant. */
  readonly beside: { readonly icon: IconName | null; readonly text: string; readonly more?: string } | null;
  readonly change: Line | null;
  readonly target: Line | null;
  /** Further figures at the far end, where there is room. */
  readonly facts: readonly Line[];
  /** Judgement, for the smallest form. */
  readonly status: IconName;
  readonly look: 'plain' | 'unreliable' | 'old' | 'assumed';
  readonly badge: { readonly icon: IconName | null; readonly text: string } | null;
}

const besideTemplate = (beside: Head['beside']): TemplateResult | typeof nothing =>
  (beside === null || beside.text === '' ? nothing : html`<span class="beside">${beside.icon === null ? nothing : icon(beside.icon)}<span>${beside.text}</span>${beside.more === undefined ? nothing : html`<span class="beside-more">${beside.more}</span>`}</span>`);

/** Heading row: name, what qualifies the figures as a whole, and the switch to the table. */
export const titleRow = (heading: string, badge: Head['badge'], control: unknown): TemplateResult => html`
  <div class="title">
    <h3 class="heading" id="heading" part="heading" title=${heading.length > 40 ? heading : nothing}><slot name="heading"><bdi>${heading}</bdi></slot></h3>
    ${badge === null ? nothing : html`<span class="badge">${badge.icon === null ? nothing : icon(badge.icon)}<bdi>${badge.text}</bdi></span>`}
    ${control}
  </div>`;

const valueTemplate = ({ value, nullText, look, status }: Head): TemplateResult => html`
  <div class="value ${look}" part="value"><span class="figure">${value === null
    ? html`<span class="none">${nullText}</span>`
    : html`${value.sign}${value.value}<span class="unit ${value.glue === '' ? 'tight' : ''}">${value.glue}${value.unit}</span>`}</span>${status === 'none' ? nothing : icon(status)}</div>`;

export const figuresTemplate = (head: Head, form: 'card' | 'chart', onRows: () => void): TemplateResult => html`
  <div class="figures ${form}-head">
    <div class="number" @dblclick=${onRows}>${valueTemplate(head)}${besideTemplate(head.beside)}</div>
    ${head.change === null && head.target === null ? nothing : html`<div class="lines">
      ${lineTemplate(head.change, 'delta')}${lineTemplate(head.target, 'target')}
    </div>`}
    ${head.facts.length === 0 ? nothing : html`<div class="facts">${head.facts.map((fact) => lineTemplate(fact, 'fact'))}</div>`}
  </div>`;
