import { ingest, type Ingested } from '../../src/ingest/ingest.js';
import type { ReadOptions } from '../../src/ingest/read-table.js';
import { cellValue } from '../../src/ingest/row-text.js';
import type { DataInputSource, LoadInputs } from '../../src/model/input.js';
import type { DataIssue, TableReport } from '../../src/model/issue.js';
import type { TableName } from '../../src/model/schema.js';
import type { Table } from '../../src/model/table.js';

type Row = Record<string, string | number | boolean | null>;

export interface ReadBack {
  readonly rows: readonly Row[];
  readonly table: Table;
  readonly report: TableReport;
  readonly all: Ingested;
  readonly issue: (code: string, column?: string) => DataIssue | undefined;
  readonly column: (name: string) => (string | number | boolean | null)[];
}

export const rowsOfTable = (table: Table): Row[] =>
  Array.from({ length: table.rowCount }, (_, row) => Object.fromEntries([...table.columns].map(([name, column]) => [name, cellValue(column, row)])));

export const load = (inputs: LoadInputs, options: Partial<ReadOptions> = {}): Promise<Ingested> => ingest(inputs, { timeZone: 'UTC', ...options });

/** Loads one table and reads it back as plain rows: dates as ISO text, missing as null. */
export const readBack = async (
  input: string | DataInputSource | readonly Record<string, unknown>[], options: Partial<ReadOptions> & { readonly as?: TableName } = {},
): Promise<ReadBack> => {
  const { as: name = 'deals', ...rest } = options;
  const all = await load({ [name]: typeof input === 'string' ? { text: input } : input }, rest);
  const table = all.tables.get(name) as Table;
  const report = all.report.tables[name] as TableReport;
  const rows = rowsOfTable(table);
  return {
    rows, table, report, all,
    issue: (code, column) => report.issues.find((found) => found.code === code && (column === undefined || found.column === column)),
    column: (column) => rows.map((row) => row[column] ?? null),
  };
};

/** The error that loading ends with, as the data that crosses borders. */
export const failure = async (inputs: LoadInputs, options: Partial<ReadOptions> = {}) => {
  try {
    await load(inputs, options);
  } catch (thrown) {
    if (thrown instanceof Error && 'info' in thrown) return (thrown as Error & { info: { code: string; message: string } & Record<string, unknown> }).info;
    throw thrown;
  }
  throw new Error('expected the load to fail');
};
