import { html, type TemplateResult } from 'lit';
import { within } from '../placed.js';
import { code } from './code.js';
import { kpiIds } from './definitions.js';
import { gallery } from './gallery.js';
import type { Language } from './language.js';
import { elementLink, kpiPage, pageLink } from './links.js';
import { kpiName } from './messages.js';
import { words } from './words.js';

const example = `<!doctype html>
<html lang="en">
<script type="module" src="/kennzahl.js"></script>

<sales-data currency="EUR" time-zone="Europe/Berlin">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <kpi-card kpi="sales_cycle" target="45"></kpi-card>
  <close-ratio-chart></close-ratio-chart>
</sales-data>
</html>`;

const pages = [
  ['data', '/story/start--data'], ['languages', '/story/start--languages'], ['roles', '/story/start--roles'],
  ['theming', '/story/around-theming--editor'], ['formulas', '/story/figures-formulas--english'],
] as const;

/** The first page: what the kit is, how it is used, and all of it at a glance. */
export const welcome = (language: Language): TemplateResult => html`
  <article class="book">
    <h1>${words.title[language]}</h1>
    <p class="lead">${words.what[language]}</p>
    <div class="pair">
      <section>
        <h2>${words.example[language]}</h2>
        ${code(example, words.example[language])}
      </section>
      <section>
        <h2>${words.figures[language]}</h2>
        <ul class="links">${kpiIds.map((id) => html`<li>${pageLink(kpiPage(id), kpiName(id, language))}</li>`)}</ul>
        <h2>${words.further[language]}</h2>
        <ul class="links">${pages.map(([key, path]) => html`<li>${pageLink(path, words[key][language])}</li>`)}</ul>
      </section>
    </div>
    <h2>${words.gallery[language]}</h2>
    <p>${words.galleryText[language]}</p>
    ${within(gallery(language))}
    <h2>${words.around[language]}</h2>
    <dl>
      <dt>${elementLink('sales-data')}</dt><dd>${words.salesData[language]}</dd>
      <dt>${elementLink('data-source')}</dt><dd>${words.dataSource[language]}</dd>
    </dl>
  </article>`;
