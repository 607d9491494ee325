import type { Paging, PagingMode } from './paging.js';
import type { TableName } from './schema.js';

export type DataFormat = 'csv' | 'json' | 'ndjson' | 'arrow' | 'parquet';
export type PresetName = 'hubspot' | 'salesforce' | 'pipedrive' | 'anaplan' | 'encharge';

/** What a column is in all rows; null = it has no value in any of them. */
export type ConstantValue = string | number | boolean | null;

/** One place that holds rows of one table. Exactly one of rows, text, bytes, stream, file, url is given. */
export interface DataInputSource {
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly text?: string;
  readonly bytes?: ArrayBuffer | Uint8Array;
  readonly stream?: ReadableStreamLike;
  readonly file?: BlobLike;
  readonly url?: string;
  readonly format?: DataFormat;
  readonly preset?: PresetName;
  /** canonical column → header in the file */
  readonly columns?: Readonly<Record<string, string>>;
  /** canonical column → what it is in all rows, where the source lacks it and the host knows: `{ currency: 'EUR' }`. Goes before any header. */
  readonly constants?: Readonly<Record<string, ConstantValue>>;
  /** canonical column → { text in the file → canonical value } */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * This input adds to the rows of the inputs before it that have the same value in a column, such as `id`, and has no rows of its own.
   * Where both have a value the earlier one stays, unless the later one `wins`.
   */
  readonly join?: string | { readonly on: string; readonly wins?: 'earlier' | 'later' };
  /** Keys of all rows of NDJSON, where they are known beforehand; others are then not looked for. */
  readonly keys?: readonly string[];
  /** Character set of the text, as the Encoding Standard names it (`windows-1252`), where neither a mark nor the server tells. */
  readonly charset?: string;
  /** What stands between the fields of a CSV file, where the file does not show it: one ASCII character. */
  readonly delimiter?: string;
  /** Row in which the names of the columns stand, the first being 1; 0 = there is none, columns are then `#1`, `#2` … */
  readonly headerRow?: number;
  /** Where the rows lie in a JSON document, dots between keys. */
  readonly path?: string;
  /** Where a JSON document says that it failed, though the status is 200, dots between keys (`error`, `error.message`); what stands there is then told. */
  readonly errorPath?: string;
  /** Reads numbers and dates of this locale where a column alone does not tell. */
  readonly locale?: string;
  /** `DMY`, `MDY` or `YMD` where a column alone does not tell; `excel` or `excel1904` for days that a spreadsheet counted. */
  readonly dateFormat?: string;
  /** Texts that stand for "no value", for all columns or by canonical column: `{ amount: ['-1'], source: ['Select'] }`. */
  readonly missing?: readonly string[] | Readonly<Record<string, readonly string[]>>;
  /** Rows that the source holds, where it tells so beside the data; any other number refuses the input, which was then cut on its way. */
  readonly expectedRows?: number;
  /** How the answers of `url` go on in further pages; default: as the preset says, else there is one page only. Addresses of pages stay on the origin of `url`. */
  readonly paging?: PagingMode | Paging;
  readonly credentials?: 'omit' | 'same-origin' | 'include';
  /** Makes the requests for `url` in place of the kit. */
  readonly fetcher?: Fetcher;
  /** Headers of the requests for `url`, such as a token; asked for anew with each request. Redirects are then refused. */
  readonly headers?: HeaderSource;
  /** What the input is called in messages: file name or URL without query. */
  readonly label?: string;
  readonly options?: InputOptions;
}

export interface InputOptions {
  /** Open deals without amount take the list price of their product. Off by default, named in the provenance. */
  readonly listPriceForOpenDeals?: boolean;
  /** Amount 0 means "not given". */
  readonly zeroIsNull?: boolean;
}

export type DataInput =
  | readonly Readonly<Record<string, unknown>>[]
  | DataInputSource
  | readonly DataInputSource[];

export type LoadInputs = { readonly [T in TableName]?: DataInput };

/** What a request is made with: `renew` = the server refused (401, 403) what was sent before. */
export interface RequestContext { readonly url: string; readonly renew: boolean }

/** Names and values: an object, `Headers`, or a list of pairs. */
export type HeadersGiven = Readonly<Record<string, string>> | Iterable<readonly [string, string]>;
export type HeaderSource = (request: RequestContext) => HeadersGiven | Promise<HeadersGiven>;

/** The part of `Response` that is read. */
export interface AnswerLike {
  readonly status: number;
  readonly statusText?: string;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStreamLike | null;
  readonly type?: string;
  readonly url?: string;
}
/** As `fetch(url, { signal })`. Written as a method, so that a function that asks for the DOM's own `AbortSignal` is one. */
export type Fetcher = { call(url: string, init: { readonly signal: unknown; readonly renew: boolean }): Promise<AnswerLike> }['call'];

/** The part of ReadableStream and Blob that ingest uses; keeps DOM types out of the model. */
export interface ReadableStreamLike {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(reason?: unknown): Promise<void> };
}
export interface BlobLike {
  readonly size: number;
  readonly name?: string;
  stream(): ReadableStreamLike;
}
