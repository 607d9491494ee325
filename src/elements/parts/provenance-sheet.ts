import { html, nothing, type TemplateResult } from 'lit';
import { formatDay, isKnownDay, lastDayBefore } from '../../format/date.js';
import { formatNumber } from '../../format/number.js';
import { formatPercent } from '../../format/percent.js';
import { issueText } from '../../i18n/issue-text.js';
import { hasMessage, say, type Messages } from '../../i18n/messages.js';
import { percentStyle } from '../../i18n/percent-style.js';
import { resultNotes } from '../../i18n/result-notes.js';
import { ruleText } from '../../i18n/rule-text.js';
import { tableName } from '../../i18n/words.js';
import type { LoadReport, RejectedRow } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import type { TableName } from '../../model/schema.js';
import { findingsOf } from './findings.js';
import { icon } from './icon.js';

const mostRejects = 20;

const noteIcon = (severity: 'info' | 'warn' | 'block'): 'info' | 'caveat' => (severity === 'info' ? 'info' : 'caveat');

const basisText = (basis: string, messages: Messages): string => {
  const key = `basis.${basis}`;
  return hasMessage(messages, key) ? (messages.catalogue[key] as string) : basis;
};

const rejectText = (table: TableName, reject: RejectedRow, messages: Messages): TemplateResult => {
  const { where, what } = issueText({ ...reject, severity: 'error', table, count: 1, message: reject.text }, messages);
  return html`<li><span><b>${where}</b> ${what}</span></li>`;
};

const findingsList = (results: readonly KpiResult[], report: LoadReport | null, messages: Messages): TemplateResult | typeof nothing => {
  const findings = findingsOf(results, report, messages);
  return findings.length === 0 ? nothing : html`<h5>${say(messages, 'provenance.findings')}</h5>
    <ul>${findings.map(({ where, what }) => html`<li>${icon('caveat')}<span><b>${where}</b> ${what}</span></li>`)}</ul>`;
};

const leftOutList = (results: readonly KpiResult[], report: LoadReport | null, messages: Messages): TemplateResult | typeof nothing => {
  const read = new Set<string>(results.flatMap(({ provenance }) => provenance.tables));
  const tables = Object.entries(report?.tables ?? {}).filter(([name]) => read.has(name));
  const all = tables.flatMap(([name, table]) => table.rejects.map((reject) => ({ name: name as TableName, reject })));
  const total = tables.reduce((sum, [, table]) => sum + table.rowsExcluded, 0);
  if (total === 0 && all.length === 0) return nothing;
  const shown = all.slice(0, mostRejects);
  return html`
    <h5>${say(messages, 'footer.leftOutList')}</h5>
    <ul>${shown.map(({ name, reject }) => rejectText(name, reject, messages))}
      ${total > shown.length ? html`<li>${say(messages, 'provenance.more', { n: total - shown.length })}</li>` : nothing}</ul>`;
};

export interface Sheet {
  readonly results: readonly KpiResult[];
  readonly report: LoadReport | null;
  readonly messages: Messages;
  readonly dir: 'ltr' | 'rtl';
  readonly onClosed: () => void;
  /** Opens the rows of one of the results. */
  readonly onRows: (index: number) => void;
}

/** Formula, rows, period, rules and notes of one number, over the page. */
export const provenanceSheet = ({ results, report, messages, dir, onClosed, onRows }: Sheet): TemplateResult => {
  const { locale } = messages;
  const close = (event: Event): void => (event.currentTarget as HTMLElement).closest('dialog')?.close();
  const row = (label: string, text: string): TemplateResult => html`<dt>${label}</dt><dd>${text}</dd>`;
  return html`<dialog aria-labelledby="sheet-title" dir=${dir} lang=${messages.language} @close=${onClosed}>
    <div class="sheet">
      <div class="sheet-head">
        <h4 id="sheet-title">${say(messages, 'provenance.title')}</h4>
        <button class="icon-button" type="button" aria-label=${say(messages, 'control.close')} @click=${close}>${icon('close')}</button>
      </div>
      ${results.map((result, i) => html`
        ${results.length > 1 ? html`<h5>${say(messages, `kpi.${result.kpi}`)}</h5>` : nothing}
        <dl>
          ${row(say(messages, 'provenance.formula'), percentStyle(result.provenance.definition[messages.language.startsWith('de') ? 'de' : 'en'], locale))}
          ${row(say(messages, 'trend.cases'), formatNumber(result.n, locale))}
          ${row(say(messages, 'provenance.rowsLabel'), say(messages, 'provenance.rows', { used: result.provenance.rowsUsed, excluded: result.provenance.rowsExcluded }))}
          ${isKnownDay(result.asOf) ? html`
            ${row(say(messages, 'provenance.period'), `${formatDay(result.period.start, locale, 'full')} – ${formatDay(lastDayBefore(result.period.end), locale, 'full')}`)}
            ${row(say(messages, 'provenance.asOf'), `${formatDay(result.asOf, locale, 'full')}, ${result.timeZone}`)}` : nothing}
          ${row(say(messages, 'provenance.basis'), basisText(result.basis, messages))}
          ${result.ci === null ? nothing : row(say(messages, 'provenance.method'), `${formatPercent(result.ci.level, locale)}, ${result.ci.method}`)}
        </dl>
        <p class="sheet-way"><button class="text-button" type="button" @click=${(event: Event) => {
          close(event);
          onRows(i);
        }}>${say(messages, 'rows.show')}</button></p>
        ${result.caveats.length === 0 ? nothing : html`<h5>${say(messages, 'provenance.notes')}</h5>
          <ul>${resultNotes(result, messages).map(({ severity, text }) => html`<li>${icon(noteIcon(severity))}<span>${text}</span></li>`)}</ul>`}
        ${result.provenance.rules.length === 0 ? nothing : html`<h5>${say(messages, 'provenance.rules')}</h5>
          <ul>${result.provenance.rules.map((rule) => html`<li><span><b>${tableName(messages, rule.table)}:</b> ${ruleText(rule, result, messages)}</span></li>`)}</ul>`}
      `)}
      ${findingsList(results, report, messages)}
      ${leftOutList(results, report, messages)}
    </div>
  </dialog>`;
};
