import type { CellMap } from './cells.js';
import { compareValues } from './value-key.js';

/** Fewer cases than this do not make a cell of their own, and nobody is judged by fewer. */
export const fewestCases = 10;
/** Above this share of a cell a group is compared with the others' cases only. */
const heldShare = 0.5;
/** Above this share group and cell cannot be told apart. */
const confoundedShare = 0.8;
/** Cases that the overall rate counts for where a group is compared with the others only. */
const priorCases = 10;

/** Whose cases a cell holds, and of which kind they are, from the finest name of the kind to all in one. */
export interface CellName { readonly group: string | null; readonly levels: readonly string[] }

/** One group (a rep, a source) against what all groups make of the same kinds of cases. */
export interface ComparedGroup {
  readonly id: string | null;
  readonly n: number;
  readonly observed: number;
  /** A count: Σ over its cases of the rate of their kind. */
  readonly expected: number;
  /** Of `observed`, were every case to go as its kind does: Σ n·p(1 − p). */
  readonly variance: number;
}

export interface Comparison {
  /** By id, not set last. */
  readonly groups: readonly ComparedGroup[];
  /** null = no case at all. */
  readonly overall: number | null;
  /** The group that holds most of a cell, when that is over 80 %: group and kind of case cannot be told apart there. */
  readonly confounded: { readonly group: string | null; readonly cell: string; readonly share: number } | null;
}

interface Count { n: number; hits: number }
interface Kind { readonly levels: readonly string[]; n: number }

/** Merged cell → group → counts. */
type Grid = ReadonlyMap<string, ReadonlyMap<string | null, Count>>;

/**
 * Merged cell by the finest name of each kind. Kinds with under 10 cases join those that share the next coarser name, and so
 * on; what is left at the coarsest is one cell whatever its size.
 */
const mergeSmall = (kinds: Iterable<Kind>): ReadonlyMap<string, string> => {
  const cellOf = new Map<string, string>();
  let left = [...kinds];
  for (let depth = 0; left.length > 0; depth++) {
    const sizes = new Map<string, number>();
    const nameOf = ({ levels }: Kind): string => levels[Math.min(depth, levels.length - 1)] as string;
    for (const kind of left) sizes.set(nameOf(kind), (sizes.get(nameOf(kind)) ?? 0) + kind.n);
    const rest: Kind[] = [];
    for (const kind of left) {
      const isLast = depth >= kind.levels.length - 1;
      if (isLast || (sizes.get(nameOf(kind)) as number) >= fewestCases) cellOf.set(kind.levels[0] as string, nameOf(kind)); else rest.push(kind);
    }
    left = rest;
  }
  return cellOf;
};

const addCount = <K>(counts: Map<K, Count>, key: K, { n, hits }: Count): void => {
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { n, hits });
  else {
    known.n += n;
    known.hits += hits;
  }
};

const gridOf = (cells: CellMap, read: (key: string) => CellName): Grid => {
  const kinds = new Map<string, Kind>();
  const names: CellName[] = [];
  for (const [key, own] of cells) {
    const name = read(key);
    names.push(name);
    const finest = name.levels[0] as string;
    const kind = kinds.get(finest);
    if (kind === undefined) kinds.set(finest, { levels: name.levels, n: own['n'] as number }); else kind.n += own['n'] as number;
  }
  const cellOf = mergeSmall(kinds.values());
  const grid = new Map<string, Map<string | null, Count>>();
  let at = 0;
  for (const own of cells.values()) {
    const { group, levels } = names[at++] as CellName;
    const cell = cellOf.get(levels[0] as string) as string;
    let byGroup = grid.get(cell);
    if (byGroup === undefined) grid.set(cell, byGroup = new Map<string | null, Count>());
    addCount(byGroup, group, { n: own['n'] as number, hits: own['won'] as number });
  }
  return grid;
};

const total = (counts: Iterable<Count>): Count => {
  const sum = { n: 0, hits: 0 };
  for (const { n, hits } of counts) {
    sum.n += n;
    sum.hits += hits;
  }
  return sum;
};

/**
 * Groups beside what the kinds of their cases let expect: indirect standardisation, O against E. A group that holds over half
 * of any cell is expected by the other groups' rates in all its cells, shrunk towards the overall rate; otherwise by the
 * pooled rates. Says whose difference is of their cases and whose is their own; whether it may be named is
 * {@link namedDifferences}'s to say.
 *
 * @param cells `n` cases and `won` of them per group and kind
 * @param read takes a cell's key apart; kinds that share a name at some level are merged there when they are small
 */
export const compareGroups = (cells: CellMap, read: (key: string) => CellName): Comparison => {
  const grid = gridOf(cells, read);
  const wholes = new Map([...grid].map(([cell, byGroup]) => [cell, total(byGroup.values())] as const));
  const all = total(wholes.values());
  if (all.n === 0) return { groups: [], overall: null, confounded: null };
  const overall = all.hits / all.n;
  const cellsOf = new Map<string | null, { cell: string; own: Count; whole: Count }[]>();
  for (const [cell, byGroup] of grid) {
    for (const [id, own] of byGroup) {
      const list = cellsOf.get(id) ?? [];
      list.push({ cell, own, whole: wholes.get(cell) as Count });
      cellsOf.set(id, list);
    }
  }
  const ids = [...cellsOf.keys()].sort(compareValues);
  let confounded: Comparison['confounded'] = null;
  const groups = ids.map((id): ComparedGroup => {
    const list = cellsOf.get(id) ?? [];
    const isAlone = list.some(({ own, whole }) => own.n > heldShare * whole.n);
    for (const { cell, own, whole } of ids.length > 1 ? list : []) {
      const share = own.n / whole.n;
      if (share > confoundedShare && share > (confounded?.share ?? 0)) confounded = { group: id, cell, share };
    }
    let [expected, variance] = [0, 0];
    for (const { own, whole } of list) {
      const p = isAlone ? (whole.hits - own.hits + priorCases * overall) / (whole.n - own.n + priorCases) : whole.hits / whole.n;
      expected += own.n * p;
      variance += own.n * p * (1 - p);
    }
    const { n, hits } = total(list.map(({ own }) => own));
    return { id, n, observed: hits, expected, variance };
  });
  return { groups, overall, confounded };
};

/** How much of the differences between groups is of their own making: Σ (O − E)²/n over all but the smallest groups. */
export const ownSpread = ({ groups }: Comparison): number =>
  groups.reduce((sum, { n, observed, expected }) => (n < fewestCases ? sum : sum + (observed - expected) ** 2 / n), 0);
