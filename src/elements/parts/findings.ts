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

/** Whether one of the numbers is decided by what a finding is about; a finding about whole rows is about all of their columns. */
const concerns = (results: readonly KpiResult[], table: TableName, { column }: DataIssue): boolean =>
  results.some(({ provenance: { tables, columns } }) => {
    if (columns === undefined) return tables.includes(table);
    const own = columns[table];
    return own !== undefined && (column === undefined || own.includes(column));
  });

/** What cost rows or cells in the columns that decide these numbers, gravest first. */
export const findingsOf = (results: readonly KpiResult[], report: LoadReport | null, messages: Messages): readonly Finding[] => {
  const issues = (Object.entries(report?.tables ?? {}) as [TableName, TableReport][])
    .flatMap(([table, { issues: found }]) => found.filter((issue) => concerns(results, table, issue)));
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
