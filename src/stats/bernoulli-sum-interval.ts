import { tailShare } from './tail-share.js';
import type { Interval } from './wilson-interval.js';

/** Half of the cases give at most 2^15 sums each. */
const MOST = 30;

/** Probabilities are sums of products: this near is equal. */
const TOLERANCE = 1e-12;

interface Half {
  readonly sums: Float64Array;
  readonly mass: Float64Array;
}

/**
 * Exact interval of Σ aᵢ·Bᵢ, where each amount comes with its own chance, all or nothing (open deals of a pipeline).
 *
 * The bounds are the smallest attainable sums x with P(sum <= x) at (1 − level)/2 and (1 + level)/2. Found without
 * writing out the 2^n sums: two halves, sorted, meet in the middle. No case, or more than 30: null bounds.
 *
 * @param amounts one amount per case
 * @param chances one chance per case, 0 to 1
 * @param level share of the distribution inside, 0.8 unless told
 * @throws {RangeError} when the lengths differ or the level is not strictly between 0 and 1
 * @example bernoulliSumInterval([10, 20], [0.5, 0.5]) // => { lo: 0, hi: 30 }
 */
export function bernoulliSumInterval(amounts: ArrayLike<number>, chances: ArrayLike<number>, level = 0.8): Interval {
  const n = amounts.length;
  if (n !== chances.length) throw new RangeError(`${n} amounts, but ${chances.length} chances`);
  const tail = tailShare(level);
  if (n === 0 || n > MOST) return { lo: null, hi: null };
  const left = half(amounts, chances, 0, n >> 1);
  const right = half(amounts, chances, n >> 1, n);
  return { lo: smallestSum(left, right, tail), hi: smallestSum(left, right, 1 - tail) };
}

/** All sums of a part of the cases, ascending, each with its probability. */
function half(amounts: ArrayLike<number>, chances: ArrayLike<number>, from: number, to: number): Half {
  let sums = new Float64Array([0]);
  let mass = new Float64Array([1]);
  for (let i = from; i < to; i += 1) {
    const size = sums.length;
    const nextSums = new Float64Array(2 * size);
    const nextMass = new Float64Array(2 * size);
    // Both runs are ascending: merge them.
    let without = 0;
    let withIt = 0;
    for (let k = 0; k < 2 * size; k += 1) {
      if (withIt >= size || (without < size && sums[without]! <= sums[withIt]! + amounts[i]!)) {
        nextSums[k] = sums[without]!;
        nextMass[k] = mass[without++]! * (1 - chances[i]!);
      } else {
        nextSums[k] = sums[withIt]! + amounts[i]!;
        nextMass[k] = mass[withIt++]! * chances[i]!;
      }
    }
    sums = nextSums;
    mass = nextMass;
  }
  return { sums, mass };
}

function smallestSum(left: Half, right: Half, p: number): number {
  let low = left.sums[0]! + right.sums[0]!;
  let high = left.sums.at(-1)! + right.sums.at(-1)!;
  if (reach(left, right, low).probability >= p - TOLERANCE) return low;
  // P(sum <= low) < p <= P(sum <= high); `high` always is an attainable sum, so few rounds are left at the end.
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    const { probability, largest } = reach(left, right, middle);
    if (probability >= p - TOLERANCE) high = largest;
    else low = middle;
  }
}

/** P(sum <= x) and the largest sum <= x. */
function reach(left: Half, right: Half, x: number): { probability: number; largest: number } {
  let probability = 0;
  let largest = -Infinity;
  let j = 0;
  let below = 0;
  for (let i = left.sums.length - 1; i >= 0; i -= 1) {
    const rest = left.sums[i]!;
    while (j < right.sums.length && rest + right.sums[j]! <= x) below += right.mass[j++]!;
    if (j > 0) largest = Math.max(largest, rest + right.sums[j - 1]!);
    probability += left.mass[i]! * below;
  }
  return { probability, largest };
}
