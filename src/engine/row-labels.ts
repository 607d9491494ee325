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

/** What names the rows of a table, without the rest of it. */
export const namesIn = (table: TableName, { columns, sourceRow, inputOf }: NamedRows): NamedRows =>
  ({ columns: new Map([...columns].filter(([name]) => namesOf(table).includes(name))), sourceRow, inputOf });

/** Where in a table the rows of each of its inputs are: 1 + index by row of the source, 0 = not there. Made once per reading: pages follow pages. */
const places = new WeakMap<Uint32Array, ReadonlyMap<number | null, Uint32Array>>();

const placesOf = ({ sourceRow, inputOf }: NamedRows): ReadonlyMap<number | null, Uint32Array> => {
  const known = places.get(sourceRow);
  if (known !== undefined) return known;
  const length = sourceRow.reduce((most, row) => Math.max(most, row), 0) + 1;
  const made = new Map<number | null, Uint32Array>();
  sourceRow.forEach((row, index) => {
    const input = inputOf === null ? null : (inputOf[index] as number);
    let own = made.get(input);
    if (own === undefined) made.set(input, own = new Uint32Array(length));
    own[row] = index + 1;
  });
  places.set(sourceRow, made);
  return made;
};

const withNames = (answered: RowsOfTable, read: NamedRows): RowsOfTable => {
  const names = namesOf(answered.table).flatMap((name) => {
    const column = read.columns.get(name);
    return column?.kind === 'text' ? [{ name, column }] : [];
  });
  if (names.length === 0) return answered;
  const own = placesOf(read);
  const named = (row: SourceRow): SourceRow => {
    const place = own.get(row.input)?.[row.row] ?? 0;
    return { ...row, values: [...row.values, ...names.map(({ column }) => (place === 0 ? null : textAt(column, place - 1)))] };
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
