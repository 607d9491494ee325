import type { OwnerRate } from '../model/details.js';
import type { CellMap } from './cells.js';
import { labelOfCell, type OwnerCellKey } from './owner-cells.js';
import { compareValues } from './value-key.js';

/** Normal quantile of a two-sided 95 % limit. */
const z = 1.959963984540054;
/** Fewer cases than this do not make a cell of their own. */
const smallestCell = 10;
/** Above this share of a cell a rep is compared with the others' deals only. */
const heldShare = 0.5;
/** Above this share lead and rep cannot be told apart. */
const confoundedShare = 0.8;
const priorWeight = 10;

interface Count { n: number; won: number }

/** Merged cell → rep → counts. */
type Grid = ReadonlyMap<string, ReadonlyMap<string | null, Count>>;

export interface OwnerTable {
  readonly owners: readonly OwnerRate[];
  readonly overall: number | null;
  /** The rep that holds most of a cell, when that is over 80 %. */
  readonly confounded: { readonly owner: string | null; readonly cell: string; readonly share: number } | null;
}

type Reader = (key: string) => OwnerCellKey;

/** A kind of lead, by the names of its levels, and how many cases it has over all reps. */
interface Kind { readonly levels: OwnerCellKey['levels']; n: number }

/**
 * Merged cell by the finest name of each kind of lead. Kinds with under 10 cases join those of their source and segment; what
 * is still under 10, those of its source; what is left, all the rest.
 */
const mergeSmall = (kinds: Iterable<Kind>): ReadonlyMap<string, string> => {
  const cellOf = new Map<string, string>();
  let left = [...kinds];
  for (const depth of [0, 1, 2, 3] as const) {
    const sizes = new Map<string, number>();
    for (const { levels, n } of left) sizes.set(levels[depth], (sizes.get(levels[depth]) ?? 0) + n);
    const rest: typeof left = [];
    for (const kind of left) {
      const name = kind.levels[depth];
      if (depth === 3 || (sizes.get(name) as number) >= smallestCell) cellOf.set(kind.levels[0], name); else rest.push(kind);
    }
    left = rest;
  }
  return cellOf;
};

const gridOf = (cells: CellMap, read: Reader): Grid => {
  const kinds = new Map<string, Kind>();
  const keys: OwnerCellKey[] = [];
  for (const [key, own] of cells) {
    const parts = read(key);
    keys.push(parts);
    const kind = kinds.get(parts.levels[0]);
    if (kind === undefined) kinds.set(parts.levels[0], { levels: parts.levels, n: own['n'] as number }); else kind.n += own['n'] as number;
  }
  const cellOf = mergeSmall(kinds.values());
  const grid = new Map<string, Map<string | null, Count>>();
  let at = 0;
  for (const own of cells.values()) {
    const { owner, levels } = keys[at++] as OwnerCellKey;
    const cell = cellOf.get(levels[0]) as string;
    let byOwner = grid.get(cell);
    if (byOwner === undefined) grid.set(cell, byOwner = new Map<string | null, Count>());
    const into = byOwner.get(owner);
    if (into === undefined) byOwner.set(owner, { n: own['n'] as number, won: own['won'] as number });
    else {
      into.n += own['n'] as number;
      into.won += own['won'] as number;
    }
  }
  return grid;
};

const total = (counts: Iterable<Count>): Count => {
  const sum = { n: 0, won: 0 };
  for (const { n, won } of counts) {
    sum.n += n;
    sum.won += won;
  }
  return sum;
};

/**
 * Reps over matured members: what their leads let expect and what they made of them. A rep who holds over half of any
 * cell is expected by the other reps' rates in all its cells, shrunk towards the overall rate; otherwise by the pooled
 * rates. The limits are those of a funnel plot around the expected rate.
 */
export const ownerTable = (cells: CellMap, read: Reader): OwnerTable => {
  const grid = gridOf(cells, read);
  const cellTotals = new Map([...grid].map(([cell, byOwner]) => [cell, total(byOwner.values())] as const));
  const all = total(cellTotals.values());
  if (all.n === 0) return { owners: [], overall: null, confounded: null };
  const overall = all.won / all.n;
  const cellsOf = new Map<string | null, { cell: string; counts: Count; whole: Count }[]>();
  for (const [cell, byOwner] of grid) {
    for (const [owner, counts] of byOwner) {
      const own = cellsOf.get(owner) ?? [];
      own.push({ cell, counts, whole: cellTotals.get(cell) as Count });
      cellsOf.set(owner, own);
    }
  }
  const owners = [...cellsOf.keys()].sort(compareValues);
  let confounded: OwnerTable['confounded'] = null;
  const rates = owners.map((id): OwnerRate => {
    const own = cellsOf.get(id) ?? [];
    const isAlone = own.some(({ counts, whole }) => counts.n > heldShare * whole.n);
    for (const { cell, counts, whole } of owners.length > 1 ? own : []) {
      const share = counts.n / whole.n;
      if (share > confoundedShare && share > (confounded?.share ?? 0)) confounded = { owner: id, cell: labelOfCell(cell), share };
    }
    let expected = 0;
    let variance = 0;
    for (const { counts, whole } of own) {
      const p = isAlone ? (whole.won - counts.won + priorWeight * overall) / (whole.n - counts.n + priorWeight) : whole.won / whole.n;
      expected += counts.n * p;
      variance += counts.n * p * (1 - p);
    }
    const { n, won } = total(own.map(({ counts }) => counts));
    const half = z * Math.sqrt(variance);
    return {
      id, n, won, raw: won / n, expected,
      adjusted: expected > 0 ? (overall * won) / expected : null,
      quality: expected / n - overall, skill: (won - expected) / n,
      lo: (expected - half) / n, hi: (expected + half) / n,
    };
  });
  return { owners: rates, overall, confounded };
};

/** Whether the reps' differences are more of lead mix than of their own making; reps with few cases do not speak. */
export const isMixNotSkill = (owners: readonly OwnerRate[]): boolean => {
  let quality = 0;
  let skill = 0;
  for (const owner of owners) {
    if (owner.n < smallestCell || owner.quality === null || owner.skill === null) continue;
    quality += owner.n * Math.abs(owner.quality);
    skill += owner.n * Math.abs(owner.skill);
  }
  return owners.length > 1 && quality > skill;
};
