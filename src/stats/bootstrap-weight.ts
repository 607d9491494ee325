import { fmix32 } from './fmix32.js';

/** Cumulative Poisson(1) probabilities times 2^32, rounded up: the weight is the number of thresholds h has reached. */
export const POISSON_THRESHOLDS: readonly number[] = [
  1580030169, 3160060338, 3950075422, 4213413784, 4279248374, 4292415292, 4294609778, 4294923277, 4294962464, 4294966818,
  4294967253, 4294967293,
];

/** 2^32 divided by the golden ratio: neighbouring replicates start far apart. */
export const REPLICATE_STEP = 0x9e3779b9;

/**
 * Poisson(1) weight of an entity in one bootstrap replicate: h = fmix32(fmix32(hash XOR seed) + b · 0x9E3779B9).
 *
 * Depends on nothing but its arguments, so every shard, worker and SQL engine draws the same weights.
 *
 * @param hash fnv1a32 of the entity's id
 * @param replicate b, from 1
 * @param seed 32-bit integer, 1 unless told
 * @see Chamandy et al., Estimating Uncertainty for Massive Data Streams, Google (2012)
 * @example bootstrapWeight(fnv1a32('d1'), 1) // => 2
 */
export function bootstrapWeight(hash: number, replicate: number, seed = 1): number {
  const h = fmix32((fmix32(hash ^ seed) + Math.imul(replicate, REPLICATE_STEP)) | 0);
  let weight = 0;
  while (weight < POISSON_THRESHOLDS.length && h >= POISSON_THRESHOLDS[weight]!) weight += 1;
  return weight;
}
