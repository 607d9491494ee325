import type { TableName } from './schema.js';

/** Strings that are mostly unique (ids, names, e-mails): UTF-8 bytes of row i are `bytes[offsets[i]..offsets[i+1])`; length 0 = missing. */
export interface TextColumn {
  readonly kind: 'text';
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/** UTF-8 of the entries of a dictionary: that of code c is `bytes[offsets[c]..offsets[c+1])`; code 0 has none. */
export interface DictionaryBytes {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

/**
 * Repeating strings. `dictionary[0]` is always null, so code 0 = missing; a real value is never null.
 * A column with very many values (references to accounts) has `entries`: its dictionary is made of them when first
 * asked for, at the cost of a string per value, so whoever only compares or hashes values reads `entries`.
 */
export interface CategoryColumn {
  readonly kind: 'category';
  readonly codes: Uint8Array | Uint16Array | Uint32Array;
  readonly dictionary: readonly (string | null)[];
  readonly entries?: DictionaryBytes;
}

/**
 * Points in time: UTC epoch milliseconds, NaN = missing.
 * `precision: 'day'`: the source knew only the calendar day; `ms` is then the local midnight of that day in the
 * report zone and `day` its number (days since 1970-01-01, missing = {@link missingDay}); whoever wants days reads `day`, since `ms`
 * may be made of it only when asked for.
 */
export interface InstantColumn {
  readonly kind: 'instant';
  readonly ms: Float64Array;
  readonly precision: 'ms' | 'day';
  readonly day: Int32Array | null;
}

/** Missing calendar day in an Int32Array. */
export const missingDay = -2147483648;

/** Doubles, NaN = missing. Money is kept as given; conversion and rounding happen once, in the KPI layer. */
export interface NumberColumn {
  readonly kind: 'number';
  readonly values: Float64Array;
}

/** Which rows have the same value, where nothing else of it is needed: 0 = missing, equal numbers = equal values. */
export interface GroupColumn {
  readonly kind: 'group';
  readonly of: Uint32Array;
}

/** 1 = true, 0 = false, -1 = missing. */
export interface BooleanColumn {
  readonly kind: 'boolean';
  readonly values: Int8Array;
}

export type Column = TextColumn | CategoryColumn | InstantColumn | NumberColumn | BooleanColumn | GroupColumn;

/** Rows that are tests: by their name, and still in the table, or by their flag, and left out of it. */
export interface TestRecords {
  readonly named: Uint32Array;
  readonly dropped: readonly { readonly amount: number | null; readonly currency: string | null }[];
}

/** Only columns found in the source are present: an absent column is a fact that KPIs react to. */
export interface Table {
  readonly name: TableName;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, Column>;
  /** 1-based row of the source file per kept row (header = row 1); for merged inputs, within its own input. */
  readonly sourceRow: Uint32Array;
  /** Which input a row came from, when a table was merged from several. */
  readonly inputOf: Uint8Array | null;
  /** Rows of the source that were left out while reading, for the provenance of every number. */
  readonly rowsExcluded?: number;
  /** Of deals, where there are any. */
  readonly tests?: TestRecords;
}

export type Tables = ReadonlyMap<TableName, Table>;
