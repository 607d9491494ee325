import type { TableName } from '../model/schema.js';
import type { CategoryColumn, Column } from '../model/table.js';
import type { DraftTable } from './draft-table.js';
import { nameKey } from './header-names.js';
import type { TableLog } from './report.js';
import { countCodes, recode } from './words.js';

interface Link {
  readonly table: TableName;
  readonly column: string;
  readonly list: TableName;
  /** What the list does not hold is no finding: the column may name other things, or the list need not be complete. */
  readonly isLoose?: true;
  /** Only without this better list. */
  readonly unless?: TableName;
}

/** Customers that go by their names are not more than this: where there are more they have numbers, and a second of looking would find nothing. */
const mostNames = 20_000;

/** Which columns name entries of which list. */
const links: readonly Link[] = [
  ...(['deals', 'deal_lines', 'subscriptions'] as const).map((table) => ({ table, column: 'product_id', list: 'products' as const })),
  ...(['deals', 'leads', 'stage_history'] as const).map((table) => ({ table, column: 'owner_id', list: 'owners' as const })),
  { table: 'customers', column: 'sold_by', list: 'owners' },
  { table: 'deals', column: 'account_id', list: 'accounts' },
  { table: 'customers', column: 'id', list: 'accounts' },
  { table: 'subscriptions', column: 'customer_id', list: 'accounts' },
  { table: 'revenue', column: 'customer_id', list: 'accounts' },
  { table: 'forecasts', column: 'series', list: 'owners', isLoose: true },
  { table: 'milestones', column: 'owner', list: 'owners', isLoose: true },
  { table: 'deals', column: 'account_id', list: 'customers', isLoose: true, unless: 'accounts' },
  { table: 'subscriptions', column: 'customer_id', list: 'customers', isLoose: true, unless: 'accounts' },
  { table: 'revenue', column: 'customer_id', list: 'customers', isLoose: true, unless: 'accounts' },
];

/** How an entry of a list can be called: by its id, its name, or a spelling that differs only in case, accents, blanks, punctuation. */
class ListIndex {
  private readonly ids = new Set<string>();
  private readonly byName = new Map<string, string | null>();
  private readonly byKey = new Map<string, Set<string>>();

  constructor(list: DraftTable) {
    const id = list.columns.get('id');
    const name = list.columns.get('name');
    if (id?.kind !== 'category') return;
    for (let row = 0; row < list.rowCount; row++) {
      const idText = id.dictionary[id.codes[row] as number] ?? null;
      if (idText === null) continue;
      const nameText = name?.kind === 'category' ? (name.dictionary[name.codes[row] as number] ?? null) : null;
      this.ids.add(idText);
      if (nameText !== null) this.byName.set(nameText, this.byName.has(nameText) && this.byName.get(nameText) !== idText ? null : idText);
      for (const text of [idText, nameText]) {
        const key = text === null ? '' : nameKey(text);
        if (key === '') continue;
        const known = this.byKey.get(key);
        if (known === undefined) this.byKey.set(key, new Set([idText])); else known.add(idText);
      }
    }
  }

  /** The one id meant; several = nobody can tell; none = the list does not hold it. */
  find(text: string): readonly string[] {
    if (this.ids.has(text)) return [text];
    const named = this.byName.get(text);
    if (typeof named === 'string') return [named];
    return [...(this.byKey.get(nameKey(text)) ?? [])];
  }
}

/**
 * Rewrites names that point into a list to the list's ids, so that `GTXPro` finds `GTX Pro`. Works on dictionaries: its cost is the
 * number of distinct names, not of rows. Pairs that differ in writing are reported, so are names that fit several entries or none.
 */
export const joinNames = (tables: Map<TableName, DraftTable>, logOf: (table: TableName) => TableLog): void => {
  const indexes = new Map<TableName, ListIndex>();
  for (const { table, column, list, isLoose = false, unless } of links) {
    const from = tables.get(table);
    const to = tables.get(list);
    const names = from?.columns.get(column);
    if (from === undefined || to === undefined || to.rowCount === 0 || names?.kind !== 'category') continue;
    if (unless !== undefined && ((tables.get(unless)?.rowCount ?? 0) > 0 || to.rowCount > mostNames)) continue;
    let index = indexes.get(list);
    if (index === undefined) indexes.set(list, (index = new ListIndex(to)));
    const joined = resolve(names, index, logOf(table), column, isLoose ? null : list);
    if (joined !== names) tables.set(table, { ...from, columns: new Map(from.columns).set(column, joined) });
  }
};

/** `list`: told where it does not hold a name; null = it need not. */
const resolve = (names: CategoryColumn, index: ListIndex, log: TableLog, column: string, list: TableName | null): CategoryColumn => {
  const counts = countCodes(names);
  return recode(names, (value) => {
    const count = counts[names.dictionary.indexOf(value)] as number;
    const found = index.find(value);
    if (found.length === 1 && found[0] !== value) log.nameMatches.push({ column, from: value, to: found[0] as string, count });
    else if (found.length > 1) log.find('NAME_AMBIGUOUS', { column, value, count, params: { candidates: found.join(', ') } });
    else if (found.length === 0 && list !== null) log.find('NOT_IN_LIST', { column, value, count, params: { list } });
    return found.length === 1 ? (found[0] as string) : value;
  });
};

interface Lookup { readonly table: TableName; readonly column: string; readonly key: string; readonly list: TableName; readonly from: string }

/** Dimensions that lie in a list and belong to the rows that point to it. */
const lookups: readonly Lookup[] = [
  { table: 'deals', column: 'segment', key: 'account_id', list: 'accounts', from: 'segment' },
  { table: 'deals', column: 'region', key: 'owner_id', list: 'owners', from: 'region' },
  { table: 'leads', column: 'region', key: 'owner_id', list: 'owners', from: 'region' },
  { table: 'customers', column: 'segment', key: 'id', list: 'accounts', from: 'segment' },
];

/** Tables that say what names and keys of others mean: while one of them is on its way, the others do not mean what they will. */
export const listTables: ReadonlySet<TableName> = new Set([...links, ...lookups].map(({ list }) => list));

/** Gives deals, leads and customers the segment and region of the account and owner they point to, where they have none of their own. */
export const lookUpDimensions = (tables: Map<TableName, DraftTable>, logOf: (table: TableName) => TableLog): void => {
  for (const { table, column, key, list, from } of lookups) {
    const target = tables.get(table);
    const source = tables.get(list);
    if (target === undefined || source === undefined || target.columns.has(column)) continue;
    const found = valuesByKey(target.columns.get(key), source.columns.get('id'), source.columns.get(from), source.rowCount);
    if (found === null) continue;
    tables.set(table, { ...target, columns: new Map<string, Column>(target.columns).set(column, found) });
    const log = logOf(table);
    const header = logOf(list).columns[from] ?? from;
    log.columns[column] = header;
    log.mappings.push({ column, header, confidence: 1, by: 'join' });
  }
};

const valuesByKey = (keys: Column | undefined, ids: Column | undefined, values: Column | undefined, listRows: number): CategoryColumn | null => {
  if (keys?.kind !== 'category' || ids?.kind !== 'category' || values?.kind !== 'category') return null;
  const valueOf = new Map<string, string | null>();
  for (let row = 0; row < listRows; row++) {
    const id = ids.dictionary[ids.codes[row] as number] ?? null;
    if (id !== null) valueOf.set(id, values.dictionary[values.codes[row] as number] ?? null);
  }
  return recode(keys, (key) => valueOf.get(key) ?? null);
};
