import type { DraftTable } from './draft-table.js';
import { findDuplicates } from './duplicate-rows.js';
import { keepRows } from './keep-rows.js';
import type { TableLog } from './report.js';
import { canonicalRow, cellValue } from './row-text.js';

/**
 * First one version per id, then without what is deleted, archived or a test: in this order, so that a newer deleted version deletes
 * the older one. Every row that goes is counted and named.
 */
export const clean = (table: DraftTable, log: TableLog): DraftTable => {
  const single = withoutOldVersions(table, log);
  return withoutDropped(single, log);
};

const withoutOldVersions = (table: DraftTable, log: TableLog): DraftTable => {
  const duplicates = findDuplicates(table);
  const dropped = new Uint8Array(table.rowCount);
  for (const { dropped: row, kept } of duplicates) {
    dropped[row] = 1;
    const place = { row: table.sourceRow[row] as number, column: 'id', value: idOf(table, row) };
    log.find('DUPLICATE_ID', { ...place, params: { keptRow: table.sourceRow[kept] as number } });
    log.exclude({ code: 'DUPLICATE_ID', ...place, text: () => canonicalRow(table, row) });
  }
  log.rule('DQ_DUPLICATES', duplicates.length);
  return keepRows(table, dropped, duplicates.length);
};

const idOf = (table: DraftTable, row: number): string => {
  const id = table.columns.get('id');
  return id === undefined ? '' : String(cellValue(id, row) ?? '');
};

const marks = { deleted: 'DQ_DELETED', archived: 'DQ_ARCHIVED', test: 'DQ_TEST' } as const;

const withoutDropped = (table: DraftTable, log: TableLog): DraftTable => {
  const dropped = new Uint8Array(table.rowCount);
  let total = 0;
  for (const [mark, rule] of Object.entries(marks)) {
    const column = table.columns.get(mark);
    if (column?.kind !== 'boolean') continue;
    let count = 0;
    for (let row = 0; row < table.rowCount; row++) {
      if (column.values[row] !== 1 || dropped[row] === 1) continue;
      dropped[row] = 1;
      count += 1;
      const place = { row: table.sourceRow[row] as number, column: mark };
      log.find('DELETED', place);
      log.exclude({ code: 'DELETED', ...place, text: () => canonicalRow(table, row) });
    }
    log.rule(rule, count);
    total += count;
  }
  return keepRows(table, dropped, total);
};
