import type { KpiId } from './kpi-id.js';
import type { Period } from './period.js';
import type { KpiQuery } from './query.js';
import type { TableName } from './schema.js';

/** The order that rows of one table are wanted in; without it that of the source. */
export interface RowsSort {
  readonly table: TableName;
  /** Canonical name of a column that the answer has, or `row`: by the order of the source. Names that left memory (see `labels`) cannot be sorted by. */
  readonly column: string;
  /** Missing values are last either way. */
  readonly descending?: boolean;
  /** Language whose order of texts holds, such as `de`; default `en`. */
  readonly locale?: string;
}

/** Asks for the rows behind a number, or behind one of its segments. */
export interface RowsQuery extends Pick<KpiQuery, 'kpi' | 'period' | 'filter' | 'segmentBy' | 'options'> {
  /** Key of one segment as in the result, one value per dimension of `segmentBy`; without it all of them. */
  readonly segment?: readonly (string | null)[];
  readonly sort?: RowsSort;
  /** First row of each table, from 0. */
  readonly offset?: number;
  /** Rows of each table at most: 100 unless told, never more than 1000. */
  readonly limit?: number;
  /** Names of deals, e-mails of leads and ids of activities too. They do not stay in memory: their table's input is read once more for them; where it cannot be (a stream), the rows stay without. */
  readonly labels?: boolean;
}

/** One row of a source table. */
export interface SourceRow {
  /** 1-based as in the source; the header of a file is row 1, a list of objects has none. */
  readonly row: number;
  /** Which of several inputs of the table it came from, from 0; null with one input. */
  readonly input: number | null;
  /**
   * One value per column of {@link RowsOfTable}: texts and numbers as they were read, null = missing. Points in time are
   * `YYYY-MM-DD` where the column knows only days (local ones), else ISO instants in UTC.
   */
  readonly values: readonly (string | number | boolean | null)[];
}

export interface RowsOfTable {
  readonly table: TableName;
  /** How many rows of this table are behind the number, on all pages. */
  readonly total: number;
  /** Canonical names of the columns that matter for this number, those that the data has. */
  readonly columns: readonly string[];
  /** How its rows are sorted; absent: as in the source. */
  readonly sortedBy?: Pick<RowsSort, 'column' | 'descending'>;
  /** One page, in the order of the source unless another was asked for. */
  readonly rows: readonly SourceRow[];
}

/**
 * The rows that a value was made of. Computing the KPI with these tables cut down to these rows, all others left as they are,
 * and the options in `fixed` gives the same value. One thing a value may still take from all data: the margin share that
 * stands in for missing margins.
 */
export interface RowsAnswer {
  readonly kpi: KpiId;
  readonly period: Period;
  readonly segment: readonly (string | null)[] | null;
  readonly tables: readonly RowsOfTable[];
  /** Options that hold what the value takes from all data whatever its filter, such as the horizon of the close ratio. */
  readonly fixed: Readonly<Record<string, number>>;
}
