import type { DataInputSource, HeadersGiven } from '../model/input.js';
import type { TableName } from '../model/schema.js';

/** How the kit asks the host for data: the answer's body is read as it comes. `renew` = the server refused what was sent before (401, 403). */
export type Fetcher = (url: string, init: { readonly signal: AbortSignal; readonly renew: boolean }) => Promise<Response>;

/** What the host adds to a request of the kit, such as a token; asked for with each request. */
export type RequestHeaders = (request: { readonly url: string; readonly renew: boolean }) => HeadersGiven | Promise<HeadersGiven>;

/** One input of one table, as an element states it. */
export interface SourceInput {
  readonly table: TableName;
  readonly input: DataInputSource;
}
