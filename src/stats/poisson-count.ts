import { deviance } from './deviance.js';
import { stirlingError } from './stirling-error.js';

/** A Poisson distribution laid over the 32-bit integers: a hash stands for `least` and one more for each threshold it has reached. */
export interface PoissonTable {
  readonly least: number;
  /** Cumulative probabilities times 2^32, rounded up, from `least` on. */
  readonly thresholds: Float64Array;
}

const RANGE = 2 ** 32;
/** Beyond so many standard deviations, and a few more for the tail of a small mean, no hash reaches. */
const REACH = 7;
const SMALL_REACH = 12;

/**
 * Table to draw Poisson counts from by hashes: `poissonCount` looks one up.
 *
 * N rows that weigh Poisson(1) each weigh Poisson(N) together, so a bootstrap of counts takes one draw for all of them.
 *
 * @param mean above 0
 * @example poissonTable(1).thresholds[0] // => 1580030169
 */
export function poissonTable(mean: number): PoissonTable {
  const reach = REACH * Math.sqrt(mean) + SMALL_REACH;
  const least = Math.max(0, Math.floor(mean - reach));
  const most = Math.ceil(mean + reach);
  const mode = Math.floor(mean);
  const mass = new Float64Array(most - least + 1);
  mass[mode - least] = mode === 0 ? Math.exp(-mean) : Math.exp(-stirlingError(mode) - deviance(mode, mean)) / Math.sqrt(2 * Math.PI * mode);
  for (let k = mode; k > least; k -= 1) mass[k - 1 - least] = (mass[k - least]! * k) / mean;
  for (let k = mode + 1; k <= most; k += 1) mass[k - least] = (mass[k - 1 - least]! * mean) / k;
  const thresholds: number[] = [];
  let cumulative = 0;
  for (const p of mass) {
    cumulative += p;
    const threshold = Math.ceil(cumulative * RANGE);
    if (threshold >= RANGE) break;
    thresholds.push(threshold);
  }
  return { least, thresholds: Float64Array.from(thresholds) };
}

/**
 * The count that a hash stands for.
 *
 * @param hash unsigned 32-bit integer, every one as likely
 * @example poissonCount(poissonTable(1), 2 ** 31) // => 1
 */
export function poissonCount({ least, thresholds }: PoissonTable, hash: number): number {
  let lo = 0;
  let hi = thresholds.length;
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if (thresholds[mid]! <= hash) lo = mid + 1;
    else hi = mid;
  }
  return least + lo;
}
