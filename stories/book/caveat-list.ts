import { html, type TemplateResult } from 'lit';
import type { CaveatTexts } from '../../src/kpi/caveat-wording.js';
import { caveatTexts } from '../../src/kpi/caveat-texts.js';
import { generalCaveatTexts } from '../../src/kpi/general-caveat-texts.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { Definition } from './definitions.js';
import type { Language } from './language.js';

/** Caveats of a figure begin with these letters. */
const prefixes = {
  forecast_accuracy: 'FC_', sales_cycle: 'SC_', pipeline: 'PL_', close_ratio: 'CR_', touches_to_meeting: 'TP_', product_performance: 'PP_',
  cac: 'CAC_', clv: 'CLV_', churn: 'CH_', lead_to_opp: 'LO_', lead_response: 'RT_',
} as const satisfies Record<KpiId, string>;

const withPrefix = (prefix: string): CaveatTexts => Object.fromEntries(Object.entries(caveatTexts).filter(([code]) => code.startsWith(prefix)));

export const caveatsOf = (id: KpiId): CaveatTexts => withPrefix(prefixes[id]);

/** What any figure may say: of cases, currencies, zeros. */
export const caveatsOfAll: CaveatTexts = Object.fromEntries(Object.entries(generalCaveatTexts).filter(([code]) => !Object.values(prefixes).some((prefix) => code.startsWith(prefix))));

/** A text without its facts: `{a|b}` is one of two, of `{n:row|rows}` the plural stands, the rest is filled in, and is its end where it stands there. */
export const withoutFacts = (text: string): string =>
  text.replaceAll(/\{\w+:[^{}|]*\|([^{}]*)\}/gu, '$1').replaceAll(/\{([^{}]+)\}/gu, (_, name: string) => (name.includes('|') ? name.split('|').join(' / ') : '…')).replaceAll(/…\.(?!\w)/gu, '…');

/** Code, English, German. */
export const caveatList = (texts: CaveatTexts): TemplateResult => html`
  <ul class="caveats">${Object.entries(texts).map(([code, [severity, en, de]]) => html`
    <li class=${severity}><code>${code}</code> <span lang="en">${withoutFacts(en)}</span> <span lang="de">${withoutFacts(de)}</span></li>`)}</ul>`;

/** Rules of the data that are told beside a figure, with the tables they are counted in. */
export const ruleList = (rules: Definition['dataRules'], language: Language): TemplateResult => html`
  <ul>${Object.entries(rules).map(([code, tables = []]) => {
    const [, en, de] = (generalCaveatTexts as CaveatTexts)[code] ?? (caveatTexts as CaveatTexts)[code] ?? ['info', code, code];
    return html`<li><code>${code}</code> ${withoutFacts(language === 'de' ? de : en)} <span class="quiet">${tables.join(', ')}</span></li>`;
  })}</ul>`;
