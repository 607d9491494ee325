/**
 * Expected discounted periods of a customer who stays with the same chance r each period: (1 + d)/(1 + d − r).
 *
 * Only a contrast: it ignores that customers differ and understates long-lived cohorts. r = 1 without discount is
 * infinite: null.
 *
 * @param retention chance to stay for the next period, 0 to 1
 * @param discount rate per period, >= 0
 * @throws {RangeError} when retention is not within [0, 1] or the rate is negative
 * @example geometricLifetimeValue(0.9, 0.1) // => 5.5
 */
export function geometricLifetimeValue(retention: number, discount: number): number | null {
  if (!(retention >= 0 && retention <= 1)) throw new RangeError(`retention must lie in [0, 1], got ${retention}`);
  if (!(discount >= 0)) throw new RangeError(`discount must be >= 0, got ${discount}`);
  const left = 1 + discount - retention;
  return left > 0 ? (1 + discount) / left : null;
}
