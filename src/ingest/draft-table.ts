import type { TableName } from '../model/schema.js';
import type { Column, TestRecords } from '../model/table.js';

/** A table on its way: helper columns (`$…`) still present, rows not yet cleaned. */
export interface DraftTable {
  readonly name: TableName;
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, Column>;
  readonly sourceRow: Uint32Array;
  readonly inputOf: Uint8Array | null;
  readonly tests?: TestRecords;
}
