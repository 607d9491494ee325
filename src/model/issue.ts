import type { DataHealth } from './health.js';
import type { KpiId } from './kpi-id.js';
import type { TableName } from './schema.js';

export type Severity = 'info' | 'warn' | 'error';

/** What fails around the data rather than in it: settings, questions, the computation, the page. Findings have `IssueCode`. */
export type ErrorCode =
  | 'ABORTED' | 'ANNOTATION' | 'CANCELLED' | 'CLOSED' | 'CONFIG' | 'DEADLINE' | 'EMPTY_BODY' | 'HOST' | 'HTTP' | 'INPUT' | 'INTERNAL' | 'KPI_CODE' | 'NETWORK' | 'QUERY' | 'RELOAD'
  | 'SECRET_IN_ATTRIBUTE' | 'SHAPE' | 'TRUNCATED' | 'UNKNOWN_KPI' | 'URL' | 'VERSION' | 'WORKER' | 'WORKER_DOWN' | 'WORKER_REPLY';

/** One finding about the data. `row` is 1-based as in the source file, header = row 1. */
export interface DataIssue {
  readonly code: string;
  readonly severity: Severity;
  readonly table: TableName | null;
  readonly row?: number;
  readonly column?: string;
  /** The offending text, at most 80 characters. */
  readonly value?: string;
  /** How many rows or cells it concerns. */
  readonly count: number;
  readonly url?: string;
  /** For the developer's console, English. Widgets build their own text from `code` and the fields (i18n). */
  readonly message: string;
  /** Facts the text needs beyond the fields above. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** How a header was mapped: by what evidence, how sure, and what else it could have been. A `constant` has no header: `= EUR` tells its value. */
export interface ColumnMapping {
  readonly column: string;
  readonly header: string;
  readonly confidence: number;
  readonly by: 'given' | 'constant' | 'exact' | 'synonym' | 'tokens' | 'preset' | 'join';
}

export interface RejectedRow {
  readonly row: number;
  readonly code: string;
  readonly column?: string;
  readonly value?: string;
  readonly text: string;
  /** Where the row was read, without query. */
  readonly url?: string;
  /** Facts the text needs beyond the fields above; `label` = what the input is called. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Names matched by normalised spelling (`GTXPro` = `GTX Pro`). */
export interface NameMatch {
  readonly column: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** Two inputs of a table that say different things about the same row. */
export interface MergeConflict {
  readonly key: string;
  readonly column: string;
  readonly kept: string;
  readonly dropped: string;
}

/** What became of rows that several inputs of a table have in common. */
export interface MergeReport {
  /** Column by which rows were matched. */
  readonly key: string;
  /** Whose value stays: that of the row updated last (a whole row), or that of the earlier or later input (field by field). */
  readonly precedence: 'newest' | 'earlier' | 'later';
  /** Keys that more than one input has. */
  readonly matched: number;
  /** Of them, those about which the inputs say different things. */
  readonly conflicting: number;
  /** Rows that are not used: older versions, and those that were to add to a row that is not there. */
  readonly dropped: number;
  /** The first conflicts. */
  readonly conflicts: readonly MergeConflict[];
}

export interface TableReport {
  readonly rowsIn: number;
  readonly rowsUsed: number;
  readonly rowsExcluded: number;
  /** canonical column → header in the file */
  readonly columns: Readonly<Record<string, string>>;
  readonly mappings: readonly ColumnMapping[];
  readonly unmappedHeaders: readonly string[];
  /** Values of status, stage and the like that no rule understood, with their counts. */
  readonly unmappedValues: Readonly<Record<string, readonly { value: string; count: number }[]>>;
  readonly nameMatches: readonly NameMatch[];
  /** One for the rows of all inputs together, one per input that was joined to them; none where there is one input only. */
  readonly merges: readonly MergeReport[];
  /** The first rejects with their text; `rowsExcluded` counts them all. */
  readonly rejects: readonly RejectedRow[];
  readonly issues: readonly DataIssue[];
  /** Options that would help and wait for a decision, such as the list price for deals without amount. */
  readonly offers: readonly DataOffer[];
  /** Only so many pages of an input are there; the issues say why. Absent = all of it is. */
  readonly partial?: PartialReport;
}

/** `code`: the issue that ended the reading. */
export interface PartialReport { readonly pages: number; readonly rows: number; readonly code: string }

export interface DataOffer {
  /** MISSING_VALUE: a value that may stand for "no value"; `missing` of the input says that it does. */
  readonly code: 'LIST_PRICE_FOR_OPEN_DEALS' | 'MISSING_VALUE';
  readonly count: number;
  readonly column?: string;
  readonly value?: string;
}

export interface LoadReport {
  readonly tables: Readonly<Partial<Record<TableName, TableReport>>>;
  /** Problems of a whole input: not reachable, not data, empty. */
  readonly issues: readonly DataIssue[];
  /** How far the deals can be relied on, of all tables loaded so far; absent without deals, or under settings that cannot be used. */
  readonly health?: DataHealth;
  /** Tables whose source holds what it held when they were read last; nothing about them is new. */
  readonly unchanged?: readonly TableName[];
  /** Tables loaded before whose joins came out differently with this load: as they are now. */
  readonly rejoined?: Readonly<Partial<Record<TableName, TableReport>>>;
  /** After rows were added: KPIs of which is known that every answer stays as it was. */
  readonly untouched?: readonly KpiId[];
}

/** An error that may cross the worker's border: plain data, since errors lose their fields on the way. */
export interface KpiErrorInfo extends DataIssue {
  readonly phase: 'load' | 'decode' | 'tabulate' | 'compute' | 'worker';
  readonly retryable: boolean;
}
