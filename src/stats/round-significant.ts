/**
 * Rounds to significant decimal digits, so that the last bits of a float do not reach a result.
 *
 * null stays null; a number that is not finite becomes null; −0 becomes 0.
 *
 * @param x a figure
 * @param digits 1 to 100, 12 unless told
 * @throws {RangeError} when digits is out of range
 * @example roundSignificant(0.1 + 0.2) // => 0.3
 */
export function roundSignificant(x: number | null, digits = 12): number | null {
  return x === null || !Number.isFinite(x) ? null : Number(x.toPrecision(digits)) + 0;
}
