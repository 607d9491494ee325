import { formatDay, formatMoment } from '../../format/date.js';
import { formatNumber } from '../../format/number.js';
import { say, type Messages } from '../../i18n/messages.js';
import { segmentName } from '../../i18n/words.js';
import type { LoadReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import type { RowsOfTable, RowsSort, SourceRow } from '../../model/rows.js';
import { groupColumns, labelColumns, schema, type ColumnType } from '../../model/schema.js';
import type { RowPages } from './row-pages.js';
import type { GridCell, GridColumn, GridList } from './rows-grid.js';

/** For whom rows are written, and how what is in them is called. */
export interface RowsContext {
  readonly messages: Messages;
  readonly report: LoadReport | null;
  readonly names: KpiResult['names'];
  readonly timeZone: string;
}

/** In which order the rows are, and who is told which column the user wants them by. */
export interface ListOrder {
  readonly sortedBy: RowsOfTable['sortedBy'];
  readonly onSort: (column: RowsSort['column']) => void;
}

type Value = SourceRow['values'][number];

const typeOf = (table: RowsOfTable['table'], column: string): ColumnType => (schema[table] as Readonly<Record<string, ColumnType>>)[column] ?? 'text';

/** Columns whose texts do not stay in memory. */
const unkeptColumns = (table: RowsOfTable['table']): readonly string[] => [...(labelColumns[table] ?? []), ...(groupColumns[table] ?? [])];

/** Canonical columns as they are shown: names beside ids, also while they are still on their way. */
export const shownColumns = ({ table, columns }: RowsOfTable, report: LoadReport | null): readonly string[] => {
  const labels = unkeptColumns(table);
  const known = labels.filter((name) => columns.includes(name) || Object.hasOwn(report?.tables[table]?.columns ?? {}, name));
  const [first, ...others] = columns.filter((name) => !labels.includes(name));
  return [...(first === undefined ? [] : [first]), ...known, ...others];
};

/** How the data calls a column; its own name where that is not known. */
export const headerOf = (table: RowsOfTable['table'], column: string, report: LoadReport | null): string => {
  const headers = report?.tables[table]?.columns ?? {};
  return Object.hasOwn(headers, column) ? headers[column] as string : column;
};

const momentText = (value: string, { messages: { locale }, timeZone }: RowsContext): string => {
  const ms = value.length > 10 ? Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)) - 1, Number(value.slice(8, 10)), Number(value.slice(11, 13)), Number(value.slice(14, 16))) : null;
  return ms === null ? formatDay(value, locale, 'full') : formatMoment(ms, locale, timeZone, 'full');
};

const cellOf = (value: Value | undefined, column: string, type: ColumnType, context: RowsContext): GridCell => {
  const { messages, names } = context;
  if (value === null || value === undefined) return { text: '–', isMissing: true };
  if (typeof value === 'number') return { text: formatNumber(value, messages.locale, { digits: 2 }), more: formatNumber(value, messages.locale, { digits: 12 }) };
  if (typeof value === 'boolean') return { text: say(messages, value ? 'rows.yes' : 'rows.no') };
  if (type === 'instant') return { text: momentText(value, context), more: value };
  const name = segmentName(messages, [value], { dimensions: [column], names });
  return name === value ? { text: value } : { text: name, more: `${name} (${value})` };
};

const mostWidth = 34;
const widthOf = (texts: readonly string[]): number => Math.min(mostWidth, Math.max(6, ...texts.map((text) => [...text.slice(0, mostWidth)].length)) + 3);

/** Rows of the first page say how wide the columns are. */
const sampled = 100;

const place = ({ row, input }: SourceRow, { messages }: RowsContext): GridCell => {
  const text = formatNumber(row, messages.locale);
  return input === null ? { text } : { text: `${text} (${input + 1})`, more: say(messages, 'rows.rowOfInput', { row: text, input: input + 1 }) };
};

/** The rows of one table of the answer, as a grid. */
export const rowsList = (pages: RowPages, index: number, of: RowsOfTable, label: string, context: RowsContext, { sortedBy, onSort }: ListOrder): GridList => {
  const { messages, report } = context;
  const names = shownColumns(of, report);
  const types = names.map((name) => typeOf(of.table, name));
  const cells = (at: number): readonly GridCell[] | null => {
    const found = pages.row(index, at);
    if (found === null) return null;
    return [place(found.row, context), ...names.map((name, i) => cellOf(found.row.values[found.of.columns.indexOf(name)], name, types[i] ?? 'text', context))];
  };
  const sample = Array.from({ length: Math.min(sampled, of.rows.length) }, (_, i) => cells(i) ?? []);
  const rowLabel = say(messages, 'rows.row');
  const sortable = ['row', ...names];
  const sortedOf = (name: string): NonNullable<GridColumn['sorted']> => (sortedBy?.column !== name ? 'none' : sortedBy.descending === true ? 'descending' : 'ascending');
  // What names a row has left memory: it is not there to be sorted by.
  const isKept = (name: string): boolean => !unkeptColumns(of.table).includes(name);
  const columns: GridColumn[] = [
    { label: rowLabel, isNumeric: true, width: widthOf([rowLabel, formatNumber(of.total, messages.locale)]), sorted: sortedBy === undefined ? 'ascending' : sortedOf('row') },
    ...names.map((name, i): GridColumn => {
      const header = headerOf(of.table, name, report);
      return {
        label: header, ...(header === name ? {} : { canonical: name }), isNumeric: types[i] === 'number',
        ...(isKept(name) ? { sorted: sortedOf(name) } : {}),
        width: widthOf([header, name, ...sample.map((row) => row[i + 1]?.text ?? '')]),
      };
    }),
  ];
  return { label, total: of.total, columns, cells, want: (first, last) => pages.want(first, last), sortBy: (column) => onSort(sortable[column] as string) };
};
