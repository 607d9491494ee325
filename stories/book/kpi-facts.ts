import { html, nothing, type TemplateResult } from 'lit';
import { tileKinds, type TileKind } from '../../src/elements/kpi-dashboard/tile-kinds.js';
import { boardRoles, presetOf } from '../../src/elements/kpi-dashboard/presets.js';
import { kpisOf } from '../../src/elements/kpi-dashboard/tile-kpis.js';
import { roleName } from '../../src/elements/kpi-dashboard/tile-words.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import { caveatList, caveatsOf, ruleList } from './caveat-list.js';
import { definitionOf } from './definitions.js';
import { otherThan, type Language } from './language.js';
import { elementLink } from './links.js';
import { words } from './words.js';

/** Elements whose picture is of this figure; a card takes any. */
export const elementsOf = (id: KpiId): readonly string[] =>
  Object.entries<TileKind>(tileKinds).filter(([, { kpis }]) => kpis === 'chosen' || kpis.includes(id)).map(([tag]) => tag);

/** Roles whose board begins with this figure. */
const rolesOf = (id: KpiId, language: Language): readonly string[] =>
  boardRoles.filter((role) => presetOf(role).tiles.some((tile) => kpisOf(tile).includes(id))).map((role) => roleName(role, messagesFor(language)));

const columnsText = (table: string, columns: readonly string[]): TemplateResult => html`<code>${table}(${columns.join(', ')})</code>`;

const basisOf = (id: KpiId, language: Language): string => {
  const { time, defaultPeriod } = definitionOf(id);
  if (time === 'stock') return words.stock[language];
  if (time === 'to-date') return words.toDate[language];
  return words[defaultPeriod === undefined ? 'period' : 'ownPeriod'][language];
};

/** Formula, unit, basis and input of a figure. */
export const formulaFacts = (id: KpiId, language: Language): TemplateResult => {
  const { formula, unit, better, version, needs } = definitionOf(id);
  const other = otherThan(language);
  return html`
    <p><b>${words.formula[language]}</b>: ${formula[language]}.</p>
    <p class="quiet" lang=${other}>${words.formula[other]}: ${formula[other]}.</p>
    <p>${words.unit[language]}: <code>${unit}</code>, ${words[better][language]}. ${words.definition[language]} <code>${id}</code> ${version}.
      ${words.basis[language]}: ${basisOf(id, language)}.</p>
    <h3>${words.needs[language]}</h3>
    <ul>${needs.map((line) => html`<li>${line.map(({ table, columns }, i) => html`${i > 0 ? ' · ' : ''}${columnsText(table, columns)}`)}</li>`)}</ul>`;
};

/** What else is known of a figure: columns that refine it, rules, warnings, where it stands. */
export const furtherFacts = (id: KpiId, language: Language): TemplateResult => {
  const { reads = {}, dataRules } = definitionOf(id);
  const roles = rolesOf(id, language);
  return html`
    ${Object.keys(reads).length === 0 ? nothing : html`<h3>${words.reads[language]}</h3>
      <ul>${Object.entries(reads).map(([table, columns]) => html`<li>${columnsText(table, columns)}</li>`)}</ul>`}
    <h3>${words.rules[language]}</h3>
    <p>${words.rulesText[language]}</p>
    ${ruleList(dataRules, language)}
    <h3>${words.caveats[language]}</h3>
    ${caveatList(caveatsOf(id))}
    <h3>${words.shownBy[language]}</h3>
    <ul class="links">${elementsOf(id).map((tag) => html`<li>${elementLink(tag)}</li>`)}</ul>
    ${roles.length === 0 ? nothing : html`<h3>${words.rolesWith[language]}</h3><p>${roles.join(' · ')}</p>`}`;
};
