import type { Interval } from '../model/interval.js';

/** A 95 % interval; null when a side is missing altogether. */
export const interval95 = (bounds: { readonly lo: number | null; readonly hi: number | null } | null, method: string): Interval | null =>
  bounds === null || (bounds.lo === null && bounds.hi === null) ? null : { lo: bounds.lo, hi: bounds.hi, level: 0.95, method };

/** Width of an interval; null when a side is open. */
export const widthOf = (ci: Interval | null): number | null => (ci === null || ci.lo === null || ci.hi === null ? null : ci.hi - ci.lo);

/** An estimate with its own interval. */
export interface Estimate { readonly value: number | null; readonly ci: Interval | null }

/**
 * Interval of the difference of two independent estimates from their own intervals, by the square-and-add rule
 * (MOVER; with Wilson intervals this is Newcombe's hybrid score). null when a value or bound is missing.
 * @see Zou & Donner, Statistics in Medicine 27 (2008) 1693–1702
 */
export const differenceOf = (after: Estimate, before: Estimate): Interval | null => {
  const { value: a, ci: ofA } = after;
  const { value: b, ci: ofB } = before;
  if (a === null || b === null || ofA === null || ofB === null) return null;
  if (ofA.lo === null || ofA.hi === null || ofB.lo === null || ofB.hi === null) return null;
  const d = a - b;
  return {
    lo: d - Math.sqrt((a - ofA.lo) ** 2 + (ofB.hi - b) ** 2),
    hi: d + Math.sqrt((ofA.hi - a) ** 2 + (b - ofB.lo) ** 2),
    level: 0.95,
    method: 'square-and-add',
  };
};
