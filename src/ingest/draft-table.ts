import type { DataInputSource, InputOptions } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import type { Column, TestRecords } from '../model/table.js';
import type { InputName, TableLog } from './report.js';

/** A table on its way: helper columns (`$…`) still present, rows not yet cleaned. */
export interface DraftTable {
  readonly name: TableName;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, Column>;
  readonly sourceRow: Uint32Array;
  readonly inputOf: Uint8Array | null;
  readonly tests?: TestRecords;
}

export interface InputRead { readonly draft: DraftTable; readonly part: DataInputSource; readonly name: InputName }

/** The inputs of a table as they were read, before they became one: what rows that come later are added to. Never changed. */
export interface RawTable { readonly inputs: readonly InputRead[]; readonly log: TableLog }

/** One table as its inputs say: typed and cleaned, not yet joined to other tables. Never changed afterwards: joins make new ones. */
export interface ReadTable {
  readonly draft: DraftTable;
  readonly log: TableLog;
  /** Of all its inputs together. */
  readonly options: InputOptions;
  /** What it was made of, where that is kept for rows to come. */
  readonly raw: RawTable | null;
}
