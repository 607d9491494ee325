import { chiSquareTail } from './chi-square-tail.js';

export interface BinnedGroup {
  /** Events per time bin; index = time. */
  readonly events: ArrayLike<number>;
  readonly censored: ArrayLike<number>;
}

export interface LogRank {
  readonly chiSquare: number | null;
  readonly df: number | null;
  readonly p: number | null;
  /** Events seen, per group. */
  readonly observed: readonly number[];
  /** Events to expect if all groups had one hazard. */
  readonly expected: readonly number[];
}

/**
 * Log-rank test of integer histograms on a common time axis; equals {@link logRank} on the rows written out.
 *
 * Groups without expected events take no part. Fewer than two are left: null figures.
 *
 * @param groups histograms of each group
 * @see N. Mantel, Cancer Chemotherapy Reports 50 (1966) 163–170; Kalbfleisch & Prentice (2002) §1.5
 * @example logRankBinned([{ events: [0, 1, 1], censored: [] }, { events: [0, 0, 0, 1, 1], censored: [] }]).df // => 1
 */
export function logRankBinned(groups: readonly BinnedGroup[]): LogRank {
  const size = groups.length;
  const observed = groups.map((group) => total(group.events));
  const expected = new Array<number>(size).fill(0);
  const covariance = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const atRisk = groups.map((group, g) => observed[g]! + total(group.censored));
  const bins = Math.max(0, ...groups.map((group) => Math.max(group.events.length, group.censored.length)));
  for (let bin = 0; bin < bins; bin += 1) {
    const d = groups.reduce((sum, group) => sum + (group.events[bin] ?? 0), 0);
    if (d > 0) addTable(d, atRisk, expected, covariance);
    groups.forEach((group, g) => {
      atRisk[g] = atRisk[g]! - (group.events[bin] ?? 0) - (group.censored[bin] ?? 0);
    });
  }
  const used = expected.flatMap((e, g) => (e > 0 ? [g] : [])).slice(1);
  if (used.length === 0) return { chiSquare: null, df: null, p: null, observed, expected };
  // The differences sum to 0: one group is redundant.
  const difference = used.map((g) => observed[g]! - expected[g]!);
  const solution = solve(used.map((g) => used.map((h) => covariance[g]![h]!)), difference);
  if (solution === null) return { chiSquare: null, df: null, p: null, observed, expected };
  const chiSquare = difference.reduce((sum, x, i) => sum + x * solution[i]!, 0);
  return { chiSquare, df: used.length, p: chiSquareTail(chiSquare, used.length), observed, expected };
}

/** Adds one time's hypergeometric mean and covariance. */
function addTable(d: number, atRisk: readonly number[], expected: number[], covariance: number[][]): void {
  const n = atRisk.reduce((sum, x) => sum + x, 0);
  const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
  atRisk.forEach((ng, g) => {
    expected[g] = expected[g]! + (d * ng) / n;
    const row = covariance[g]!;
    atRisk.forEach((nh, h) => {
      row[h] = row[h]! + spread * (ng / n) * ((g === h ? 1 : 0) - nh / n);
    });
  });
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i += 1) sum += counts[i]!;
  return sum;
}

/** Gaussian elimination with pivoting; null for a singular matrix. */
function solve(matrix: number[][], right: readonly number[]): number[] | null {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  const size = rows.length;
  for (let k = 0; k < size; k += 1) {
    let pivot = k;
    for (let i = k + 1; i < size; i += 1) if (Math.abs(rows[i]![k]!) > Math.abs(rows[pivot]![k]!)) pivot = i;
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    const top = rows[k]!;
    if (Math.abs(top[k]!) < 1e-12) return null;
    for (let i = 0; i < size; i += 1) {
      if (i === k) continue;
      const row = rows[i]!;
      const factor = row[k]! / top[k]!;
      for (let j = k; j <= size; j += 1) row[j] = row[j]! - factor * top[j]!;
    }
  }
  return rows.map((row, i) => row[size]! / row[i]!);
}
