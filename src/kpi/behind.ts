import type { RowsAnswer } from '../model/rows.js';
import type { TableName } from '../model/schema.js';

/** Rows of one table that a number was made of, and the columns that made it. */
export interface TableBehind {
  readonly table: TableName;
  /** Row numbers of the loaded table, in any order; one named twice counts once. */
  readonly rows: Iterable<number>;
  readonly columns: readonly string[];
}

export interface Behind extends Pick<RowsAnswer, 'fixed'> { readonly tables: readonly TableBehind[] }
