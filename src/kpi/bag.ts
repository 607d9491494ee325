import { release } from '../model/release.js';

/**
 * An additive multiset of whole-number tuples, for what a sum cannot tell (median, top-k, p99): each entity leaves one
 * tuple, tuples lie one after the other in ascending order, so that equal multisets are equal bytes.
 */
export interface Bag { readonly width: number; readonly items: Float64Array }

const compareAt = (a: Float64Array, i: number, b: Float64Array, j: number, width: number): number => {
  for (let k = 0; k < width; k++) {
    const difference = (a[i + k] as number) - (b[j + k] as number);
    if (difference !== 0) return difference;
  }
  return 0;
};

const copyTuple = (from: Float64Array, i: number, to: Float64Array, j: number, width: number): void => {
  for (let k = 0; k < width; k++) to[j + k] = from[i + k] as number;
};

export const isBag = (cell: object): cell is Bag => 'items' in cell && cell.items instanceof Float64Array;

const merge = ({ items: left, width }: Bag, { items: right }: Bag): Float64Array => {
  const out = new Float64Array(left.length + right.length);
  let i = 0;
  let j = 0;
  let to = 0;
  while (i < left.length && j < right.length) {
    const x = left[i] as number;
    const y = right[j] as number;
    // Mostly the first number decides.
    if (x < y || (x === y && compareAt(left, i, right, j, width) <= 0)) {
      out[to] = x;
      for (let k = 1; k < width; k++) out[to + k] = left[i + k] as number;
      i += width;
    } else {
      out[to] = y;
      for (let k = 1; k < width; k++) out[to + k] = right[j + k] as number;
      j += width;
    }
    to += width;
  }
  out.set(i < left.length ? left.subarray(i) : right.subarray(j), to);
  return out;
};

const without = (whole: Bag, part: Bag): Float64Array => {
  const out = new Float64Array(Math.max(0, whole.items.length - part.items.length));
  let to = 0;
  let j = 0;
  for (let i = 0; i < whole.items.length; i += whole.width) {
    if (j < part.items.length && compareAt(whole.items, i, part.items, j, whole.width) === 0) j += whole.width;
    else {
      if (to >= out.length) throw new RangeError('a bag can only lose what it holds');
      copyTuple(whole.items, i, out, to, whole.width);
      to += whole.width;
    }
  }
  return out;
};

/** Both bags together, or the first without the second, which it must contain. */
export const combineBags = (a: Bag, b: Bag, sign: 1 | -1): Bag => {
  if (a.width !== b.width) throw new TypeError('bags of different width cannot be combined');
  if (b.items.length === 0) return a;
  if (sign === 1 && a.items.length === 0) return b;
  return { width: a.width, items: sign === 1 ? merge(a, b) : without(a, b) };
};

const nothing: Bag = { width: 1, items: new Float64Array(0) };

/** All bags together; halves are put together before the whole, so that none is copied once per other one. */
export const sumBags = (parts: readonly Bag[]): Bag => {
  const middle = parts.length >> 1;
  if (middle === 0) return parts[0] ?? nothing;
  const halves = [sumBags(parts.slice(0, middle)), sumBags(parts.slice(middle))] as const;
  const sum = combineBags(...halves, 1);
  // Halves that were made on the way are as long as what they were made of.
  for (const half of halves) if (half !== sum && !parts.includes(half)) release(half.items);
  return sum;
};
