import type { DataInputSource } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import type { SourceInput } from './source-input.js';

/** What a page says that its tables come from. */
export type StatedTables = ReadonlyMap<TableName, readonly SourceInput[]>;

export const groupByTable = (inputs: readonly SourceInput[]): StatedTables => {
  const groups = new Map<TableName, SourceInput[]>();
  for (const source of inputs) groups.set(source.table, [...(groups.get(source.table) ?? []), source]);
  return groups;
};

const sameSource = (a: SourceInput, b: SourceInput): boolean => {
  if (a === b) return true;
  const keys = Object.keys(a.input) as (keyof DataInputSource)[];
  return keys.length === Object.keys(b.input).length && keys.every((key) => a.input[key] === b.input[key]);
};

/** Nothing need be loaded anew. */
export const sameSources = (a: readonly SourceInput[], b: readonly SourceInput[] | undefined): boolean =>
  b !== undefined && a.length === b.length && a.every((source, i) => sameSource(source, b[i] as SourceInput));
