import type { GroupIndex } from './define-kpi.js';
import { KeyHistograms } from './key-histograms.js';
import type { LeadWaits } from './lead-waits.js';
import type { OrderedKeys } from './ordered-keys.js';
import { sparseTallies, type SparseHistogram, type SparseTally } from './sparse-histogram.js';

/** One number per pair of group and value that occurs, so that a column of many values costs only what is there. */
export interface WaitSlots {
  /** Per row; beyond `pairs` = in none. */
  readonly slotOf: Uint32Array;
  readonly pairs: readonly { readonly group: number; readonly code: number }[];
}

/** Pairs up to which a flat table finds the number; beyond it a map does. */
const largestTable = 1 << 20;

/** Numbers pairs in no particular order; null codes = one value for all. */
export const waitSlots = (groupOf: GroupIndex, groups: number, codes: ArrayLike<number> | null, size: number): WaitSlots => {
  const pairs: { group: number; code: number }[] = [];
  const table = groups * size <= largestTable ? new Int32Array(groups * size).fill(-1) : null;
  const known = new Map<number, number>();
  const slotOf = new Uint32Array(groupOf.length);
  const outside = groupOf.length + 1;
  for (let row = 0; row < slotOf.length; row++) {
    const group = groupOf[row] as number;
    if (group >= groups) {
      slotOf[row] = outside;
      continue;
    }
    const code = codes === null ? 0 : (codes[row] as number);
    const key = group * size + code;
    let slot = table === null ? known.get(key) ?? -1 : (table[key] as number);
    if (slot === -1) {
      slot = pairs.push({ group, code }) - 1;
      if (table === null) known.set(key, slot); else table[key] = slot;
    }
    slotOf[row] = slot;
  }
  return { slotOf, pairs };
};

/** Waits per slot, in one pass over the rows in the order of their waits: no sort. */
const tallyWaits = ({ order, codes }: LeadWaits, slotOf: ArrayLike<number>, slots: number): SparseTally => {
  const sizes = new Uint32Array(slots);
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row] as number;
    if (slot < slots) sizes[slot] = (sizes[slot] as number) + 1;
  }
  const tallies = sparseTallies(sizes);
  for (let i = 0; i < order.length; i++) {
    const slot = slotOf[order[i] as number] as number;
    if (slot < slots) tallies.add(slot, codes[i] as number);
  }
  return tallies;
};

/** All waits of each group. */
export const waitsOfGroups = (waits: LeadWaits, groupOf: GroupIndex, groups: number): readonly SparseHistogram[] => {
  const tallies = tallyWaits(waits, groupOf, groups);
  return Array.from({ length: groups }, (_, group) => tallies.of(group));
};

/** Waits by value for each group, under the value's key. */
export const waitsByValue = (waits: LeadWaits, { slotOf, pairs }: WaitSlots, groups: number, { names, rankOf }: OrderedKeys): readonly KeyHistograms[] => {
  const tallies = tallyWaits(waits, slotOf, pairs.length);
  const slotsOf = Array.from({ length: groups }, (): { slot: number; rank: number }[] => []);
  pairs.forEach(({ group, code }, slot) => slotsOf[group]?.push({ slot, rank: rankOf[code] as number }));
  return slotsOf.map((own) => {
    own.sort((a, b) => a.rank - b.rank);
    const { all, ends } = tallies.inOrder(own.map(({ slot }) => slot));
    return new KeyHistograms(names, 'waits', Uint32Array.from(own, ({ rank }) => rank), ends, all);
  });
};
