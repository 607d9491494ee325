import { benjaminiHochberg } from '../stats/benjamini-hochberg.js';
import { incompleteBeta } from '../stats/incomplete-beta.js';
import { fewestCases, type ComparedGroup } from './observed-expected.js';

/** Normal quantiles of two-sided 95 % and 99.8 % limits: what a funnel plot warns at, and alarms at. */
const quantiles = { warn: 1.959963984540054, alarm: 3.090232306167813 } as const;
/** Above this many compared, false discoveries are held to the rate. */
const many = 10;
const discoveryRate = 0.1;
/** A difference that chance brings less often may be named. */
const significance = 0.05;

/** Counts between which chance alone would leave a group, at 95 % (`warn`) or 99.8 % (`alarm`). */
export const funnelLimits = ({ expected, variance }: Pick<ComparedGroup, 'expected' | 'variance'>, level: keyof typeof quantiles): { readonly lo: number; readonly hi: number } => {
  const half = quantiles[level] * Math.sqrt(variance);
  return { lo: expected - half, hi: expected + half };
};

/** P(X >= k) of a binomial count. */
const atLeast = (k: number, n: number, p: number): number => (k <= 0 ? 1 : k > n ? 0 : incompleteBeta(p, k, n - k + 1).value);

/**
 * Chance of a count at least as far out on its side, doubled: exact for cases that are all of one kind, on the safe side where
 * kinds differ (they then vary less).
 */
const chanceOf = ({ n, observed, expected }: ComparedGroup): number => {
  const p = Math.min(1, expected / n);
  return Math.min(1, 2 * Math.min(atLeast(observed, n, p), 1 - atLeast(observed + 1, n, p)));
};

export interface Difference {
  /** Benjamini–Hochberg adjusted p-value; null with ten compared or fewer, and for a group too small to be judged. */
  readonly q: number | null;
  /** On which side of its expectation a group may be said to lie; null = it may not: no rank, no name, whatever the points say. */
  readonly named: 'above' | 'below' | null;
}

/**
 * Which groups may be named as different from what their cases let expect. Never by the points alone: the count must lie
 * outside the 95 % limits and be rarer than one in twenty by chance, and where more than ten are compared survive
 * Benjamini–Hochberg at q <= .10. Groups with under 10 cases are neither judged nor counted as compared; "not set" is nobody.
 */
export const namedDifferences = (groups: readonly ComparedGroup[]): readonly Difference[] => {
  const isJudged = ({ id, n }: ComparedGroup): boolean => id !== null && n >= fewestCases;
  const chances = groups.map((group) => (isJudged(group) ? chanceOf(group) : null));
  const isMany = groups.filter(isJudged).length > many;
  const adjusted = isMany ? benjaminiHochberg(chances) : null;
  return groups.map((group, i): Difference => {
    const [p, q] = [chances[i] ?? null, adjusted?.[i] ?? null];
    const { lo, hi } = funnelLimits(group, 'warn');
    const isBeyond = p !== null && p <= significance && (q === null || q <= discoveryRate);
    return { q, named: !isBeyond ? null : group.observed > hi ? 'above' : group.observed < lo ? 'below' : null };
  });
};
