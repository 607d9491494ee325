import type { GroupIndex } from './define-kpi.js';
import type { LeadWaits } from './lead-waits.js';
import { sparseTallies, type SparseTally } from './sparse-histogram.js';

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

/** Waits per pair, in one pass over the rows in the order of their waits: no sort. */
export const tallyWaits = ({ order, codes }: LeadWaits, { slotOf, pairs }: WaitSlots): SparseTally => {
  const sizes = new Uint32Array(pairs.length);
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row] as number;
    if (slot < sizes.length) sizes[slot] = (sizes[slot] as number) + 1;
  }
  const tallies = sparseTallies(sizes);
  for (let i = 0; i < order.length; i++) {
    const slot = slotOf[order[i] as number] as number;
    if (slot < sizes.length) tallies.add(slot, codes[i] as number);
  }
  return tallies;
};
