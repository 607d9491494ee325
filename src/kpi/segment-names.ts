import type { SegmentNames } from '../model/segment-names.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';
import { categoryOf } from './columns.js';

/** Lists in which the values of a dimension have a name. */
const listOf: Readonly<Record<string, TableName>> = {
  owner_id: 'owners', sold_by: 'owners', product_id: 'products', account_id: 'accounts',
};

/** A list beyond this is no list of people or products: its names would weigh more than the answers. */
const mostNames = 500;

const namesIn = (tables: Tables, list: TableName): Readonly<Record<string, string>> | null => {
  const table = tables.get(list);
  const [ids, names] = [categoryOf(table, 'id'), categoryOf(table, 'name')];
  if (table === undefined || ids === null || names === null || table.rowCount > mostNames) return null;
  const found = new Map<string, string>();
  for (let row = 0; row < table.rowCount; row++) {
    const id = ids.dictionary[ids.codes[row] as number] ?? null;
    const name = names.dictionary[names.codes[row] as number] ?? null;
    if (id !== null && name !== null && id !== name) found.set(id, name);
  }
  // Two who share a name are told apart by their ids.
  const times = new Map<string, number>();
  for (const name of found.values()) times.set(name, (times.get(name) ?? 0) + 1);
  // fromEntries defines own keys, also for ids such as __proto__.
  return found.size === 0 ? null : Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, name]) => [id, (times.get(name) as number) > 1 ? `${name} (${id})` : name]));
};

const known = new WeakMap<Tables, SegmentNames>();

/** Names of reps, products and accounts as their lists tell them; empty where there is no list, or one of over 500. */
export const segmentNames = (tables: Tables): SegmentNames => {
  const before = known.get(tables);
  if (before !== undefined) return before;
  const byList = new Map([...new Set(Object.values(listOf))].map((list) => [list, namesIn(tables, list)] as const));
  const names = Object.fromEntries(Object.entries(listOf).flatMap(([dimension, list]) => {
    const found = byList.get(list) ?? null;
    return found === null ? [] : [[dimension, found] as const];
  }));
  known.set(tables, names);
  return names;
};
