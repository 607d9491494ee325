import type { MergeConflict } from '../model/issue.js';
import type { Column } from '../model/table.js';
import { dayNumberOf } from '../model/zone.js';
import { nameKey } from './header-names.js';
import { cellValue, isMissing } from './row-text.js';

/** Beyond this many, conflicts are counted only. */
export const keptConflicts = 50;

/** Whether two cells of one column say the same: names whatever their spelling, a time the same as its day where the other knows no more. */
export const saysSame = (a: Column, rowA: number, b: Column, rowB: number, timeZone: string): boolean => {
  if (a.kind === 'instant' && b.kind === 'instant' && a.precision !== b.precision) {
    return dayNumberOf(timeZone, a.ms[rowA] as number) === dayNumberOf(timeZone, b.ms[rowB] as number);
  }
  const [x, y] = [cellValue(a, rowA), cellValue(b, rowB)];
  return x === y || (a.kind === 'category' && typeof x === 'string' && typeof y === 'string' && nameKey(x) !== '' && nameKey(x) === nameKey(y));
};

export const conflictOf = (key: string, column: string, kept: Column, keptRow: number, dropped: Column, droppedRow: number): MergeConflict =>
  ({ key, column, kept: String(cellValue(kept, keptRow)), dropped: String(cellValue(dropped, droppedRow)) });

/** Columns in which two rows of one table both say something and not the same. */
export const conflictsBetween = (columns: ReadonlyMap<string, Column>, kept: number, dropped: number, key: string, timeZone: string): MergeConflict[] => {
  const found: MergeConflict[] = [];
  for (const [name, column] of columns) {
    if (isMissing(column, kept) || isMissing(column, dropped) || saysSame(column, kept, column, dropped, timeZone)) continue;
    found.push(conflictOf(key, name, column, kept, column, dropped));
  }
  return found;
};
