import type { DataIssue } from '../model/issue.js';
import { say, sayCode, type Messages } from './messages.js';
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
  const page = issue.params?.['page'];
  if (file === null) return '';
  if (row !== undefined && page !== undefined) {
    const at = { file, row: String(row), page: String(page) };
    return column === undefined ? say(messages, 'issue.whereRowOnPage', at) : say(messages, 'issue.whereOnPage', { ...at, column });
  }
  if (row !== undefined && column !== undefined) return say(messages, 'issue.where', { file, row: String(row), column });
  if (row !== undefined) return say(messages, 'issue.whereRow', { file, row: String(row) });
  if (column !== undefined) return say(messages, 'issue.whereColumn', { file, column });
  return say(messages, 'issue.whereFile', { file });
};

const longestFact = 200;

/** A list that is cut ends with its last whole name. */
const cutAt = (value: string): string => (value.length <= longestFact ? value : `${value.slice(0, longestFact).replace(/,\s*[^,]*$/u, '')} …`);

/** Facts whose values are words of the kit's own, by the catalogue that has them. */
const wordsIn: Readonly<Record<string, string>> = { expected: 'shape', got: 'shape', fault: 'annotation.fault', unit: 'size', list: 'table.name' };

/** The two readings of a cell: figures without separators, since those are what is in doubt. */
const readings: ReadonlySet<string> = new Set(['a', 'b']);

const factText = (name: string, value: string | number | undefined, messages: Messages): string | number => {
  if (typeof value === 'number') return value;
  if (value === undefined) return '?';
  const group = wordsIn[name];
  return (group === undefined ? null : sayCode(messages, `${group}.${value.replace(/^an? /u, '')}`, {})) ?? cutAt(value);
};

/** An issue or error in the language of the page; a code that no catalogue knows keeps its English message. */
export const issueText = (issue: DataIssue, messages: Messages): IssueText => {
  const { value, column, count } = issue;
  const facts: Readonly<Record<string, string | number | undefined>> = { reason: issue.message, ...issue.params, value, column, count };
  const written = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, factText(name, readings.has(name) && typeof fact === 'number' ? String(fact) : fact, messages)]));
  const { cause } = issue.params ?? {};
  const why = cause === undefined ? {} : { why: sayCode(messages, `issue.${cause}`, written, '?') ?? String(cause) };
  return { where: whereOf(issue, messages), what: sayCode(messages, `issue.${issue.code}`, { ...written, ...why }, '?') ?? issue.message };
};
