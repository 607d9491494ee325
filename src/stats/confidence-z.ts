import { normalQuantile } from './normal-quantile.js';
import { tailShare } from './tail-share.js';

/**
 * Two-sided normal critical value of a confidence level.
 *
 * The usual level has its digits written out, so every 95 % interval of the kit rests on the same double.
 *
 * @param level confidence level, strictly between 0 and 1
 * @throws {RangeError} when the level is not strictly between 0 and 1
 * @example confidenceZ(0.95) // => 1.959963984540054
 */
export function confidenceZ(level = 0.95): number {
  if (level === 0.95) return 1.959963984540054;
  return normalQuantile(1 - tailShare(level));
}
