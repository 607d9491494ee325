import type { DataIssue } from '../model/issue.js';
import { hasMessage, say, type Messages } from './messages.js';
import { tableName } from './words.js';

/** A finding about the data in two parts, so that the place can stand out: `spend.csv, row 212, amount:` + what is wrong. */
export interface IssueText { readonly where: string; readonly what: string }

const lastPart = (url: string): string => url.replace(/[?#].*$/u, '').replace(/\/$/u, '').split('/').pop() || url;

/** File or address as people know it: its last part. */
const fileOf = (issue: DataIssue, messages: Messages): string | null => {
  if (issue.url !== undefined) return lastPart(issue.url);
  const label = issue.params?.['label'];
  if (typeof label === 'string' && label !== '') return /^https?:/iu.test(label) ? lastPart(label) : label;
  return issue.table === null ? null : tableName(messages, issue.table);
};

const whereOf = (issue: DataIssue, messages: Messages): string => {
  const file = fileOf(issue, messages);
  const { row, column } = issue;
  if (file === null) return '';
  if (row !== undefined && column !== undefined) return say(messages, 'issue.where', { file, row: String(row), column });
  if (row !== undefined) return say(messages, 'issue.whereRow', { file, row: String(row) });
  if (column !== undefined) return say(messages, 'issue.whereColumn', { file, column });
  return say(messages, 'issue.whereFile', { file });
};

/** An issue or error in the language of the page; a code that no catalogue knows keeps its English message. */
export const issueText = (issue: DataIssue, messages: Messages): IssueText => {
  const key = `issue.${issue.code}`;
  const where = whereOf(issue, messages);
  if (!hasMessage(messages, key)) return { where, what: issue.message };
  const facts: Readonly<Record<string, string | number | undefined>> = {
    reason: issue.message, ...issue.params, value: issue.value, column: issue.column, count: issue.count,
  };
  const template = messages.catalogue[key];
  const text = typeof template === 'string' ? template : template.other;
  return { where, what: text.replace(/\{(\w+)\}/gu, (_, name: string) => String(facts[name] ?? '?').slice(0, 200)) };
};
