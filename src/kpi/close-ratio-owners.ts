import type { OwnerRate } from '../model/details.js';
import type { CellMap, Cells } from './cells.js';
import { parseOwnerCell } from './owner-cells.js';
import { valueOfKey } from './value-key.js';

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

const sumBy = (cells: CellMap, keyOf: (key: string) => string): Map<string, Count> => {
  const sums = new Map<string, Count>();
  for (const [key, own] of cells) {
    const into = sums.get(keyOf(key)) ?? { n: 0, won: 0 };
    into.n += own['n'] as number;
    into.won += own['won'] as number;
    sums.set(keyOf(key), into);
  }
  return sums;
};

/**
 * Name of the merged cell of each kind of lead. Kinds with under 10 cases join those of their source and segment; what is
 * still under 10, those of its source; what is left, all the rest.
 */
const mergeSmall = (cells: CellMap): ((key: string) => string) => {
  const levels = [
    (key: string): string => { const { source, segment, score } = parseOwnerCell(key); return JSON.stringify([source, segment, score]); },
    (key: string): string => { const { source, segment } = parseOwnerCell(key); return JSON.stringify([source, segment]); },
    (key: string): string => JSON.stringify([parseOwnerCell(key).source]),
    (): string => '[]',
  ];
  const nameOf = new Map<string, string>();
  let left: CellMap = cells;
  levels.forEach((level, depth) => {
    const sums = sumBy(left, level);
    const rest = new Map<string, Cells>();
    for (const [key, own] of left) {
      const isLarge = (sums.get(level(key))?.n ?? 0) >= smallestCell || depth === levels.length - 1;
      if (isLarge) nameOf.set(key, level(key)); else rest.set(key, own);
    }
    left = rest;
  });
  return (key) => nameOf.get(key) as string;
};

const gridOf = (cells: CellMap): Grid => {
  const cellOf = mergeSmall(cells);
  const grid = new Map<string, Map<string | null, Count>>();
  for (const [key, own] of cells) {
    const { owner } = parseOwnerCell(key);
    const byOwner = grid.get(cellOf(key)) ?? new Map<string | null, Count>();
    const into = byOwner.get(owner) ?? { n: 0, won: 0 };
    into.n += own['n'] as number;
    into.won += own['won'] as number;
    byOwner.set(owner, into);
    grid.set(cellOf(key), byOwner);
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

const labelOf = (cell: string): string =>
  (JSON.parse(cell) as string[]).map((key) => valueOfKey(key) ?? '–').join(' · ') || '–';

const compareOwners = (a: string | null, b: string | null): number => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);

/**
 * Reps over matured members: what their leads let expect and what they made of them. A rep who holds over half of any
 * cell is expected by the other reps' rates in all its cells, shrunk towards the overall rate; otherwise by the pooled
 * rates. The limits are those of a funnel plot around the expected rate.
 */
export const ownerTable = (cells: CellMap): OwnerTable => {
  const grid = gridOf(cells);
  const cellTotals = new Map([...grid].map(([cell, byOwner]) => [cell, total(byOwner.values())] as const));
  const all = total(cellTotals.values());
  if (all.n === 0) return { owners: [], overall: null, confounded: null };
  const overall = all.won / all.n;
  const owners = [...new Set([...grid.values()].flatMap((byOwner) => [...byOwner.keys()]))].sort(compareOwners);
  let confounded: OwnerTable['confounded'] = null;
  const rates = owners.map((id): OwnerRate => {
    const own = [...grid].flatMap(([cell, byOwner]) => {
      const counts = byOwner.get(id);
      return counts === undefined ? [] : [{ cell, counts, whole: cellTotals.get(cell) as Count }];
    });
    const isAlone = own.some(({ counts, whole }) => counts.n > heldShare * whole.n);
    for (const { cell, counts, whole } of owners.length > 1 ? own : []) {
      const share = counts.n / whole.n;
      if (share > confoundedShare && share > (confounded?.share ?? 0)) confounded = { owner: id, cell: labelOf(cell), share };
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
