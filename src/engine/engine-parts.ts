import type { EngineConfig } from '../model/config.js';
import type { DataHealth } from '../model/health.js';
import type { DataInput, DataInputSource, LoadInputs } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import type { DataIssue, TableReport } from '../model/issue.js';
import type { KpiId } from '../model/kpi-id.js';
import type { LiveRows } from '../model/live.js';
import type { KpiQuery } from '../model/query.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';
import type { Answering } from './compute-queue.js';
import type { DatasetInfo, LoadProgress } from './engine.js';
import type { LiveReadOn } from './live-rows.js';
import type { PartialPace } from './partial-pace.js';

/** What reading gives: the tables that could be read, each by itself, and what could not. */
export interface TablesRead<Read> {
  readonly tables: ReadonlyMap<TableName, Read>;
  readonly issues: readonly DataIssue[];
  /** Joins all tables that are there, new ones or not: which other tables are there decides what names mean. */
  join(read: ReadonlyMap<TableName, Read>): Joined;
}

/** The tables of a dataset joined to each other. */
export interface Joined {
  readonly tables: Tables;
  readonly reports: Readonly<Partial<Record<TableName, TableReport>>>;
  /** What was dropped, changed or flagged, for the provenance of every number. */
  readonly rules: readonly LoadRule[];
}

export interface LoadRule { readonly code: string; readonly table: TableName; readonly count: number; readonly column?: string; readonly value?: string }

/** What every question needs: fetched while the first data is read. */
export interface Computing<Context> {
  /** Called once per dataset and configuration, on the first question. */
  createContext(tables: Tables, config: EngineConfig, rules: readonly LoadRule[]): Context;
  describe(context: Context): DatasetInfo;
  /** What every number hangs on: other text, other numbers. */
  hangsOn?(context: Context): string;
  /** Which tables the answers so far were made of, by KPI. */
  readsOf?(context: Context): Map<KpiId, Set<TableName>>;
  /** What is wrong with the records, for the report of a load. */
  health?(context: Context): DataHealth | null;
}

/** Lists the rows behind a number; their names come with a second reading of the inputs. */
export interface Listing<Context> {
  list(context: Context): RowsAnswer;
  name(answer: RowsAnswer, inputs: LoadInputs, options: { readonly config: EngineConfig; readonly signal: AbortSignal }): Promise<RowsAnswer>;
}

/** Who takes what there is of tables that are still being read. */
export interface TakesTables<Read> {
  /** `make` gives null where more rows could change how these are read. */
  offer(table: TableName, rows: number, share: number | null, make: () => { readonly read: Read; readonly join: TablesRead<Read>['join'] } | null): void;
  whole(table: TableName, read: Read): void;
}

/** What the engine is made of; tests put stand-ins in their place. */
export interface EngineParts<Context, Read> {
  read(inputs: LoadInputs, options: {
    readonly config: EngineConfig; readonly signal: AbortSignal; readonly onProgress?: (progress: LoadProgress) => void;
    readonly soFar?: TakesTables<Read>;
  }): Promise<TablesRead<Read>>;
  /** When figures of rows so far are due; one for each load. */
  pace?(): PartialPace;
  /** A table with rows that came after its inputs. */
  readLive(table: TableName, input: DataInput, live: LiveReadOn<Read>, options: {
    readonly config: EngineConfig; readonly signal: AbortSignal; readonly onProgress?: (progress: LoadProgress) => void;
  }): Promise<TablesRead<Read>>;
  /** Inputs of a table with those that came later. */
  withSteps(input: DataInput, steps: readonly LiveRows[]): DataInput;
  inspect(input: DataInputSource, options: { readonly config: EngineConfig; readonly signal: AbortSignal }): Promise<Inspection>;
  computing(): Promise<Computing<Context>>;
  /** Resolves once the code that answers the question is there. */
  answering(query: KpiQuery): Promise<(context: Context) => Answering>;
  /** The same for the rows behind a number. */
  listing(query: RowsQuery): Promise<Listing<Context>>;
}
