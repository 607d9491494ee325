import type { EngineConfig } from '../model/config.js';
import type { DataFormat, DataInputSource } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import type { LoadReport } from '../model/issue.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiId } from '../model/kpi-id.js';
import type { KpiResult } from '../model/result.js';
import type { RowsAnswer, RowsQuery } from '../model/rows.js';
import type { TableName } from '../model/schema.js';
import type { DatasetInfo, LoadProgress, PartialLoad, Reply } from './engine.js';
import type { Via } from './host-doors.js';

/**
 * One input on its way to a worker: a URL, or bytes. Bytes travel twice, neither time copied by the message: as `chunks` transferred for
 * this load, or one after another through `port`, and as a Blob (a reference) from which a new worker can load again.
 */
export interface WireSource extends Omit<DataInputSource, 'rows' | 'text' | 'bytes' | 'stream' | 'file' | 'fetcher' | 'headers'> {
  /** Only for a list without rows: an empty table is no empty file. */
  readonly rows?: readonly [];
  readonly blob?: Blob;
  readonly name?: string;
  readonly chunks?: readonly ArrayBuffer[];
  /** Where a row flow ends; a Blob comes last. `size` = about how many bytes will come. */
  readonly port?: MessagePort;
  readonly size?: number;
  /** Functions of the page that make the requests for `url`. */
  readonly via?: Via;
  /** Formats that the page has added, and where what reads them lies. */
  readonly formatFiles?: readonly (readonly [DataFormat, string])[];
}
export type WireInputs = { readonly [T in TableName]?: readonly WireSource[] };

/** What a worker offers: many engines, told apart by `engine`; `call` names a call in events and in `cancel`. */
export interface Hub {
  ping(): Promise<{ readonly version: string }>;
  open(engine: number, config: EngineConfig): Promise<Reply<null>>;
  /** `tellsPartial`: figures of the rows so far are wanted. */
  load(engine: number, call: number, inputs: WireInputs, tellsPartial?: boolean): Promise<Reply<LoadReport>>;
  /** One input for one table; `key` null = rows are only added. */
  addRows(engine: number, call: number, inputs: WireInputs, key: string | null): Promise<Reply<LoadReport>>;
  compute(engine: number, call: number, query: KpiQuery): Promise<Reply<KpiResult>>;
  soFar(engine: number, call: number, query: KpiQuery): Promise<Reply<KpiResult | null>>;
  prepare(engine: number, kpi: KpiId): Promise<Reply<null>>;
  rows(engine: number, call: number, query: RowsQuery): Promise<Reply<RowsAnswer>>;
  describe(engine: number): Promise<Reply<DatasetInfo>>;
  inspect(engine: number, call: number, input: WireSource): Promise<Reply<Inspection>>;
  configure(engine: number, config: EngineConfig): Promise<Reply<null>>;
  close(engine: number): Promise<Reply<null>>;
  cancel(call: number): Promise<void>;
}

/** What a worker says without being asked, on a port of its own. `alive` comes while calls are running. */
export type HubEvent =
  | { readonly kind: 'alive' }
  | { readonly kind: 'progress'; readonly call: number; readonly progress: LoadProgress }
  | { readonly kind: 'partial'; readonly call: number; readonly partial: PartialLoad }
  | { readonly kind: 'first'; readonly call: number; readonly result: KpiResult }
  | { readonly kind: 'fatal'; readonly message: string };

/** The page's greeting; it carries three ports (calls, events, what the worker asks of the page). Anything else that reaches the worker is not for us. */
export interface Hello { readonly kennzahl: 'hello' }
export const isHello = (data: unknown): data is Hello =>
  typeof data === 'object' && data !== null && (data as Partial<Hello>).kennzahl === 'hello';
