import { type BooleanColumn, type CategoryColumn, type Column, type InstantColumn, missingDay, type NumberColumn, type TextColumn } from '../model/table.js';
import { dayNumberOf } from '../model/zone.js';
import type { DraftTable } from './draft-table.js';

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

/** Narrowest array for the codes of a dictionary. */
export const codeArray = (dictionarySize: number, length: number): Uint8Array | Uint16Array | Uint32Array =>
  dictionarySize <= 256 ? new Uint8Array(length) : dictionarySize <= 65_536 ? new Uint16Array(length) : new Uint32Array(length);

const mergeCategories = (parts: readonly Part<CategoryColumn>[], total: number): CategoryColumn => {
  const dictionary: (string | null)[] = [null];
  const codeOf = new Map<string | null, number>([[null, 0]]);
  const recodes = parts.map(({ column }) => column?.dictionary.map((value) => {
    let code = codeOf.get(value);
    if (code === undefined) {
      code = dictionary.push(value) - 1;
      codeOf.set(value, code);
    }
    return code;
  }));
  const codes = codeArray(dictionary.length, total);
  parts.forEach(({ column, rows, at }, part) => {
    if (column === undefined) return;
    for (let row = 0; row < rows; row++) codes[at + row] = (recodes[part] as number[])[column.codes[row] as number] as number;
  });
  return { kind: 'category', codes, dictionary };
};

/** Whole days stay whole days only if every part knows no more. */
const mergeInstants = (parts: readonly Part<InstantColumn>[], total: number, timeZone: string): InstantColumn => {
  const ms = new Float64Array(total).fill(Number.NaN);
  for (const { column, at } of parts) if (column !== undefined) ms.set(column.ms, at);
  const present = parts.filter(({ column }) => column !== undefined && column.ms.some((value) => !Number.isNaN(value)));
  if (present.length > 0 && present.some(({ column }) => column?.precision === 'ms')) return { kind: 'instant', precision: 'ms', ms, day: null };
  const day = new Int32Array(total);
  for (let row = 0; row < total; row++) day[row] = Number.isNaN(ms[row]) ? missingDay : dayNumberOf(timeZone, ms[row] as number);
  return { kind: 'instant', precision: 'day', ms, day };
};

/** One column of several inputs; missing where an input lacks it. */
export const mergeColumns = (parts: readonly Part<Column>[], total: number, timeZone: string): Column => {
  const kind = parts.find(({ column }) => column !== undefined)?.column?.kind;
  switch (kind) {
    case 'number': return mergeNumbers(parts as readonly Part<NumberColumn>[], total);
    case 'boolean': return mergeBooleans(parts as readonly Part<BooleanColumn>[], total);
    case 'text': return mergeTexts(parts as readonly Part<TextColumn>[], total);
    case 'instant': return mergeInstants(parts as readonly Part<InstantColumn>[], total, timeZone);
    default: return mergeCategories(parts as readonly Part<CategoryColumn>[], total);
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
