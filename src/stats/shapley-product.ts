/**
 * Splits the change of a product of factors among its factors: each one's effect averaged over all orders of change.
 *
 * Exact with zeros and negative factors; the parts add up to the change. Meant for up to six factors (the work doubles
 * with each). No factor: no part.
 *
 * @param before factors of the earlier period
 * @param after the same factors, in the same order, of the later period
 * @returns what each factor added, in the order given
 * @throws {RangeError} when the lengths differ or there are more than 16 factors
 * @see L. S. Shapley (1953); P. Das Gupta, Standardization and Decomposition of Rates, US Census Bureau P23-186 (1993)
 * @example shapleyProduct([2, 3], [4, 5]) // => [8, 6]
 */
export function shapleyProduct(before: ArrayLike<number>, after: ArrayLike<number>): number[] {
  const size = before.length;
  if (size !== after.length) throw new RangeError(`${size} factors before, but ${after.length} after`);
  if (size > 16) throw new RangeError(`at most 16 factors, got ${size}`);
  const weight = orderShares(size);
  return Array.from({ length: size }, (_, factor) => {
    let mean = 0;
    // Every set of other factors that changed earlier.
    for (let set = 0; set < 1 << size; set += 1) {
      if (set & (1 << factor)) continue;
      let product = 1;
      let changed = 0;
      for (let i = 0; i < size; i += 1) {
        if (i === factor) continue;
        const isChanged = (set >> i) & 1;
        product *= isChanged ? after[i]! : before[i]!;
        changed += isChanged;
      }
      mean += weight[changed]! * product;
    }
    return mean * (after[factor]! - before[factor]!);
  });
}

/** Share of the orders in which one given set of k factors comes first and one given factor next: k!(n − k − 1)!/n!. */
function orderShares(size: number): number[] {
  const shares: number[] = [];
  let share = 1 / size;
  for (let k = 0; k < size; k += 1) {
    shares.push(share);
    share *= (k + 1) / (size - 1 - k);
  }
  return shares;
}
