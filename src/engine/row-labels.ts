import { textAt } from '../kpi/text-at.js';
import type { RowsAnswer, RowsOfTable, SourceRow } from '../model/rows.js';
import { groupColumns, labelColumns, type TableName } from '../model/schema.js';
import type { Table } from '../model/table.js';

/** What of a table names its rows. */
export type NamedRows = Pick<Table, 'columns' | 'sourceRow' | 'inputOf'>;

/** Columns whose texts do not stay in memory. */
const namesOf = (table: TableName): readonly string[] => [...(labelColumns[table] ?? []), ...(groupColumns[table] ?? [])];

/** Tables of the answer that have names to be read again. */
export const tablesToName = ({ tables }: RowsAnswer): readonly TableName[] =>
  tables.filter(({ table, rows }) => rows.length > 0 && namesOf(table).length > 0).map(({ table }) => table);

const keyOf = (row: number, input: number | null): string => `${String(input)} ${String(row)}`;

const withNames = (answered: RowsOfTable, { columns, sourceRow, inputOf }: NamedRows): RowsOfTable => {
  const names = namesOf(answered.table).flatMap((name) => {
    const column = columns.get(name);
    return column?.kind === 'text' ? [{ name, column }] : [];
  });
  if (names.length === 0) return answered;
  const wanted = new Map<string, number>(answered.rows.map(({ row, input }) => [keyOf(row, input), -1]));
  sourceRow.forEach((row, index) => {
    const key = keyOf(row, inputOf === null ? null : (inputOf[index] as number));
    if (wanted.has(key)) wanted.set(key, index);
  });
  const named = (row: SourceRow): SourceRow => {
    const index = wanted.get(keyOf(row.row, row.input)) ?? -1;
    return { ...row, values: [...row.values, ...names.map(({ column }) => (index === -1 ? null : textAt(column, index)))] };
  };
  return { ...answered, columns: [...answered.columns, ...names.map(({ name }) => name)], rows: answered.rows.map(named) };
};

/** The answer with the names of its rows, from tables that were read again; a table that was not keeps its rows nameless. */
export const withRowNames = (answer: RowsAnswer, read: ReadonlyMap<TableName, NamedRows>): RowsAnswer => ({
  ...answer,
  tables: answer.tables.map((answered) => {
    const table = read.get(answered.table);
    return table === undefined ? answered : withNames(answered, table);
  }),
});
