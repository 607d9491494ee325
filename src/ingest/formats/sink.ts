import type { ColumnBatch } from '../column-batch.js';
import type { BrokenRow, FieldBatch } from '../field-batch.js';
import type { IssueCode } from '../issue-codes.js';
import type { Finding } from '../report.js';
import type { DialectGiven } from './csv-dialect.js';

/** Where decoded rows go: fields by position under a header, or plain objects by key. */
export interface RowSink {
  /** Rows of JSON are to come as objects through `rows`; otherwise they come as cells with names through `batch`. */
  readonly wantsObjects?: boolean;
  header(names: readonly string[]): void;
  batch(batch: FieldBatch): void;
  /** All keys that the objects to come have, where that is known before them. */
  keys(names: readonly string[]): void;
  /** Some objects, in order. They have no header line: the first is row 1, unless `numbers` gives the lines they stand on. */
  rows(rows: readonly unknown[], numbers?: readonly number[]): void;
  /** Rows column by column, under names of their own; the first is row 1. */
  columns(batch: ColumnBatch): void;
  broken(row: BrokenRow): void;
  /** Something about the input as a whole that costs no row. */
  note(code: IssueCode, finding: Finding): void;
}

export interface DecodeSettings {
  readonly label: string;
  /** Where the rows lie in a JSON document. */
  readonly path: string | undefined;
  readonly maxDepth: number;
  /** Single values beside the rows of a JSON document that are to be told, by their paths. */
  readonly watched?: { readonly paths: ReadonlySet<string>; readonly found: (path: string, value: string | null) => void };
  /** What the host says about a CSV file. */
  readonly dialect: DialectGiven;
  /** It comes over a network that does not tell when it was cut off. */
  readonly mayBeCut: boolean;
  /** Called after each piece of input with the bytes taken so far; may pause. */
  readonly onPiece: (bytes: number) => Promise<void> | undefined;
}

/** Reads an input to its end. Throws IngestError when it is empty or not in this format. */
export type Decoder = (chunks: AsyncIterable<Uint8Array>, sink: RowSink, settings: DecodeSettings) => Promise<void>;
