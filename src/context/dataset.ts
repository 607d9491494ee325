import type { ComputeOptions, DatasetInfo, Engine, LiveInput, RowsOptions } from '../engine/engine.js';
import type { EngineConfig } from '../model/config.js';
import type { DataInputSource } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import type { KpiErrorInfo, LoadReport } from '../model/issue.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiResult } from '../model/result.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import type { TableName } from '../model/schema.js';
import type { LoadingProgress } from './loading-progress.js';
import type { SourceInput } from './source-input.js';
import type { Readable } from './store.js';

/** Rows as objects, or one input that holds them. */
export type RowsGiven = LiveInput;
/** The engine's contract, for elements that take one from the page. */
export type HostEngine = Engine;
export type DataInfo = DatasetInfo;

export interface DatasetState {
  /** Goes up whenever answers may differ from those before. */
  readonly revision: number;
  /** The revision since which the answers of a KPI stand, where it is not the last. */
  readonly standing: ReadonlyMap<KpiId, number>;
  readonly phase: 'none' | 'loading' | 'loaded' | 'failed';
  /** All tables so far, with the issues of the last load. */
  readonly report: LoadReport | null;
  /** What failed in the last load; tables loaded before stay. */
  readonly error: KpiErrorInfo | null;
  /** When data last arrived, for "as of": epoch milliseconds of the page's clock. Never part of a result. */
  readonly loadedAtMs: number | null;
}

export interface AskOptions extends ComputeOptions {
  readonly onSoFar?: (result: KpiResult) => void;
}

/** Apart from the rest, since it changes ten times a second and no answer depends on it. */
export interface ProgressState { readonly loading: LoadingProgress | null }

/** By KPI, in the order in which they were first asked. */
export interface AnsweredState { readonly figures: ReadonlyMap<KpiId, KpiResult> }

/** Tables on one engine: what was asked for, whether it is there, and answers about it. Knows no element. */
export interface Dataset extends Readable<DatasetState> {
  /** States all inputs. What is as before is not loaded again; calls in one tick become one load. */
  setInputs(inputs: readonly SourceInput[], config: EngineConfig): void;
  /** Loads everything again; resolves when that has ended, well or not. */
  reload(): Promise<void>;
  /** Adds rows to a table, or with a `key` has them take the place of those before; rejects where they cannot be read. */
  add(table: TableName, rows: LiveInput, key: string | null): Promise<LoadReport>;
  /** Gives the load under way up, as the user wishes: what was there before stays, and CANCELLED is told. */
  cancel(): void;
  /** How far the load under way has come. */
  readonly progress: Readable<ProgressState>;
  /** The last answer of each KPI: what a report about the page's figures speaks of. */
  readonly answered: Readable<AnsweredState>;
  /** Answers when the load under way has ended; `onSoFar` hears answers from the rows read until then. */
  compute(query: KpiQuery, options?: AskOptions): Promise<KpiResult>;
  describe(): Promise<DatasetInfo>;
  /** The source rows behind a number, once the load under way has ended; null where the engine holds sums only. */
  rows(query: RowsQuery, options?: RowsOptions): Promise<RowsAnswer | null>;
  /** Looks at an input without loading it; does not wait for a load under way. */
  inspect(input: DataInputSource): Promise<Inspection>;
  close(): void;
}
