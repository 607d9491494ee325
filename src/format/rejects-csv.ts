import type { LoadReport, RejectedRow } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { formatCsv } from './csv.js';

export interface RejectsCsvOptions {
  /** Decides separator and decimal sign. Default `en`. */
  readonly locale?: string;
  /** Why a row was left out, in words; by default its code. */
  readonly reason?: (row: RejectedRow, table: TableName) => string;
}

const header = ['table', 'file', 'row', 'column', 'code', 'reason', 'value', 'text'];

/**
 * The rows that a load left out, as a spreadsheet: place, reason, and the row as it was written. Of very many only the first are kept;
 * how many are not is said in a line of its own, so that rows and lines add up.
 */
export const rejectedRowsCsv = (report: LoadReport, { locale = 'en', reason = ({ code }) => code }: RejectsCsvOptions = {}): string => {
  const lines = (Object.keys(report.tables) as TableName[]).flatMap((table) => {
    const { rejects = [], rowsExcluded = 0 } = report.tables[table] ?? {};
    const kept = rejects.map((one) => [table, one.url ?? String(one.params?.['label'] ?? ''), one.row, one.column ?? null, one.code, reason(one, table), one.value ?? null, one.text]);
    const left = rowsExcluded - rejects.length;
    return left > 0 ? [...kept, [table, null, null, null, 'NOT_KEPT', `${left}`, null, null]] : kept;
  });
  return formatCsv(header, lines, locale);
};
