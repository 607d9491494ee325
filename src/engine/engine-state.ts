import type { EngineConfig } from '../model/config.js';
import type { DataHealth } from '../model/health.js';
import type { DataInput } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import type { Computing, EngineParts, Joined } from './engine-parts.js';
import { KeptResults } from './kept-results.js';
import { engineError, KpiError } from './kpi-error.js';
import type { PartialPace } from './partial-pace.js';

/** One state of the data. Replaced as a whole, so that an answer never mixes two. */
export interface Dataset<Context, Read> {
  readonly read: ReadonlyMap<TableName, Read>;
  readonly joined: Joined;
  readonly config: EngineConfig;
  context: Context | null;
  readonly results: KeptResults;
}

/** The data as far as a load under way has read it; never kept beyond that load. */
export interface SoFar<Context, Read> {
  /** Tells one part from the next. */
  readonly part: number;
  readonly data: Dataset<Context, Read>;
  /** Tables that are not whole yet. */
  readonly underWay: ReadonlySet<TableName>;
  readonly pace: PartialPace;
}

const nothing: Joined = { tables: new Map(), reports: {}, rules: [] };

export const createDataset = <Context, Read>(read: ReadonlyMap<TableName, Read>, joined: Joined, config: EngineConfig): Dataset<Context, Read> =>
  ({ read, joined, config, context: null, results: new KeptResults() });

/** What an engine holds: the state of its data, and where that came from. */
export class EngineState<Context, Read> {
  data: Dataset<Context, Read>;
  inputsOf: ReadonlyMap<TableName, DataInput> = new Map();
  /** What a load under way has read, where that can be asked already. */
  soFar: SoFar<Context, Read> | null = null;
  /** Tells the states of the data apart. */
  datasetId = 0;
  private readonly ended = new AbortController();

  constructor(private readonly parts: EngineParts<Context, Read>, private readonly initial: EngineConfig) {
    this.data = createDataset<Context, Read>(new Map<TableName, Read>(), nothing, initial);
  }

  replace(next: Dataset<Context, Read>): void {
    this.data = next;
    this.datasetId++;
  }

  assertOpen(): void {
    if (this.ended.signal.aborted) throw this.ended.signal.reason;
  }

  /** Aborts with the signal of a call, if it has one, and when the engine is closed. */
  until(signal?: AbortSignal): AbortSignal {
    return signal === undefined ? this.ended.signal : AbortSignal.any([this.ended.signal, signal]);
  }

  close(): void {
    if (!this.ended.signal.aborted) this.ended.abort(engineError('CLOSED', 'This dataset is closed.'));
    this.data = createDataset<Context, Read>(new Map<TableName, Read>(), nothing, this.initial);
    this.inputsOf = new Map();
    this.soFar = null;
  }

  contextOf({ createContext }: Computing<Context>, of: Dataset<Context, Read>): Context {
    try {
      return (of.context ??= createContext(of.joined.tables, of.config, of.joined.rules));
    } catch (thrown) {
      throw thrown instanceof RangeError ? engineError('CONFIG', thrown.message, { phase: 'compute' }) : thrown;
    }
  }

  /** Null also where settings cannot be used or the code does not come: the first question says so. */
  async health(): Promise<DataHealth | null> {
    const of = this.data;
    try {
      const computing = await this.parts.computing();
      return computing.health?.(this.contextOf(computing, of)) ?? null;
    } catch (thrown) {
      if (thrown instanceof KpiError) return null;
      throw thrown;
    }
  }
}
