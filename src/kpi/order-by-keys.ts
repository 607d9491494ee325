import { release } from '../model/release.js';

const digitBits = 16;
const digits = 1 << digitBits;

/** The 64 bits of each number as two words whose unsigned order is the order of the numbers. */
const sortableWords = (keys: Float64Array): { readonly high: Uint32Array; readonly low: Uint32Array } => {
  const [high, low] = [new Uint32Array(keys.length), new Uint32Array(keys.length)];
  const one = new Float64Array(1);
  const words = new Uint32Array(one.buffer);
  for (let i = 0; i < keys.length; i++) {
    // Adding 0 turns −0 into 0: the two are equal.
    one[0] = (keys[i] as number) + 0;
    const [lowWord, highWord] = [words[0] as number, words[1] as number];
    const isNegative = highWord >>> 31 === 1;
    high[i] = isNegative ? ~highWord : highWord ^ 0x80000000;
    low[i] = isNegative ? ~lowWord : lowWord;
  }
  return { high, low };
};

/** One stable pass of a radix sort; the order itself when all rows have the same digit. */
const sortByDigit = (order: Uint32Array, words: Uint32Array, shift: number): Uint32Array => {
  const starts = new Uint32Array(digits + 1);
  for (let i = 0; i < order.length; i++) {
    const digit = ((words[order[i] as number] as number) >>> shift) & (digits - 1);
    starts[digit + 1] = (starts[digit + 1] as number) + 1;
  }
  for (let digit = 0; digit < digits; digit++) {
    if (starts[digit + 1] === order.length) return order;
    starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
  }
  const sorted = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i] as number;
    const digit = ((words[row] as number) >>> shift) & (digits - 1);
    const at = starts[digit] as number;
    sorted[at] = row;
    starts[digit] = at + 1;
  }
  return sorted;
};

/**
 * Rows 0 … n−1 in ascending order of the first key, ties by the second and so on, then by row. Linear, where a sort with a
 * comparing function calls it twenty times a row. Keys must not be NaN.
 */
export const orderByKeys = (...keys: readonly Float64Array[]): Uint32Array => {
  let order = new Uint32Array(keys[0]?.length ?? 0).map((_, row) => row);
  for (const key of keys.toReversed()) {
    const { high, low } = sortableWords(key);
    for (const words of [low, high]) for (const shift of [0, digitBits]) {
      const next = sortByDigit(order, words, shift) as typeof order;
      if (next !== order) release(order);
      order = next;
    }
    release(high, low);
  }
  return order;
};
