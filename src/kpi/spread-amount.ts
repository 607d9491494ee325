/** Rounds `amount · part / whole` half away from zero without leaving the exact integers (the product may pass 2^53). */
const roundedShare = (amount: number, part: number, whole: number): number => {
  const size = Math.abs(amount);
  const quotient = Math.floor(size / whole);
  const rest = size - quotient * whole;
  const share = quotient * part + Math.floor((2 * rest * part + whole) / (2 * whole));
  return amount < 0 ? 0 - share : share;
};

/**
 * What an amount spread evenly over `days` days puts on the days `[from, to)` of them, in the amount's own whole units.
 * Day i (from 1) gets round(A·i/n) − round(A·(i−1)/n): parts are whole and always add up to the amount.
 *
 * @param amount whole number of 1/10000 currency units, may be negative
 * @param days length of the span, >= 1
 * @param from first day counted from 0
 * @param to day after the last; `0 <= from <= to <= days`
 */
export const amountOnDays = (amount: number, days: number, from: number, to: number): number =>
  roundedShare(amount, to, days) - roundedShare(amount, from, days);
