import { html, nothing, type TemplateResult } from 'lit';
import type { KpiId } from '../../src/model/kpi-id.js';
import { settingsFor } from '../../src/elements/kpi-dashboard/tile-kpis.js';
import type { Attributes } from '../attributes.js';
import { element, within } from '../placed.js';
import { definitionOf } from './definitions.js';
import { elementsOf, formulaFacts, furtherFacts } from './kpi-facts.js';
import { otherThan, type Language } from './language.js';
import { told } from './messages.js';
import { words } from './words.js';

/** A figure on a page of its own: what it is for, how it looks, how it is made, what it warns of. */
export const kpiPageOf = (id: KpiId, language: Language): TemplateResult => {
  const { name } = definitionOf(id);
  const other = otherThan(language);
  const [chart] = elementsOf(id).filter((tag) => tag !== 'kpi-card');
  return html`
    <article class="book" data-kpi=${id}>
      <h1>${name[language]} <span class="quiet" lang=${other}>${name[other]}</span></h1>
      <p class="lead">${told(`board.why.${id}`, language)}</p>
      <h2>${words.looks[language]}</h2>
      ${within(html`<div class="figure">
        ${element('kpi-card', settingsFor('kpi-card', id) as Attributes)}
        ${chart === undefined ? nothing : element(chart, settingsFor(chart, null) as Attributes)}
      </div>`)}
      <h2>${words.made[language]}</h2>
      ${formulaFacts(id, language)}
      ${furtherFacts(id, language)}
    </article>`;
};
