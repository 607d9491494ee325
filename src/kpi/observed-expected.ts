import { casesOf, type Cases, type CasesPart, type ReadCell } from './cases.js';

/** Fewer cases than this do not make a cell of their own, and nobody is judged by fewer. */
export const fewestCases = 10;
/** Above this share of a cell a group is compared with the others' cases only. */
const heldShare = 0.5;
/** Above this share group and cell cannot be told apart. */
const confoundedShare = 0.8;
/** Cases that the overall rate counts for where a group is compared with the others only. */
const priorCases = 10;

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

const add = (sums: Float64Array, at: number, x: number): void => { sums[at] = (sums[at] as number) + x; };

/**
 * Place of the merged cell's name per kind. Kinds with under 10 cases join those that share the next coarser name, and so on;
 * what is left at the coarsest is one cell whatever its size.
 */
const mergeSmall = ({ kind, n, kinds: { names, levels } }: Cases): Uint32Array => {
  const cases = new Float64Array(levels[0]?.length ?? 0);
  for (let at = 0; at < kind.length; at++) add(cases, kind[at] as number, n[at] as number);
  const cellOf = new Uint32Array(cases.length);
  const left = new Uint32Array(cases.length);
  for (let own = 0; own < left.length; own++) left[own] = own;
  let nLeft = left.length;
  for (const [depth, nameOf] of levels.entries()) {
    const sizes = new Float64Array(names.length);
    for (let i = 0; i < nLeft; i++) add(sizes, nameOf[left[i] as number] as number, cases[left[i] as number] as number);
    let rest = 0;
    for (let i = 0; i < nLeft; i++) {
      const own = left[i] as number;
      const name = nameOf[own] as number;
      if (depth === levels.length - 1 || (sizes[name] as number) >= fewestCases) cellOf[own] = name; else left[rest++] = own;
    }
    nLeft = rest;
  }
  return cellOf;
};

/** Places in ascending order of their keys, equal ones as they come. */
const orderBy = (keys: Uint32Array, size: number, places: Uint32Array | null = null): Uint32Array => {
  const next = new Uint32Array(size + 1);
  for (let at = 0; at < keys.length; at++) next[(keys[at] as number) + 1] = (next[(keys[at] as number) + 1] as number) + 1;
  for (let key = 0; key < size; key++) next[key + 1] = (next[key + 1] as number) + (next[key] as number);
  const order = new Uint32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const place = places === null ? at : (places[at] as number);
    const key = keys[place] as number;
    order[next[key] as number] = place;
    next[key] = (next[key] as number) + 1;
  }
  return order;
};

/** Merged cells in the order they are met, and what each group holds of them. */
interface Grid {
  readonly name: readonly string[];
  readonly wholeN: Float64Array;
  readonly wholeHits: Float64Array;
  /** Group by group, cell by cell: which cell, and the group's cases and hits in it; those of a group end at `ends`. */
  readonly cell: Uint32Array;
  readonly n: Float64Array;
  readonly hits: Float64Array;
  readonly ends: Uint32Array;
}

const gridOf = (cases: Cases): Grid => {
  const { ids, group, kind, kinds } = cases;
  const cellOf = mergeSmall(cases);
  const placeOf = new Int32Array(kinds.names.length).fill(-1);
  const name: string[] = [];
  const cellAt = new Uint32Array(kind.length);
  for (let at = 0; at < kind.length; at++) {
    const named = cellOf[kind[at] as number] as number;
    if (placeOf[named] === -1) placeOf[named] = name.push(kinds.names[named] as string) - 1;
    cellAt[at] = placeOf[named] as number;
  }
  const order = orderBy(group, ids.length, orderBy(cellAt, name.length));
  const [wholeN, wholeHits] = [new Float64Array(name.length), new Float64Array(name.length)];
  const [cell, n, hits] = [new Uint32Array(order.length), new Float64Array(order.length), new Float64Array(order.length)];
  const ends = new Uint32Array(ids.length);
  let [to, before] = [0, -1];
  for (let i = 0; i < order.length; i++) {
    const at = order[i] as number;
    const own = cellAt[at] as number;
    const of = group[at] as number;
    if (before !== of || cell[to - 1] !== own) cell[to++] = own;
    before = of;
    add(n, to - 1, cases.n[at] as number);
    add(hits, to - 1, cases.hits[at] as number);
    add(wholeN, own, cases.n[at] as number);
    add(wholeHits, own, cases.hits[at] as number);
    ends[of] = to;
  }
  return { name, wholeN, wholeHits, cell, n, hits, ends };
};

const total = (counts: Float64Array): number => counts.reduce((sum, n) => sum + n, 0);

/** One group by what all hold of its cells [from, to). */
const compareOne = (id: string | null, { wholeN, wholeHits, cell, n, hits }: Grid, from: number, to: number, overall: number): ComparedGroup => {
  let isAlone = false;
  for (let i = from; i < to; i++) if ((n[i] as number) > heldShare * (wholeN[cell[i] as number] as number)) isAlone = true;
  const group = { id, n: 0, observed: 0, expected: 0, variance: 0 };
  for (let i = from; i < to; i++) {
    const own = n[i] as number;
    const ownHits = hits[i] as number;
    const all = wholeN[cell[i] as number] as number;
    const allHits = wholeHits[cell[i] as number] as number;
    const p = isAlone ? (allHits - ownHits + priorCases * overall) / (all - own + priorCases) : allHits / all;
    group.n += own;
    group.observed += ownHits;
    group.expected += own * p;
    group.variance += own * p * (1 - p);
  }
  return group;
};

const compareCases = (cases: Cases): Comparison => {
  const grid = gridOf(cases);
  const n = total(grid.wholeN);
  if (n === 0) return { groups: [], overall: null, confounded: null };
  const overall = total(grid.wholeHits) / n;
  const groups: ComparedGroup[] = [];
  let confounded: Comparison['confounded'] = null;
  let from = 0;
  cases.ids.forEach((id, at) => {
    const to = grid.ends[at] as number;
    if (to <= from) return;
    groups.push(compareOne(id, grid, from, to, overall));
    for (let i = from; i < to; i++) {
      const cell = grid.cell[i] as number;
      const share = (grid.n[i] as number) / (grid.wholeN[cell] as number);
      if (share > confoundedShare && share > (confounded?.share ?? 0)) confounded = { group: id, cell: grid.name[cell] as string, share };
    }
    from = to;
  });
  return { groups, overall, confounded: groups.length > 1 ? confounded : null };
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
export const compareGroups = (cells: CasesPart['cells'], read: ReadCell): Comparison => compareCases(casesOf([{ cells }], read));

/** The same of cells whose keys are kinds alone, group by group. */
export const compareParts = (parts: readonly CasesPart[], read: ReadCell): Comparison => compareCases(casesOf(parts, read));

/** How much of the differences between groups is of their own making: Σ (O − E)²/n over all but the smallest groups. */
export const ownSpread = ({ groups }: Comparison): number =>
  groups.reduce((sum, { n, observed, expected }) => (n < fewestCases ? sum : sum + (observed - expected) ** 2 / n), 0);
