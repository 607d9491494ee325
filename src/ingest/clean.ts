import type { MergeConflict, MergeReport } from '../model/issue.js';
import type { TestRecords } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { type Duplicate, findDuplicates } from './duplicate-rows.js';
import { keepRows } from './keep-rows.js';
import type { TableLog } from './report.js';
import { conflictsBetween, keptConflicts } from './row-conflicts.js';
import { canonicalRow, cellValue } from './row-text.js';
import { droppedMoney, rowsNamedTest } from './test-records.js';

/**
 * First one version per id, then without what is deleted, archived or a test: in this order, so that a newer deleted version deletes
 * the older one. Every row that goes is counted and named.
 */
export const clean = (table: DraftTable, log: TableLog, timeZone: string): DraftTable => {
  const single = withoutOldVersions(table, log, timeZone);
  return withoutDropped(single, log);
};

const withoutOldVersions = (table: DraftTable, log: TableLog, timeZone: string): DraftTable => {
  const duplicates = findDuplicates(table);
  const dropped = new Uint8Array(table.rowCount);
  for (const { dropped: row, kept } of duplicates) {
    dropped[row] = 1;
    const place = { row: table.sourceRow[row] as number, column: 'id', value: idOf(table, row) };
    log.find('DUPLICATE_ID', { ...place, params: { keptRow: table.sourceRow[kept] as number } });
    log.exclude({ code: 'DUPLICATE_ID', ...place, text: () => canonicalRow(table, row) });
  }
  if (table.inputOf !== null && table.columns.has('id')) log.merges.push(mergeOfVersions(table, table.inputOf, duplicates, timeZone));
  log.rule('DQ_DUPLICATES', duplicates.length);
  return keepRows(table, dropped, duplicates.length);
};

/** What the inputs have in common: rows of one id in several of them, of which the newest stays whole. */
const mergeOfVersions = (table: DraftTable, inputOf: Uint8Array, duplicates: readonly Duplicate[], timeZone: string): MergeReport => {
  const matched = new Set<number>();
  const conflicting = new Set<number>();
  const conflicts: MergeConflict[] = [];
  let dropped = 0;
  for (const { dropped: row, kept } of duplicates) {
    if (inputOf[row] === inputOf[kept]) continue;
    dropped += 1;
    matched.add(kept);
    const found = conflictsBetween(table.columns, kept, row, idOf(table, row), timeZone);
    if (found.length > 0) conflicting.add(kept);
    conflicts.push(...found.slice(0, keptConflicts - conflicts.length));
  }
  return { key: 'id', precedence: 'newest', matched: matched.size, conflicting: conflicting.size, dropped, conflicts };
};

const idOf = (table: DraftTable, row: number): string => {
  const id = table.columns.get('id');
  return id === undefined ? '' : String(cellValue(id, row) ?? '');
};

const marks = { deleted: 'DQ_DELETED', archived: 'DQ_ARCHIVED', test: 'DQ_TEST' } as const;

const withoutDropped = (table: DraftTable, log: TableLog): DraftTable => {
  const dropped = new Uint8Array(table.rowCount);
  const tests: TestRecords['dropped'][number][] = [];
  let total = 0;
  for (const [mark, rule] of Object.entries(marks)) {
    const column = table.columns.get(mark);
    if (column?.kind !== 'boolean') continue;
    let count = 0;
    for (let row = 0; row < table.rowCount; row++) {
      if (column.values[row] !== 1 || dropped[row] === 1) continue;
      dropped[row] = 1;
      count += 1;
      if (mark === 'test') tests.push(droppedMoney(table, row));
      const place = { row: table.sourceRow[row] as number, column: mark };
      log.find('DELETED', place);
      log.exclude({ code: 'DELETED', ...place, text: () => canonicalRow(table, row) });
    }
    log.rule(rule, count);
    total += count;
  }
  return withTests(keepRows(table, dropped, total), tests);
};

/** Deals that are tests, for the health of the data. */
const withTests = (table: DraftTable, dropped: TestRecords['dropped']): DraftTable => {
  const name = table.name === 'deals' ? table.columns.get('name') : undefined;
  const named = name?.kind === 'text' ? rowsNamedTest(name) : new Uint32Array(0);
  return table.name !== 'deals' || (named.length === 0 && dropped.length === 0) ? table : { ...table, tests: { named, dropped } };
};
