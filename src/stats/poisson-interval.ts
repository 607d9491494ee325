import { gammaQuantile } from './gamma-quantile.js';
import { tailShare } from './tail-share.js';

/**
 * Garwood's exact interval for the mean of a Poisson count: [χ²(.025; 2k)/2, χ²(.975; 2k+2)/2].
 *
 * Never empty: a count of 0 gives lo 0 and hi 3.69.
 *
 * @param k the count, >= 0
 * @param level confidence level, 0.95 unless told
 * @throws {RangeError} when k is negative or the level not within (0, 1)
 * @see F. Garwood, Biometrika 28 (1936) 437–442
 * @example poissonInterval(12) // => { lo: 6.2005…, hi: 20.9615… }
 */
export function poissonInterval(k: number, level = 0.95): { readonly lo: number; readonly hi: number } {
  if (!(k >= 0)) throw new RangeError(`poissonInterval: k must be >= 0, got ${k}`);
  const tail = tailShare(level);
  return { lo: gammaQuantile(tail, k), hi: gammaQuantile(1 - tail, k + 1) };
}
