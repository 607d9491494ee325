/**
 * Share left out on either side of a two-sided interval, as the decimal that is meant: 0.025 for 0.95.
 *
 * (1 − 0.95)/2 in floating point is 0.025000000000000022, and a quantile there is another one.
 *
 * @param level confidence level
 * @throws {RangeError} when the level is not strictly between 0 and 1
 * @example tailShare(0.95) // => 0.025
 */
export function tailShare(level: number): number {
  if (!(level > 0 && level < 1)) throw new RangeError(`confidence level must lie in (0, 1), got ${level}`);
  return Math.round(((1 - level) / 2) * 1e15) / 1e15;
}
