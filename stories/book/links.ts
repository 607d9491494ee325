import { html, type TemplateResult } from 'lit';
import type { KpiId } from '../../src/model/kpi-id.js';

/** Elements whose page does not stand among the widgets, by the group it stands in. */
const groups: Readonly<Record<string, string>> = {
  'sales-data': 'Data', 'data-source': 'Data', 'data-report': 'Around', 'kpi-dashboard': 'Around', 'segment-filter': 'Around',
};

/** Title of an element's page, as its stories give it. */
export const titleOf = (tag: string): string => `${groups[tag] ?? 'Widgets'}/${tag}`;

/** As Storybook makes ids of titles and names. */
const idOf = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');

export const elementPage = (tag: string): string => `/docs/${idOf(titleOf(tag))}--docs`;

export const figuresTitle = 'Figures/KPI';
/** Name of a KPI's story: `lead_to_opp` is `LeadToOpp`. */
export const storyOf = (id: KpiId): string => id.replaceAll(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
export const kpiPage = (id: KpiId): string => `/story/${idOf(figuresTitle)}--${idOf(id)}`;

/** Relative, so that it holds in any folder of any server; stories stand in a frame of the book. */
export const pageLink = (path: string, content: unknown): TemplateResult => html`<a href="./?path=${path}" target="_parent">${content}</a>`;

export const elementLink = (tag: string): TemplateResult => pageLink(elementPage(tag), html`<code>${tag}</code>`);
