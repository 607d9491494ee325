/**
 * Exact distribution of the number of successes among independent trials with different chances.
 *
 * No trial: [1], that is 0 successes for sure.
 *
 * @param chances one chance per trial, 0 to 1
 * @returns probability of 0, 1, …, n successes
 * @see Y. H. Wang, Statistica Sinica 3 (1993) 295–312
 * @example poissonBinomial([0.5, 0.5]) // => [0.25, 0.5, 0.25]
 */
export function poissonBinomial(chances: ArrayLike<number>): number[] {
  const mass = [1];
  for (let i = 0; i < chances.length; i += 1) {
    const p = chances[i]!;
    mass.push(0);
    for (let k = mass.length - 1; k >= 0; k -= 1) mass[k] = mass[k]! * (1 - p) + (k > 0 ? mass[k - 1]! * p : 0);
  }
  return mass;
}
