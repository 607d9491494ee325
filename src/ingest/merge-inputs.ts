import { type BooleanColumn, type Column, type InstantColumn, missingDay, type NumberColumn, type TextColumn } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { midnightTable, wholeDays } from './finish-instants.js';
import { type CategoryPart, mergeCategories } from './merge-categories.js';

type Part<C extends Column> = { readonly column: C | undefined; readonly rows: number; readonly at: number };

const mergeNumbers = (parts: readonly Part<NumberColumn>[], total: number): NumberColumn => {
  const values = new Float64Array(total).fill(Number.NaN);
  for (const { column, at } of parts) if (column !== undefined) values.set(column.values, at);
  return { kind: 'number', values };
};

const mergeBooleans = (parts: readonly Part<BooleanColumn>[], total: number): BooleanColumn => {
  const values = new Int8Array(total).fill(-1);
  for (const { column, at } of parts) if (column !== undefined) values.set(column.values, at);
  return { kind: 'boolean', values };
};

const mergeTexts = (parts: readonly Part<TextColumn>[], total: number): TextColumn => {
  const bytes = new Uint8Array(parts.reduce((sum, { column }) => sum + (column?.bytes.length ?? 0), 0));
  const offsets = new Uint32Array(total + 1);
  let used = 0;
  for (const { column, rows, at } of parts) {
    if (column === undefined) {
      offsets.fill(used, at + 1, at + rows + 1);
      continue;
    }
    bytes.set(column.bytes, used);
    for (let row = 1; row <= rows; row++) offsets[at + row] = used + (column.offsets[row] as number);
    used += column.bytes.length;
  }
  return { kind: 'text', bytes, offsets };
};

const hasValue = (column: InstantColumn): boolean =>
  (column.precision === 'day' && column.day !== null ? column.day.some((day) => day !== missingDay) : column.ms.some((value) => !Number.isNaN(value)));

/** Whole days stay whole days only if every part knows no more. */
const mergeInstants = (parts: readonly Part<InstantColumn>[], total: number, timeZone: string): InstantColumn => {
  const present = parts.filter(({ column }) => column !== undefined && hasValue(column));
  if (present.every(({ column }) => column?.precision === 'day')) {
    const day = new Int32Array(total).fill(missingDay);
    for (const { column, at } of present) day.set(column?.day as Int32Array, at);
    return wholeDays(day, midnightTable(timeZone));
  }
  const ms = new Float64Array(total).fill(Number.NaN);
  for (const { column, at } of present) ms.set(column?.ms as Float64Array, at);
  return { kind: 'instant', precision: 'ms', ms, day: null };
};

/** One column of several inputs; missing where an input lacks it. */
export const mergeColumns = (parts: readonly Part<Column>[], total: number, timeZone: string): Column => {
  const kind = parts.find(({ column }) => column !== undefined)?.column?.kind;
  switch (kind) {
    case 'number': return mergeNumbers(parts as readonly Part<NumberColumn>[], total);
    case 'boolean': return mergeBooleans(parts as readonly Part<BooleanColumn>[], total);
    case 'text': return mergeTexts(parts as readonly Part<TextColumn>[], total);
    case 'instant': return mergeInstants(parts as readonly Part<InstantColumn>[], total, timeZone);
    default: return mergeCategories(parts as readonly CategoryPart[], total);
  }
};

/** Several inputs of one table become one: columns by name, missing where an input lacks them. */
export const mergeInputs = (drafts: readonly DraftTable[], timeZone: string): DraftTable => {
  const first = drafts[0] as DraftTable;
  if (drafts.length === 1) return first;
  const total = drafts.reduce((sum, { rowCount }) => sum + rowCount, 0);
  const names = new Set(drafts.flatMap(({ columns }) => [...columns.keys()]));
  const sourceRow = new Uint32Array(total);
  const inputOf = new Uint8Array(total);
  const starts: number[] = [];
  drafts.reduce((at, draft, input) => {
    starts.push(at);
    sourceRow.set(draft.sourceRow, at);
    inputOf.fill(Math.min(input, 255), at, at + draft.rowCount);
    return at + draft.rowCount;
  }, 0);
  const columns = new Map<string, Column>();
  for (const name of names) {
    const parts = drafts.map((draft, input) => ({ column: draft.columns.get(name), rows: draft.rowCount, at: starts[input] as number }));
    columns.set(name, mergeColumns(parts, total, timeZone));
  }
  return { name: first.name, rowCount: total, columns, sourceRow, inputOf };
};
