import { requiredColumns, type TableName } from '../model/schema.js';
import type { Column } from '../model/table.js';
import type { CellFinding } from './column-builder.js';
import type { DraftTable } from './draft-table.js';
import { keepRows } from './keep-rows.js';
import type { TableLog } from './report.js';
import { canonicalRow, isMissing } from './row-text.js';

/**
 * Required columns in which a row may still lack a value: a subscription without start was there before everything, one without end
 * still runs (the column must exist, so that "no end" is a statement).
 */
const mayBeMissing: Partial<Record<TableName, readonly string[]>> = {
  subscriptions: ['started_at', 'ended_at'],
  forecasts: ['period_end'],
};

/** Columns in which a row must have a value; `joinedOn`: the one by which an input adds to rows of others. */
export const neededColumns = (table: TableName, joinedOn: string | undefined): readonly string[] => {
  const all: readonly string[] = joinedOn === undefined ? requiredColumns[table] : [joinedOn];
  return all.filter((column) => !(mayBeMissing[table] ?? []).includes(column));
};

/** The table without rows that lack what it needs, each counted and named. `bad`: cells by column that were there and could not be read. */
export const withoutUnusable = (
  draft: DraftTable, needed: readonly string[], bad: ReadonlyMap<string, ReadonlyMap<number, CellFinding>>, log: TableLog,
): DraftTable => {
  const dropped = new Uint8Array(draft.rowCount);
  let count = 0;
  for (const name of needed.filter((column) => draft.columns.has(column))) {
    const column = draft.columns.get(name) as Column;
    for (let row = 0; row < draft.rowCount; row++) {
      if (dropped[row] === 1 || !isMissing(column, row)) continue;
      dropped[row] = 1;
      count += 1;
      const sourceRow = draft.sourceRow[row] as number;
      const cell = bad.get(name)?.get(row);
      // A cell that was there but unreadable has been reported already; this only says that it cost the row.
      if (cell === undefined) log.find('MISSING_REQUIRED', { row: sourceRow, column: name });
      log.exclude({
        code: cell?.code ?? 'MISSING_REQUIRED', row: sourceRow, column: name, ...(cell?.value === undefined ? {} : { value: cell.value }),
        text: () => canonicalRow(draft, row),
      });
    }
  }
  return keepRows(draft, dropped, count);
};
