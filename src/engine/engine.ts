import type { EngineConfig } from '../model/config.js';
import type { DataHealth } from '../model/health.js';
import type { DataInputSource, LoadInputs } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import type { KpiErrorInfo, LoadReport } from '../model/issue.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult } from '../model/result.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import type { SegmentNames } from '../model/segment-names.js';
import type { TableName } from '../model/schema.js';

/** What can be asked of a loaded dataset; the same whether it runs in this thread or in a worker. */
export interface Engine {
  /** Replaces what was loaded under the same table names; a failed load keeps the last good tables. */
  load(inputs: LoadInputs, options?: LoadOptions): Promise<LoadReport>;
  /**
   * Adds rows to a table as another input of it: objects, or an input of any form. Reads the new rows only, and computes again what a
   * question asks of the table; the answers of other tables stay. A later `load` of the table begins anew, without them.
   */
  append?(table: TableName, rows: LiveInput, options?: LoadOptions): Promise<LoadReport>;
  /** The same, and rows before that have the same value in the column `key` (default `id`) are gone as if they had never been there. */
  upsert?(table: TableName, rows: LiveInput, options?: UpsertOptions): Promise<LoadReport>;
  compute<K extends KpiId>(query: KpiQuery & { readonly kpi: K }, options?: ComputeOptions): Promise<KpiResult<K>>;
  /**
   * The answer from the rows that a load under way has read so far, at first closed form, neither compared nor judged, with the caveat `DQ_LOADING`;
   * null where there is none, or it would say nothing. See `onPartial` of `load`.
   */
  soFar?<K extends KpiId>(query: KpiQuery & { readonly kpi: K }, options?: RowsOptions): Promise<KpiResult<K> | null>;
  /** Fetches the code of a KPI ahead of the first question for it. */
  prepare?(kpi: KpiId): Promise<void>;
  /** The source rows behind a number or one of its segments, in pages. Absent where an engine holds sums only. */
  rows?(query: RowsQuery, options?: RowsOptions): Promise<RowsAnswer>;
  describe(): Promise<DatasetInfo>;
  /** Looks at the beginning of an input and tells which tables it could be; loads nothing. A stream is used up by it. */
  inspect(input: DataInputSource, options?: InspectOptions): Promise<Inspection>;
  /** Changes time zone, asOf, currency …; results computed before stay as they are. */
  configure(config: EngineConfig): Promise<void>;
  /** Frees the tables; every later call rejects. */
  close(): Promise<void>;
}

/** Rows as objects, or one input that holds them. */
export type LiveInput = readonly Readonly<Record<string, unknown>>[] | DataInputSource;
export interface UpsertOptions extends LoadOptions { readonly key?: string }
export interface InspectOptions { readonly signal?: AbortSignal }
export interface RowsOptions { readonly signal?: AbortSignal }

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Called while tables are loaded for the first time, whenever `soFar` can answer from more of their rows. */
  readonly onPartial?: (partial: PartialLoad) => void;
}
/** Rows read so far of the tables that are under way. */
export interface PartialLoad { readonly rows: Readonly<Partial<Record<TableName, number>>> }
export interface LoadProgress {
  readonly table: TableName;
  readonly bytes: number;
  readonly totalBytes: number | null;
  readonly rows: number;
  /** Which page is being read, from 1; absent on the first. */
  readonly page?: number;
}

export interface ComputeOptions {
  readonly signal?: AbortSignal;
  /** Who asks: a newer question under the same name aborts the older one. */
  readonly ask?: string;
  /** Called with the closed-form answer when the final one (bootstrap) takes longer. */
  readonly onFirst?: (result: KpiResult) => void;
}

export interface DatasetInfo {
  /** As in the report of a load, under the settings as they are now; null without deals. */
  readonly health?: DataHealth | null;
  readonly asOf: string;
  readonly timeZone: string;
  readonly currency: string | null;
  readonly tables: Readonly<Partial<Record<TableName, { readonly rows: number; readonly columns: readonly string[] }>>>;
  /** The 200 most frequent values per dimension with row counts, most frequent first; null = not set, always among them where rows lack the value. */
  readonly dimensions: Readonly<Record<string, readonly ValueCount[]>>;
  /** How many different values each dimension has, "not set" counted as one: what `dimensions` may tell only the beginning of. */
  readonly distinct: Readonly<Record<string, number>>;
  /** How people call reps, products and accounts. */
  readonly names?: SegmentNames;
}
export interface ValueCount { readonly value: string | null; readonly count: number }

/** What crosses the worker's border: an envelope, since thrown errors lose their fields on the way. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: KpiErrorInfo };
