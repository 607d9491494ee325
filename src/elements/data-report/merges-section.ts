import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../format/number.js';
import { say, type Messages } from '../../i18n/messages.js';
import { tableName } from '../../i18n/words.js';
import type { MergeReport, NameMatch } from '../../model/issue.js';
import type { TableName } from '../../model/schema.js';
import { plainTable } from './plain-table.js';
import { tablesOf, type ReportContext, type ReportSection } from './report-section.js';

const mergeBody = (name: TableName, { key, precedence, matched, conflicting, dropped, conflicts }: MergeReport, messages: Messages): TemplateResult => html`
  <p><b>${tableName(messages, name)}:</b> ${say(messages, 'report.merge', { key, matched, conflicting, dropped })} ${say(messages, `report.precedence.${precedence}`)}</p>
  ${conflicts.length === 0 ? nothing : plainTable(say(messages, 'report.conflicts', { table: tableName(messages, name) }), [
    { label: say(messages, 'report.col.key') }, { label: say(messages, 'report.col.column') }, { label: say(messages, 'report.col.kept') }, { label: say(messages, 'report.col.dropped') },
  ], conflicts.map((conflict) => [conflict.key, html`<code>${conflict.column}</code>`, conflict.kept === '' ? '–' : conflict.kept, conflict.dropped === '' ? '–' : conflict.dropped]))}`;

const namesBody = (name: TableName, matches: readonly NameMatch[], messages: Messages): TemplateResult => plainTable(
  say(messages, 'report.names', { table: tableName(messages, name) }),
  [{ label: say(messages, 'report.col.written') }, { label: say(messages, 'report.col.readAs') }, { label: say(messages, 'report.col.column') }, { label: say(messages, 'report.col.rows'), isNumeric: true }],
  matches.map(({ column, from, to, count }) => [from, to, html`<code>${column}</code>`, formatNumber(count, messages.locale)]),
);

/** Rows that several inputs have in common, and names that were matched by spelling; null: there was nothing to match. */
export const mergesSection = ({ report, messages }: ReportContext): ReportSection | null => {
  const tables = tablesOf(report);
  const merges = tables.flatMap(([name, table]) => table.merges.map((merge) => ({ name, merge })));
  const named = tables.filter(([, { nameMatches }]) => nameMatches.length > 0);
  if (merges.length === 0 && named.length === 0) return null;
  const [matched, conflicting] = [merges.reduce((sum, { merge }) => sum + merge.matched, 0), merges.reduce((sum, { merge }) => sum + merge.conflicting, 0)];
  const names = named.reduce((sum, [, { nameMatches }]) => sum + nameMatches.length, 0);
  return {
    id: 'merges', title: say(messages, 'report.merges'),
    sum: merges.length === 0 ? say(messages, 'report.merges.names', { n: names }) : say(messages, 'report.merges.sum', { matched, conflicting, names }),
    body: html`
      ${merges.map(({ name, merge }) => mergeBody(name, merge, messages))}
      ${named.length === 0 ? nothing : html`<h4>${say(messages, 'report.namesTitle')}</h4>`}
      ${named.map(([name, { nameMatches }]) => namesBody(name, nameMatches, messages))}`,
  };
};
