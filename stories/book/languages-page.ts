import { html, type TemplateResult } from 'lit';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Catalogue } from '../../src/i18n/messages.js';
import { languages } from '../../src/i18n/languages.js';
import { registerLanguage } from '../../src/i18n/register-language.js';
import { within } from '../placed.js';
import { code } from './code.js';
import type { Language } from './language.js';
import { words } from './words.js';

/** The beginning of a language that the kit does not have. */
const dutch: Partial<Catalogue> = { 'kpi.sales_cycle': 'Verkoopcyclus', 'kpi.close_ratio': 'Winratio', 'title.cycle': 'Lengte van de verkoopcyclus' };

const dutchCode = `import { registerLanguage } from 'kennzahl';

registerLanguage('nl', ${JSON.stringify(dutch, null, 2)});`;

const card = (lang: string): TemplateResult => html`<div lang=${lang}><p class="tag"><code>lang="${lang}"</code></p><kpi-card kpi="cac" period="last_12_months"></kpi-card></div>`;

/** Languages side by side, and how a further one comes in. */
export const languagesPage = (language: Language): TemplateResult => {
  registerLanguage('nl', dutch);
  return html`
    <article class="book">
      <h1>${words.languages[language]}</h1>
      <p class="lead">${Object.keys(languages).join(', ')}: ${Object.keys(messagesFor('en').catalogue).length} ${words.texts[language]}.</p>
      ${within(html`
        <h2>${words.twoLanguages[language]}</h2>
        <p>${words.twoLanguagesText[language]}</p>
        <div class="cards">${[...Object.keys(languages), 'de-CH'].map(card)}</div>
        <h2>${words.anotherLanguage[language]}</h2>
        <p>${words.anotherLanguageText[language]}</p>
        <div class="figure">
          ${code(dutchCode, words.anotherLanguage[language])}
          <div lang="nl" data-added><kpi-card kpi="sales_cycle"></kpi-card></div>
        </div>`)}
    </article>`;
};
