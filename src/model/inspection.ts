import type { DataFormat } from './input.js';
import type { TableName } from './schema.js';

/** A table that an input could be, and how much speaks for it (0–1). */
export interface TableGuess { readonly table: TableName; readonly confidence: number }

/** What an input is at first sight: enough for a drop zone to say which table it will be loaded as. */
export interface Inspection {
  /** File name, or address without query. */
  readonly label: string;
  readonly format: DataFormat;
  readonly headers: readonly string[];
  /** Tables it could be, best first; empty = none. */
  readonly guesses: readonly TableGuess[];
}
