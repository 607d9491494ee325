import type { InputOptions } from '../../model/input.js';
import type { TableName } from '../../model/schema.js';
import type { NextPlace } from '../paging/page-plan.js';
import type { PlainRow } from '../plain-row.js';

/** Why a record of the source is no row of the table. */
export type SkipCode = 'NOTHING_FOR_TABLE' | 'NOT_DONE' | 'SUBTOTAL';

/** A record or row with the place it stands at in the source. */
export interface Numbered { readonly row: PlainRow; readonly number: number }

/** What several records are together: rows in any order, and those that are none. */
export interface Gathered {
  readonly rows: readonly Numbered[];
  readonly skipped: readonly (Numbered & { readonly code: SkipCode })[];
}

/** What reading records may depend on beside the records. */
export interface ReadingPlace {
  /** Month 1–12 in which a fiscal year starts. */
  readonly fiscalYearStart: number;
  /** Items of the lines that were taken off before the header; empty = there were none. */
  readonly preamble: readonly string[];
  /** The host's mapping, canonical column → header. */
  readonly given: Readonly<Record<string, string>>;
}

/** How one table is read from a vendor's records. */
export interface PresetTable {
  /** canonical column → the vendor's names of it, blanks between, the better one first; vendor marks, case and word borders do not count. */
  readonly columns: Readonly<Record<string, string>>;
  /** canonical column → { text in the source → canonical value } */
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names that sound like a column of ours and mean something else. */
  readonly never?: string;
  /** Only what `columns` lists is taken: what else lies in the record is not about this row. */
  readonly onlyListed?: true;
  /** The rows that one record is. */
  readonly rows?: (record: PlainRow) => readonly PlainRow[] | SkipCode;
  /** The same where records tell something only together. */
  readonly gather?: (records: readonly Numbered[], place: ReadingPlace) => Gathered;
  /** Which fields `rows` or `gather` use up to make new rows; all others are listed as not used. */
  readonly uses?: (field: string) => boolean;
  /** Whether a file with this header must be taken apart record by record, too; otherwise its columns are read as they are. */
  readonly takesFilesApart?: (headers: readonly string[]) => boolean;
}

/** A vendor: what its exports and interfaces call things, and small functions where names are not enough. */
export interface Preset {
  readonly tables: { readonly [T in TableName]?: PresetTable };
  /** Opens what a record of the interface wraps, so that every field holds one value. Not asked for files. */
  readonly open?: (record: PlainRow) => PlainRow;
  /** Applies where the input says nothing else. */
  readonly options?: InputOptions;
  /**
   * Zone of times that the interface writes without offset. It holds for fields under their own names, which have no blanks: headers
   * with blanks are labels of an export made by hand, whose times are local.
   */
  readonly clockZone?: string;
  /** Where answers of the vendor's interface say how to go on. */
  readonly pages?: readonly NextPlace[];
  /** Ids that are written in two ways: those of this many bytes are rewritten. */
  readonly shortIds?: { readonly length: number; readonly rewrite: (id: string) => string };
  /** How many lines stand before the header of a file, and what they say. */
  readonly preamble?: (start: string) => { readonly lines: number; readonly items: readonly string[] } | null;
}
