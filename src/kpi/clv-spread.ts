import { quantileSorted } from '../stats/quantile-sorted.js';
import { unitsPerCurrency } from './money.js';

const topFraction = 0.05;

/** What the customers' own values tell beyond their sum. */
export interface Spread { readonly median: number | null; readonly winsorisedMean: number | null; readonly topShare: number | null; readonly topCount: number | null }

/** Values of the customers in ascending order, currency units. */
const sortedValues = (items: Float64Array, factor: number): Float64Array => {
  const x = new Float64Array(items.length / 2);
  let isAscending = true;
  for (let i = 0; i < x.length; i++) {
    const value = ((items[2 * i] as number) + factor * (items[2 * i + 1] as number)) / unitsPerCurrency;
    x[i] = value;
    if (i > 0 && value < (x[i - 1] as number)) isAscending = false;
  }
  // A bag ascends by its first number: where every margin is known there is nothing to sort.
  return isAscending ? x : x.sort();
};

/**
 * Median, mean with values above p99 cut down to it, and the share of the top k = max(1, ⌊n/20⌋) in the sum.
 *
 * @param items the bag's pairs: known margin and amount without margin, 1/10000 units
 * @param factor margin share of such an amount
 */
export const spreadOf = (items: Float64Array, factor: number): Spread => {
  const x = sortedValues(items, factor);
  const n = x.length;
  if (n === 0) return { median: null, winsorisedMean: null, topShare: null, topCount: null };
  const p99 = quantileSorted(x, 0.99) as number;
  const topCount = Math.max(1, Math.floor(topFraction * n + 1e-9));
  let sum = 0;
  let winsorised = 0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    const value = x[i] as number;
    sum += value;
    winsorised += Math.min(value, p99);
    if (i >= n - topCount) top += value;
  }
  return { median: quantileSorted(x, 0.5), winsorisedMean: winsorised / n, topShare: sum > 0 ? top / sum : null, topCount };
};
