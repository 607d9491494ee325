import type { CellMap } from './cells.js';
import { KeyTable } from './key-table.js';
import { compareValues } from './value-key.js';

/** Whose cases a cell holds, and of which kind they are, from the finest name of the kind to all in one; as many levels for every kind. */
export interface CellName { readonly group: string | null; readonly levels: readonly string[] }

/** Takes a cell's key apart. The same function for the same keys is asked only once. */
export type ReadCell = (key: string) => CellName;

/** Cases by group and kind, an entry for each pair that occurs. */
export interface Cases {
  /** Groups that may occur, by id, not set last. */
  readonly ids: readonly (string | null)[];
  /** Per entry: place in `ids`, kind, cases and hits among them. */
  readonly group: Uint32Array;
  readonly kind: Uint32Array;
  readonly n: Float64Array;
  readonly hits: Float64Array;
  readonly kinds: Kinds;
}

export interface Kinds {
  /** Names of kinds at any level. */
  readonly names: readonly string[];
  /** Per level, from the finest to all in one: place in `names` per kind. */
  readonly levels: readonly Uint32Array[];
}

/** What the keys of a table say, by their places. */
interface Read { readonly ids: readonly (string | null)[]; readonly group: Uint32Array; readonly kind: Uint32Array; readonly kinds: Kinds }

/** Numbers what is seen, in the order it is seen. */
const numbering = <T>(): { readonly of: Map<T, number>; numberOf(value: T): number } => {
  const of = new Map<T, number>();
  return {
    of,
    numberOf: (value) => {
      const known = of.get(value);
      if (known !== undefined) return known;
      of.set(value, of.size);
      return of.size - 1;
    },
  };
};

const sortedIds = (seen: Iterable<string | null>): { ids: readonly (string | null)[]; placeOf: ReadonlyMap<string | null, number> } => {
  const ids = [...new Set(seen)].sort(compareValues);
  return { ids, placeOf: new Map(ids.map((id, place) => [id, place] as const)) };
};

const readKeys = (keys: readonly string[], read: ReadCell): Read => {
  const cells = keys.map(read);
  const { ids, placeOf } = sortedIds(cells.map(({ group }) => group));
  const [kinds, names] = [numbering<string>(), numbering<string>()];
  const kind = Uint32Array.from(cells, ({ levels }) => kinds.numberOf(levels[0] as string));
  const levels = (cells[0]?.levels ?? []).map(() => new Uint32Array(kinds.of.size));
  cells.forEach((cell, at) => levels.forEach((of, depth) => { of[kind[at] as number] = names.numberOf(cell.levels[depth] as string); }));
  return { ids, group: Uint32Array.from(cells, ({ group }) => placeOf.get(group) as number), kind, kinds: { names: [...names.of.keys()], levels } };
};

const known = new WeakMap<readonly string[], Map<ReadCell, Read>>();

const readOnce = (keys: readonly string[], read: ReadCell): Read => {
  const own = known.get(keys) ?? new Map<ReadCell, Read>();
  known.set(keys, own);
  const found = own.get(read) ?? readKeys(keys, read);
  own.set(read, found);
  return found;
};

/** Cells whose cases are of the group that their key tells, or all of one group. */
export interface CasesPart { readonly cells: CellMap; readonly group?: string | null }

/** Places of keys: those of the names that all tables share, else of all keys, ascending. */
const placesOf = (parts: readonly CasesPart[]): { readonly keys: readonly string[]; placesIn(cells: CellMap): ArrayLike<number> } => {
  const [first] = parts;
  if (first?.cells instanceof KeyTable) {
    const { names } = first.cells;
    if (parts.every(({ cells }) => cells instanceof KeyTable && cells.names === names)) return { keys: names, placesIn: (cells) => (cells as KeyTable).codes };
  }
  const keys = [...new Set(parts.flatMap(({ cells }) => [...cells.keys()]))];
  const placeOf = new Map(keys.map((key, place) => [key, place] as const));
  return { keys, placesIn: (cells) => Array.from(cells.keys(), (key) => placeOf.get(key) as number) };
};

/** Writes `n` and `won` of all cells one after the other. */
const writeCounts = (cells: CellMap, n: Float64Array, hits: Float64Array, from: number): void => {
  if (cells instanceof KeyTable) {
    const { fields, numbers } = cells;
    const [nAt, wonAt, width] = [fields.indexOf('n'), fields.indexOf('won'), fields.length];
    for (let at = 0; at < cells.size; at++) {
      n[from + at] = numbers[at * width + nAt] as number;
      hits[from + at] = numbers[at * width + wonAt] as number;
    }
    return;
  }
  let at = from;
  for (const own of cells.values()) {
    n[at] = own['n'] as number;
    hits[at++] = own['won'] as number;
  }
};

/** Cases of all parts, part by part in the order of their keys. */
export const casesOf = (parts: readonly CasesPart[], read: ReadCell): Cases => {
  const { keys, placesIn } = placesOf(parts);
  const { ids: idsOfKeys, group: groupOfKey, kind: kindOfKey, kinds } = readOnce(keys, read);
  const given = parts.some(({ group }) => group !== undefined) ? sortedIds(parts.map(({ group }) => group ?? null)) : null;
  const length = parts.reduce((sum, { cells }) => sum + cells.size, 0);
  const [group, kind] = [new Uint32Array(length), new Uint32Array(length)];
  const [n, hits] = [new Float64Array(length), new Float64Array(length)];
  let from = 0;
  for (const part of parts) {
    const places = placesIn(part.cells);
    const own = given?.placeOf.get(part.group ?? null);
    for (let at = 0; at < places.length; at++) {
      const place = places[at] as number;
      group[from + at] = own ?? (groupOfKey[place] as number);
      kind[from + at] = kindOfKey[place] as number;
    }
    writeCounts(part.cells, n, hits, from);
    from += places.length;
  }
  return { ids: given?.ids ?? idsOfKeys, group, kind, n, hits, kinds };
};
