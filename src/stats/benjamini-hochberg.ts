/**
 * Benjamini–Hochberg adjusted p-values: those at or below q may be called discoveries at a false discovery rate of q.
 *
 * null marks a test without a result: it stays null and does not count. No test: no value.
 *
 * @param pValues p-values in any order
 * @returns adjusted values in the order given
 * @see Benjamini & Hochberg, JRSS B 57 (1995) 289–300
 * @example benjaminiHochberg([0.01, 0.04, 0.03]) // => [0.03, 0.04, 0.04]
 */
export function benjaminiHochberg(pValues: ArrayLike<number | null>): (number | null)[] {
  const tests = Array.from(pValues, (p, index) => ({ p, index })).filter((test) => test.p !== null);
  tests.sort((a, b) => b.p! - a.p!);
  const adjusted = new Array<number | null>(pValues.length).fill(null);
  let smallest = 1;
  tests.forEach(({ p, index }, i) => {
    smallest = Math.min(smallest, (p! * tests.length) / (tests.length - i));
    adjusted[index] = smallest;
  });
  return adjusted;
}
