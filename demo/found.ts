import { messagesFor } from '../src/i18n/all-messages.js';
import { issueText } from '../src/i18n/issue-text.js';
import type { Messages } from '../src/i18n/messages.js';
import type { DataIssue, LoadReport, TableReport } from '../src/model/issue.js';
import { make, tableOf } from './make.js';
import { text } from './texts.js';

const shownRejects = 20;

const number = (value: number): string => value.toLocaleString(document.documentElement.lang);

const issueList = (issues: readonly DataIssue[], messages: Messages): HTMLElement =>
  make('ul', issues.map((issue) => {
    const { where, what } = issueText(issue, messages);
    return make('li', `${where} ${what}${issue.count > 1 ? ` (${number(issue.count)})` : ''}`);
  }), 'quiet');

const tableFound = (table: string, found: TableReport, messages: Messages): HTMLElement => {
  const nodes: Node[] = [make('h3', `${table}: ${number(found.rowsIn)} ${text('rows')}, ${number(found.rowsUsed)} ${text('used')}, ${number(found.rowsExcluded)} ${text('leftOut')}`)];
  nodes.push(tableOf([text('header'), text('column'), text('sure')], found.mappings.map(({ header, column, confidence }) => [header, column, confidence.toLocaleString(document.documentElement.lang, { style: 'percent', maximumFractionDigits: 0 })]), [2]));
  if (found.unmappedHeaders.length > 0) nodes.push(make('p', `${text('unmapped')}: ${found.unmappedHeaders.join(', ')}`, 'quiet'));
  if (found.nameMatches.length > 0) nodes.push(make('p', `${text('names')}: ${found.nameMatches.map(({ from, to, count }) => `${from} → ${to} (${number(count)})`).join(', ')}`, 'quiet'));
  if (found.issues.length > 0) nodes.push(make('p', `${text('issues')}:`, 'quiet'), issueList(found.issues, messages));
  if (found.rejects.length > 0) {
    nodes.push(make('p', text('rejects'), 'quiet'), tableOf([text('row'), text('reason'), text('text')],
      found.rejects.slice(0, shownRejects).map(({ row, code, column, text: line }) => [number(row), [code, column].filter(Boolean).join(', '), line]), [0]));
  }
  return make('section', nodes);
};

/** What the load found in each of these tables: mapping, names matched, rows left out and why. */
export const foundIn = (report: LoadReport, tables: readonly string[]): HTMLElement => {
  const messages = messagesFor(document.documentElement.lang);
  return make('div', [
    ...(report.issues.length > 0 ? [issueList(report.issues, messages)] : []),
    ...Object.entries(report.tables).filter(([table]) => tables.includes(table)).map(([table, found]) => tableFound(table, found, messages)),
  ], 'found');
};
