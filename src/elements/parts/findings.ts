import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { DataIssue, LoadReport, TableReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import type { TableName } from '../../model/schema.js';

/** A thing wrong with the data a number was read from: where, what, and how often. */
export interface Finding { readonly where: string; readonly what: string }

/** Told as a note of its own beside every number already. */
const saidAsCaveat = new Set(['DUPLICATE_ID', 'DQ_PROB_MIXED', 'CLOSE_DATE_OF_OPEN_DEALS', 'LIST_PRICE_FOR_OPEN_DEALS']);

const findingOf = (issue: DataIssue, messages: Messages): Finding => {
  const { where, what } = issueText(issue, messages);
  return { where, what: issue.count > 1 ? `${what} ${say(messages, 'issue.count', { n: issue.count })}.` : what };
};

const tablesOf = (results: readonly KpiResult[]): readonly TableName[] => [...new Set(results.flatMap(({ provenance }) => provenance.tables))];

/** What cost rows or cells of the tables these numbers were read from, gravest first. */
export const findingsOf = (results: readonly KpiResult[], report: LoadReport | null, messages: Messages): readonly Finding[] => {
  const issues = tablesOf(results).flatMap((table) => report?.tables[table]?.issues ?? []);
  const told = issues.filter(({ severity, code }) => severity !== 'info' && !saidAsCaveat.has(code));
  return told.sort((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error')).map((issue) => findingOf(issue, messages));
};

/** The table that leaves these numbers nothing to count; null = every table has rows. */
export const emptyTableOf = (results: readonly KpiResult[], report: LoadReport | null): { readonly table: TableName; readonly report: TableReport } | null => {
  for (const table of tablesOf(results)) {
    const found = report?.tables[table];
    if (found?.rowsUsed === 0) return { table, report: found };
  }
  return null;
};
