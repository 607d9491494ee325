import { html, type TemplateResult } from 'lit';
import { boardRoles, presetOf, type BoardRole } from '../../src/elements/kpi-dashboard/presets.js';
import { kpisOf } from '../../src/elements/kpi-dashboard/tile-kpis.js';
import { reasonFor, roleName } from '../../src/elements/kpi-dashboard/tile-words.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Language } from './language.js';
import { elementLink, kpiPage, pageLink } from './links.js';
import { kpiName } from './messages.js';
import { words } from './words.js';

const roleSection = (role: BoardRole, language: Language): TemplateResult => html`
  <section data-role=${role}>
    <h2>${roleName(role, messagesFor(language))} <code>${role}</code></h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${roleName(role, messagesFor(language))}><table>
      <thead><tr><th scope="col">${words.figure[language]}</th><th scope="col">${words.reason[language]}</th><th scope="col">${words.element[language]}</th></tr></thead>
      <tbody>${presetOf(role).tiles.flatMap((tile) => kpisOf(tile).slice(0, 1).map((kpi) => html`<tr>
        <th scope="row">${pageLink(kpiPage(kpi), kpiName(kpi, language))}</th><td>${reasonFor(kpi, role, messagesFor(language))}</td><td>${elementLink(tile.tag)}</td></tr>`))}
      </tbody></table></div>
  </section>`;

/** The boards that roles begin with, figure by figure with its reason. */
export const rolesPage = (language: Language): TemplateResult => html`
  <article class="book">
    <h1>${words.roles[language]}</h1>
    <p class="lead">${words.rolesText[language]} ${elementLink('kpi-dashboard')}</p>
    ${boardRoles.map((role) => roleSection(role, language))}
  </article>`;
