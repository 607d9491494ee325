import type { MergeConflict } from '../model/issue.js';
import type { Column } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { findDuplicates } from './duplicate-rows.js';
import type { JoinSpec } from './join-spec.js';
import { keepRows, pickColumn } from './keep-rows.js';
import { mergeColumns } from './merge-inputs.js';
import type { TableLog } from './report.js';
import { conflictOf, keptConflicts, saysSame } from './row-conflicts.js';
import { canonicalRow, cellValue, isMissing } from './row-text.js';

/** '' = missing. */
const keyAt = (column: Column | undefined, row: number): string => (column === undefined || isMissing(column, row) ? '' : String(cellValue(column, row)));

interface LeftOut { readonly row: number; readonly code: 'DUPLICATE_ID' | 'NO_PARTNER'; readonly params?: Readonly<Record<string, number>> }

const tellLeftOut = (table: DraftTable, leftOut: readonly LeftOut[], on: string, log: TableLog): void => {
  for (const { row, code, params } of leftOut) {
    const place = { row: table.sourceRow[row] as number, column: on, value: keyAt(table.columns.get(on), row) };
    log.find(code, { ...place, ...(params === undefined ? {} : { params }) });
    log.exclude({ code, ...place, text: () => canonicalRow(table, row) });
  }
};

/** One version a key. */
const newestOfEach = (table: DraftTable, on: string, log: TableLog): DraftTable => {
  const older = findDuplicates(table, on);
  const dropped = new Uint8Array(table.rowCount);
  for (const { dropped: row } of older) dropped[row] = 1;
  tellLeftOut(table, older.map(({ dropped: row, kept }) => ({ row, code: 'DUPLICATE_ID', params: { keptRow: table.sourceRow[kept] as number } })), on, log);
  return keepRows(table, dropped, older.length);
};

/** Per row of `base` the row of `extra` with the same key, −1 = none. */
const partnersOf = (base: DraftTable, extra: DraftTable, on: string): Int32Array => {
  const partners = new Int32Array(base.rowCount).fill(-1);
  const rowOf = new Map<string, number>();
  for (let row = 0; row < extra.rowCount; row++) rowOf.set(keyAt(extra.columns.get(on), row), row);
  rowOf.delete('');
  for (let row = 0; row < base.rowCount; row++) partners[row] = rowOf.get(keyAt(base.columns.get(on), row)) ?? -1;
  return partners;
};

interface Joining { readonly base: DraftTable; readonly extra: DraftTable; readonly partners: Int32Array; readonly spec: JoinSpec; readonly timeZone: string }

/** One column of both inputs: the row of each value in the two laid one after the other, and where they contradict. */
const joinColumn = (name: string, { base, extra, partners, spec, timeZone }: Joining, onConflict: (partner: number, conflict: MergeConflict) => void): Column | null => {
  const [ours, theirs] = [base.columns.get(name), extra.columns.get(name) as Column];
  const from = Uint32Array.from({ length: base.rowCount }, (_, row) => row);
  let isChanged = ours === undefined;
  for (let row = 0; row < base.rowCount; row++) {
    const partner = partners[row] as number;
    if (partner < 0 || isMissing(theirs, partner)) continue;
    if (ours !== undefined && !isMissing(ours, row)) {
      if (saysSame(ours, row, theirs, partner, timeZone)) continue;
      const key = keyAt(extra.columns.get(spec.on), partner);
      onConflict(partner, spec.wins === 'later' ? conflictOf(key, name, theirs, partner, ours, row) : conflictOf(key, name, ours, row, theirs, partner));
      if (spec.wins === 'earlier') continue;
    }
    from[row] = base.rowCount + partner;
    isChanged = true;
  }
  if (!isChanged) return null;
  const parts = [{ column: ours, rows: base.rowCount, at: 0 }, { column: theirs, rows: extra.rowCount, at: base.rowCount }];
  return pickColumn(mergeColumns(parts, base.rowCount + extra.rowCount, timeZone), from);
};

/**
 * Adds what one input says to the rows of the inputs before it that have the same key: fields they lack are filled, of two values the
 * winner's stays and the conflict is told. Rows that find no partner, and older ones of the same key, are left out and named.
 */
export const joinInput = (base: DraftTable, added: DraftTable, spec: JoinSpec, log: TableLog, timeZone: string): DraftTable => {
  const { on, wins } = spec;
  if (!base.columns.has(on) || !added.columns.has(on)) log.find('JOIN_KEY', { column: on });
  const extra = newestOfEach(added, on, log);
  const partners = partnersOf(base, extra, on);
  const isMatched = new Uint8Array(extra.rowCount);
  for (const partner of partners) if (partner >= 0) isMatched[partner] = 1;
  const alone = Array.from(isMatched.keys()).filter((row) => isMatched[row] === 0);
  tellLeftOut(extra, alone.map((row) => ({ row, code: 'NO_PARTNER' })), on, log);
  const matched = extra.rowCount - alone.length;
  log.rowsJoined += matched;

  const columns = new Map(base.columns);
  const conflicts: MergeConflict[] = [];
  const inConflict = new Set<number>();
  for (const name of extra.columns.keys()) {
    if (name === on) continue;
    const column = joinColumn(name, { base, extra, partners, spec, timeZone }, (partner, conflict) => {
      inConflict.add(partner);
      if (conflicts.length < keptConflicts) conflicts.push(conflict);
      log.find('MERGE_CONFLICT', { column: name, row: extra.sourceRow[partner] as number, value: conflict.dropped, params: { kept: conflict.kept, key: conflict.key } });
    });
    if (column !== null) columns.set(name, column);
  }
  log.merges.push({ key: on, precedence: wins, matched, conflicting: inConflict.size, dropped: added.rowCount - matched, conflicts });
  return { ...base, columns };
};
