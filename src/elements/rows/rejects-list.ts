import { formatNumber } from '../../format/number.js';
import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import { tableName } from '../../i18n/words.js';
import type { LoadReport, RejectedRow } from '../../model/issue.js';
import type { TableName } from '../../model/schema.js';
import type { GridCell, GridList } from './rows-grid.js';

export interface Reject { readonly table: TableName; readonly reject: RejectedRow }

/** Rows of these tables that a load left out, as far as they were kept. */
export const rejectsOf = (report: LoadReport | null, tables: readonly TableName[]): readonly Reject[] =>
  tables.flatMap((table) => (report?.tables[table]?.rejects ?? []).map((reject) => ({ table, reject })));

/** How many rows reading left out of these tables. */
export const excludedIn = (report: LoadReport | null, tables: readonly TableName[]): number =>
  tables.reduce((sum, table) => sum + (report?.tables[table]?.rowsExcluded ?? 0), 0);

/** The report about these tables only. */
export const reportOf = (report: LoadReport | null, tables: readonly TableName[]): LoadReport =>
  ({ issues: [], tables: Object.fromEntries(Object.entries(report?.tables ?? {}).filter(([name]) => tables.some((table) => table === name))) });

/** Why a row was left out, in words. */
export const reasonText = ({ table, reject }: Reject, messages: Messages): string =>
  issueText({ ...reject, severity: 'error', table, count: 1, message: reject.code }, messages).what;

const text = (value: string | undefined): GridCell => (value === undefined || value === '' ? { text: '–', isMissing: true } : { text: value });

/** Rows that were left out with their reason, as a grid. */
export const rejectsList = (rejects: readonly Reject[], label: string, messages: Messages): GridList => ({
  label, total: rejects.length,
  columns: [
    { label: say(messages, 'rows.table'), isNumeric: false, width: 16 }, { label: say(messages, 'rows.row'), isNumeric: true, width: 9 },
    { label: say(messages, 'rows.reason'), isNumeric: false, width: 44 }, { label: say(messages, 'rows.column'), isNumeric: false, width: 16 },
    { label: say(messages, 'rows.value'), isNumeric: false, width: 18 }, { label: say(messages, 'rows.text'), isNumeric: false, width: 60 },
  ],
  cells: (index) => {
    const one = rejects[index];
    if (one === undefined) return null;
    const { table, reject } = one;
    return [
      text(tableName(messages, table)), text(formatNumber(reject.row, messages.locale)), text(reasonText(one, messages)),
      text(reject.column), text(reject.value), text(reject.text),
    ];
  },
  want: () => undefined,
});
