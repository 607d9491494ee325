import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect } from 'storybook/test';
import { caveatTexts } from '../src/kpi/caveat-texts.js';
import { kpis } from '../src/kpi/registry.js';

/** Caveats of a figure begin with these letters. */
const caveatsOf = {
  forecast_accuracy: 'FC_', sales_cycle: 'SC_', pipeline: 'PL_', close_ratio: 'CR_', touches_to_meeting: 'TP_', product_performance: 'PP_',
  cac: 'CAC_', clv: 'CLV_', churn: 'CH_', lead_to_opp: 'LO_', lead_response: 'RT_',
} as const satisfies Record<keyof typeof kpis, string>;

type Id = keyof typeof kpis;
const ids = Object.keys(kpis) as Id[];
const definitions = new Map(await Promise.all(ids.map(async (id) => [id, await kpis[id]()] as const)));

const words = {
  en: { formula: 'Formula', needs: 'Needs, one of each line', caveats: 'What it may warn of', unit: 'Unit', higher: 'higher is better', lower: 'lower is better', version: 'Definition' },
  de: { formula: 'Formel', needs: 'Benötigt, je Zeile eines', caveats: 'Wovor sie warnen kann', unit: 'Einheit', higher: 'mehr ist besser', lower: 'weniger ist besser', version: 'Definition' },
} as const;

const section = (id: Id, language: 'en' | 'de'): TemplateResult => {
  const definition = definitions.get(id);
  if (definition === undefined) throw new Error(`no definition of ${id}`);
  const w = words[language];
  const { name, formula, unit, better, version, needs } = definition;
  return html`
    <section class="formula" id=${id}>
      <h2>${name[language]}</h2>
      <p><b>${w.formula}</b>: ${formula[language]}.</p>
      <p>${w.unit}: <code>${unit}</code>, ${w[better]}. ${w.version} <code>${id}</code> ${version}.</p>
      <h3>${w.needs}</h3>
      <ul>${needs.map((line) => html`<li>${line.map(({ table, columns }, i) => html`${i > 0 ? ' · ' : ''}<code>${table}(${columns.join(', ')})</code>`)}</li>`)}</ul>
      <h3>${w.caveats}</h3>
      <ul>${Object.entries(caveatTexts).filter(([code]) => code.startsWith(caveatsOf[id])).map(([code, [, en, de]]) => html`<li><code>${code}</code> ${language === 'de' ? de : en}</li>`)}</ul>
    </section>`;
};

const meta: Meta = {
  title: 'Figures/Formulas',
  tags: ['!autodocs'],
  render: (_, { globals }) => html`<article class="formulas">${ids.map((id) => section(id, globals['language'] === 'de' ? 'de' : 'en'))}</article>`,
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
    await expect(canvasElement.querySelector('#churn h2')?.textContent).toBe(definitions.get('churn')?.name.de);
    await expect(canvasElement.querySelector('#churn')?.textContent).toContain('weniger ist besser');
  },
};
