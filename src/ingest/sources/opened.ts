/** What every source turns an input into: bytes that arrive piece by piece, or rows that are already objects. */
export type Opened = OpenedBytes | OpenedRows;

export interface OpenedBytes {
  readonly kind: 'bytes';
  /** Each piece is valid until the next one is asked for. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** null = not known beforehand. */
  readonly totalBytes: number | null;
  readonly contentType: string | null;
  /** What messages call it: file name or URL without query. */
  readonly label: string;
}

export interface OpenedRows {
  readonly kind: 'rows';
  readonly rows: readonly unknown[];
  readonly label: string;
}

export interface SourceSettings {
  readonly maxBytes: number;
  readonly signal: AbortSignal | undefined;
  readonly fetch: typeof fetch;
}
