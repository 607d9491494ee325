import type { DataInputSource, InputOptions } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import type { DraftTable, InputRead, ReadTable } from './draft-table.js';
import type * as MakeTable from './make-table.js';
import type { TableLog } from './report.js';

/** Who takes rows of tables that are not whole yet. */
export interface TakesRowsSoFar {
  /** Called between pieces; `share` of the input that is read, 0 to 1, null = nobody knows. `make` gives null where more rows could change how these are read. */
  offer(table: TableName, rows: number, share: number | null, make: () => ReadTable | null): void;
  /** A table is whole. */
  whole(table: TableName, read: ReadTable): void;
}

/**
 * The table of the inputs that are whole and of the rows at hand of the next one, exactly as if there were no more of it; `DQ_LOADING` says
 * that there are. Null where more rows could change how these are read.
 */
export const readSoFar = (
  whole: readonly InputRead[], draft: DraftTable, part: DataInputSource, log: TableLog, { makeTable, isProbabilityOpen }: typeof MakeTable, timeZone: string,
): ReadTable | null => {
  const inputs = [...whole, { draft, part, name: log.input }];
  if (inputs.some((input) => isProbabilityOpen(input.draft))) return null;
  log.rule('DQ_LOADING', log.rowsIn);
  return { draft: makeTable(inputs, log, timeZone), log, options: Object.assign({}, ...inputs.map((input) => input.part.options)) as InputOptions, raw: null };
};
