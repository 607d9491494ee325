import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../format/number.js';
import { say, type Messages } from '../../i18n/messages.js';
import { percentStyle } from '../../i18n/percent-style.js';
import { ruleText } from '../../i18n/rule-text.js';
import { tableName } from '../../i18n/words.js';
import type { KpiResult } from '../../model/result.js';
import type { ReportContext, ReportSection } from './report-section.js';

const definition = (result: KpiResult, messages: Messages): TemplateResult => {
  const { locale } = messages;
  const { provenance: { definition: { id, version, en, de }, rowsUsed, rowsExcluded, rules, tables } } = result;
  return html`<section class="definition">
    <h4>${say(messages, `kpi.${result.kpi}`)} <code>${id} ${version}</code></h4>
    <p>${percentStyle(messages.language.startsWith('de') ? de : en, locale)}</p>
    <dl>
      <dt>${say(messages, 'report.reads')}</dt><dd>${tables.map((table) => tableName(messages, table)).join(', ')}</dd>
      <dt>${say(messages, 'provenance.rowsLabel')}</dt><dd>${say(messages, 'provenance.rows', { used: rowsUsed, excluded: rowsExcluded })}</dd>
      <dt>${say(messages, 'trend.cases')}</dt><dd>${formatNumber(result.n, locale)}</dd>
    </dl>
    ${rules.length === 0 ? nothing : html`<ul>${rules.map((rule) => html`<li><span><b>${tableName(messages, rule.table)}:</b> ${ruleText(rule, result, messages)}</span></li>`)}</ul>`}
  </section>`;
};

/** How the figures of the page are defined, each once; null: nothing asks for any. */
export const definitionsSection = ({ figures, messages }: ReportContext): ReportSection | null => (figures.length === 0 ? null : {
  id: 'definitions', title: say(messages, 'report.definitions'), sum: say(messages, 'report.definitions.sum', { n: figures.length }),
  body: html`${figures.map((figure) => definition(figure, messages))}`,
});
