import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../format/number.js';
import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import { tableName } from '../../i18n/words.js';
import type { DataIssue } from '../../model/issue.js';
import { icon } from '../parts/icon.js';
import { excludedIn, reasonText, rejectsOf } from '../rows/rejects-list.js';
import { plainTable } from './plain-table.js';
import { tablesOf, type ReportContext, type ReportSection } from './report-section.js';

const shownRejects = 20;

const ranks: Readonly<Record<DataIssue['severity'], number>> = { error: 0, warn: 1, info: 2 };

const issueItem = (issue: DataIssue, messages: Messages): TemplateResult => {
  const { where, what } = issueText(issue, messages);
  const sign = issue.severity === 'error' ? 'bad' : issue.severity === 'warn' ? 'caveat' : 'info';
  return html`<li>${icon(sign)}<span><b>${where}</b> ${what}${issue.count > 1 ? html` <span class="quiet">${say(messages, 'issue.count', { n: issue.count })}</span>` : nothing}</span></li>`;
};

const rejectsTable = ({ report, messages, onRejectsCsv }: ReportContext): TemplateResult | typeof nothing => {
  const names = tablesOf(report).map(([name]) => name);
  const [excluded, rejects] = [excludedIn(report, names), rejectsOf(report, names)];
  if (excluded === 0) return nothing;
  const shown = rejects.slice(0, shownRejects);
  return html`
    <h4>${say(messages, 'report.rejects')}</h4>
    ${plainTable(say(messages, 'report.rejects'), [
    { label: say(messages, 'rows.table') }, { label: say(messages, 'rows.row'), isNumeric: true }, { label: say(messages, 'rows.column') },
    { label: say(messages, 'rows.value') }, { label: say(messages, 'rows.reason') },
  ], shown.map((one) => [
    tableName(messages, one.table), formatNumber(one.reject.row, messages.locale), one.reject.column === undefined ? '–' : html`<code>${one.reject.column}</code>`,
    one.reject.value ?? '–', reasonText(one, messages),
  ]))}
    <p class="actions"><button class="framed-button" type="button" @click=${onRejectsCsv}>${say(messages, 'report.rejectsCsv')}</button>
      ${excluded > shown.length ? html`<span class="quiet">${say(messages, 'provenance.more', { n: excluded - shown.length })}</span>` : nothing}</p>`;
};

/** What was noticed, gravest first, and the rows that had to be left out. */
export const issuesSection = (context: ReportContext): ReportSection => {
  const { report, messages } = context;
  const issues = [...report.issues, ...tablesOf(report).flatMap(([, table]) => table.issues)].sort((a, b) => ranks[a.severity] - ranks[b.severity] || b.count - a.count);
  return {
    id: 'issues', title: say(messages, 'report.issues'), sum: say(messages, 'report.issues.sum', { n: issues.length }),
    body: html`
      ${issues.length === 0 ? html`<p>${say(messages, 'report.issues.none')}</p>` : html`<ul>${issues.map((issue) => issueItem(issue, messages))}</ul>`}
      ${rejectsTable(context)}`,
  };
};
