import type { CategoryColumn } from '../model/table.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';

/** What a series of forecasts is about. */
export const seriesKinds = ['all', 'owner', 'segment', 'product'] as const;
export type SeriesKind = (typeof seriesKinds)[number];

/** The series of a forecast table; of two spellings that mean the same owner there is one. */
export interface ForecastSeries {
  /** Number of the series of a row of the table. */
  rowOf(row: number): number;
  readonly kinds: readonly SeriesKind[];
  /** Owner, segment or product by its id; null = not set (an owner's series), or the series of all. */
  readonly names: readonly (string | null)[];
  /** Values of a dimension for rows of the given series; null = series do not tell it. */
  dimension(name: string, seriesOf: Uint32Array): CategoryColumn | null;
}

/** Dimensions that a series can be of. */
const kindOfDimension: Readonly<Record<string, SeriesKind>> = {
  owner_id: 'owner', owner: 'owner', team: 'owner', segment: 'segment', product_id: 'product', product: 'product',
};

/** The dimension that the forecasts are cut by in another way: which of several categories is read. */
export const categoryDimension = 'category';

/** Kinds of series that can be cut by all of these dimensions; for none of them every kind, `all` first. */
export const kindsFor = (dimensions: readonly string[]): readonly SeriesKind[] => {
  const asked = new Set(dimensions.filter((name) => name !== categoryDimension).map((name) => kindOfDimension[name] ?? null));
  if (asked.size === 0) return seriesKinds;
  const [kind] = asked;
  return asked.size > 1 || kind === null || kind === undefined ? [] : [kind];
};

/** Values by id and by name of a list, names that are not unique left out. */
const namesIn = (context: KpiContext, table: 'owners' | 'products', known: readonly (string | null)[]): ReadonlyMap<string, string> => {
  const [ids, names] = [categoryOf(context.tables.get(table), 'id'), categoryOf(context.tables.get(table), 'name')];
  const found = new Map<string, string>();
  const ofName = new Map<string, string | null>();
  ids?.codes.forEach((code, row) => {
    const id = ids.dictionary[code] ?? null;
    const name = names === null ? null : (names.dictionary[names.codes[row] as number] ?? null);
    if (id === null) return;
    found.set(id, id);
    if (name !== null) ofName.set(name, ofName.has(name) && ofName.get(name) !== id ? null : id);
  });
  for (const id of known) if (id !== null) found.set(id, id);
  for (const [name, id] of ofName) if (id !== null && !found.has(name)) found.set(name, id);
  return found;
};

const dictionaryOf = (column: CategoryColumn | null): readonly (string | null)[] => column?.dictionary ?? [];

/** Tells what each name stands for: all, an owner, a segment, a product; a name that nobody knows is an owner's. */
const readerOf = (context: KpiContext): ((text: string) => { kind: SeriesKind; name: string | null }) => {
  const deals = dealRows(context);
  const owners = namesIn(context, 'owners', dictionaryOf(deals.dimension('owner_id')));
  const products = namesIn(context, 'products', dictionaryOf(deals.dimension('product_id')));
  const segments = new Set([...dictionaryOf(deals.dimension('segment')), ...dictionaryOf(categoryOf(context.tables.get('accounts'), 'segment'))]);
  return (text) => {
    if (text.trim().toLowerCase() === 'all') return { kind: 'all', name: null };
    const owner = owners.get(text);
    if (owner !== undefined) return { kind: 'owner', name: owner };
    if (segments.has(text)) return { kind: 'segment', name: text };
    const product = products.get(text);
    return product === undefined ? { kind: 'owner', name: text } : { kind: 'product', name: product };
  };
};

/** One value per key of the owners' table (its team); the first row counts. */
const teamsOf = (context: KpiContext): ReadonlyMap<string | null, string | null> | null => {
  const [ids, teams] = [categoryOf(context.tables.get('owners'), 'id'), categoryOf(context.tables.get('owners'), 'team')];
  if (ids === null || teams === null) return null;
  const found = new Map<string | null, string | null>();
  ids.codes.forEach((code, row) => {
    const id = ids.dictionary[code] ?? null;
    if (id !== null && !found.has(id)) found.set(id, teams.dictionary[teams.codes[row] as number] ?? null);
  });
  return found;
};

/** Series by the column `series`. Without it, or where it never says anything, every row is of all; else a row without series is of no owner. */
export const forecastSeries = (context: KpiContext, column: CategoryColumn | null): ForecastSeries => {
  const isNamed = column !== null && column.codes.some((code) => code !== 0);
  const read = readerOf(context);
  const kinds: SeriesKind[] = [];
  const names: (string | null)[] = [];
  const known = new Map<string, number>();
  const numberOf = Uint32Array.from(isNamed ? column.dictionary : [null], (text) => {
    const { kind, name } = !isNamed ? { kind: 'all' as const, name: null } : text === null ? { kind: 'owner' as const, name: null } : read(text);
    const key = JSON.stringify([kind, name]);
    const number = known.get(key) ?? kinds.push(kind) - 1;
    known.set(key, number);
    names[number] = name;
    return number;
  });
  return {
    kinds, names,
    rowOf: (row) => numberOf[isNamed ? (column.codes[row] as number) : 0] as number,
    dimension: (name, seriesOf) => {
      const kind = kindOfDimension[name];
      const teams = name === 'team' ? teamsOf(context) : null;
      if (kind === undefined || !kinds.includes(kind) || (name === 'team' && teams === null)) return null;
      const dictionary: (string | null)[] = [null];
      const codeOfValue = new Map<string | null, number>([[null, 0]]);
      const codeOf = names.map((own, number) => {
        const value = kinds[number] !== kind || own === null ? null : teams === null ? own : (teams.get(own) ?? null);
        const code = codeOfValue.get(value) ?? dictionary.push(value) - 1;
        codeOfValue.set(value, code);
        return code;
      });
      return { kind: 'category', codes: seriesOf.map((number) => codeOf[number] as number), dictionary };
    },
  };
};
