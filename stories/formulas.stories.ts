import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect } from 'storybook/test';
import type { KpiId } from '../src/model/kpi-id.js';
import { caveatList, caveatsOf, caveatsOfAll } from './book/caveat-list.js';
import { definitionOf, kpiIds } from './book/definitions.js';
import { formulaFacts } from './book/kpi-facts.js';
import { languageOf, type Language } from './book/language.js';
import { kpiPage, pageLink } from './book/links.js';
import { words } from './book/words.js';

const section = (id: KpiId, language: Language): TemplateResult => html`
  <section class="formula" id=${id}>
    <h2>${pageLink(kpiPage(id), definitionOf(id).name[language])}</h2>
    ${formulaFacts(id, language)}
    <h3>${words.caveats[language]}</h3>
    ${caveatList(caveatsOf(id))}
  </section>`;

const meta: Meta = {
  title: 'Figures/Formulas',
  tags: ['!autodocs'],
  render: (_, { globals }) => {
    const language = languageOf(globals);
    return html`<article class="book">
      <h1>${words.formulas[language]}</h1>
      ${kpiIds.map((id) => section(id, language))}
      <h2>${words.general[language]}</h2>
      ${caveatList(caveatsOfAll)}
    </article>`;
  },
};
export default meta;

/** Every figure as the code defines it: formula, needs and warnings come from the definitions that compute it. */
export const English: StoryObj = {
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelectorAll('section').length).toBe(11);
    for (const part of canvasElement.querySelectorAll('section')) await expect(part.querySelectorAll('li').length).toBeGreaterThan(2);
    await expect(canvasElement.querySelector('#close_ratio')?.textContent).toContain('CR_NO_LOST');
  },
};
export const German: StoryObj = {
  globals: { language: 'de' },
  play: async ({ canvasElement }) => {
    await expect(canvasElement.querySelector('#churn h2')?.textContent?.trim()).toBe(definitionOf('churn').name.de);
    await expect(canvasElement.querySelector('#churn')?.textContent).toContain('weniger ist besser');
  },
};
