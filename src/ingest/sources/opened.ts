import type { AnswerLike, DataInputSource } from '../../model/input.js';

/** What every source turns an input into: bytes that arrive piece by piece, or rows that are already objects. */
export type Opened = OpenedBytes | OpenedRows;

export interface OpenedBytes {
  readonly kind: 'bytes';
  /** Each piece is valid until the next one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** null = not known beforehand. */
  readonly totalBytes: number | null;
  readonly contentType: string | null;
  /** The Link header (RFC 8288), where the server has one and shows it to this page. */
  readonly link?: string | null;
  /** What messages call it: file name or URL without query. */
  readonly label: string;
}

export interface OpenedRows {
  readonly kind: 'rows';
  readonly rows: readonly unknown[];
  readonly label: string;
}

/** An answer to a request, good or bad; `tries` = how often it was asked for. */
export interface Answer extends AnswerLike { readonly tries?: number }

/**
 * Makes a request as the input says: with its headers, by its own fetcher, as patiently as it should. The global `fetch` is one that knows
 * nothing of inputs. IngestError and Unchanged are told as they are, anything else it throws as NETWORK.
 */
export type DataFetch = (url: string, init: Omit<RequestInit, 'headers'> & { readonly headers: Readonly<Record<string, string>> }, input: DataInputSource) => Promise<Answer>;

export interface SourceSettings {
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: DataFetch;
}

/** Not a fault: the input is as it was when it was last read, and need not be read again. */
export class Unchanged extends Error {}
