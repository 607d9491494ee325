import { html, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import { html as staticHtml, unsafeStatic } from 'lit/static-html.js';
import type { HostEngine } from '../src/context/dataset.js';
import type { LoadInputs } from '../src/model/input.js';
import type { Filter } from '../src/model/query.js';
import { attributes, type Attributes } from './attributes.js';
import { company } from './company.js';

/** What lies around the element of a story. */
export interface Around {
  /** Default: the invented company. null: no data of the page's own. */
  readonly data?: LoadInputs | null;
  readonly period?: string;
  readonly filter?: Filter;
  readonly engine?: HostEngine | null;
  /** `<data-source>` elements. */
  readonly sources?: TemplateResult;
}

export const element = (tag: string, given: Attributes): TemplateResult => staticHtml`<${unsafeStatic(tag)} ${attributes(given)}></${unsafeStatic(tag)}>`;

/** Elements in the data of the invented company: fixed cut-off, time zone and currency, whatever the machine. */
export const within = (content: unknown, { data = company, period = 'last_quarter', filter = {}, engine = null, sources }: Around = {}): TemplateResult => html`
  <sales-data as-of="2025-07-01" time-zone="Europe/Berlin" currency="EUR" period=${period} .data=${data} .filter=${filter} .engine=${engine}>
    ${sources}${content}
  </sales-data>`;

export const placed = (tag: string, given: Attributes, around: Around = {}): TemplateResult => within(element(tag, given), around);

/** Widths at which the form changes: value only, with a picture, with axes, with everything. */
export const widths = [150, 300, 560, 800] as const;

export const inAllWidths = (tag: string, given: Attributes, around: Around = {}): TemplateResult => within(widths.map((width) => html`
  <p class="width-name">${width} px</p>
  <div style=${styleMap({ inlineSize: `${width}px`, maxInlineSize: '100%' })}>${element(tag, given)}</div>`), around);
