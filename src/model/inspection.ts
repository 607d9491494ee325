import type { DataFormat, PresetName } from './input.js';
import type { TableName } from './schema.js';

/** A table that an input could be, and how much speaks for it (0–1). */
export interface TableGuess { readonly table: TableName; readonly confidence: number }

/** A vendor whose names these are, the table they fit best, and what each column would be read from: `preset`, or `columns` to change some of it. */
export interface PresetGuess { readonly preset: PresetName; readonly table: TableName; readonly columns: Readonly<Record<string, string>> }

/** What an input is at first sight: enough for a drop zone to say which table it will be loaded as. */
export interface Inspection {
  /** File name, or address without query. */
  readonly label: string;
  readonly format: DataFormat;
  readonly headers: readonly string[];
  /** Tables it could be, best first; empty = none. */
  readonly guesses: readonly TableGuess[];
  /** Vendors whose names the headers are, best first; empty = none, or the code to tell could not be loaded. */
  readonly presets: readonly PresetGuess[];
}
