import type { TableName } from '../model/schema.js';
import type { Column } from '../model/table.js';
import type { CellFinding, ColumnBuilder } from './column-builder.js';
import type { DraftTable } from './draft-table.js';
import type { TableLog } from './report.js';
import { settleColumn } from './settle-column.js';
import { withoutUnusable } from './usable-rows.js';

/** A column under construction. */
export interface NamedBuilder { readonly column: string; readonly builder: ColumnBuilder }

export interface RowsToFinish {
  readonly table: TableName;
  /** Row number in the source of each row. */
  readonly sourceRow: Uint32Array;
  readonly timeZone: string;
  /** Columns in which a row must have a value. */
  readonly needed: readonly string[];
  /** Texts that the host says stand for "no value" in a column, in lower case. */
  readonly told: (column: string) => ReadonlySet<string>;
}

/** Columns become final, and rows that lack what the table needs are left out; `isOpen`: further rows could change how cells of these are read. */
export const finishColumns = (
  builders: Iterable<NamedBuilder>, { table, sourceRow, timeZone, needed, told }: RowsToFinish, log: TableLog,
): { readonly draft: DraftTable; readonly isOpen: boolean } => {
  const columns = new Map<string, Column>();
  const bad = new Map<string, ReadonlyMap<number, CellFinding>>();
  const numberOf = (row: number): number => sourceRow[row] as number;
  let isOpen = false;
  for (const { column, builder } of builders) {
    const built = builder.finish(numberOf);
    columns.set(column, settleColumn(column, built, { timeZone, told: told(column), numberOf }, log));
    bad.set(column, built.cells);
    isOpen ||= built.isOpen;
  }
  const draft = withoutUnusable({ name: table, rowCount: sourceRow.length, columns, sourceRow, inputOf: null }, needed, bad, log);
  return { draft, isOpen };
};

/** Hands entries out one by one and lets go of them, so that not all of them hold memory until the last is done. */
export function* takenFrom<T>(list: T[]): Iterable<T> {
  for (let next = list.shift(); next !== undefined; next = list.shift()) yield next;
}
