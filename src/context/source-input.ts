import type { DataInputSource } from '../model/input.js';
import type { TableName } from '../model/schema.js';

/** How the kit asks the host for data: the answer's body is read as it comes. */
export type Fetcher = (url: string, init: { readonly signal: AbortSignal }) => Promise<Response>;

/** One input of one table, as an element states it. */
export interface SourceInput {
  readonly table: TableName;
  readonly input: DataInputSource;
  readonly fetcher?: Fetcher | null;
}
