import type { FunnelBand } from '../model/funnel-band.js';
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

const bandSteps = 40;
/** The bands reach a little beyond the largest group. */
const bandReach = 1.08;

/**
 * The funnel that a plot is drawn with: `middle` ± z · √(spread / size) for sizes up to a little beyond the largest, closer together
 * where the limits bend. It stands for groups whose cases are mixed as all are together; a group of another mix is judged by
 * {@link funnelLimits} of its own. Empty without a size.
 *
 * @param spread variance of one case (for ratios to an expectation: of one expected case)
 * @param highest figures above do not exist: 1 for rates
 */
export const funnelBands = (largest: number, middle: number, spread: number, highest = Infinity): readonly FunnelBand[] =>
  (largest > 0 ? Array.from({ length: bandSteps }, (_, i): FunnelBand => {
    const size = largest * bandReach * ((i + 1) / bandSteps) ** 2;
    const [lo, hi, lo998, hi998] = [-quantiles.warn, quantiles.warn, -quantiles.alarm, quantiles.alarm]
      .map((z) => Math.min(highest, Math.max(0, middle + z * Math.sqrt(spread / size)))) as [number, number, number, number];
    return { size, lo, hi, lo998, hi998 };
  }) : []);

/** Groups of too few cases, and those that are nobody, are shown but neither judged nor counted as compared. */
export const isCompared = ({ id, n }: Pick<ComparedGroup, 'id' | 'n'>): boolean => id !== null && n >= fewestCases;

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
 * Benjamini–Hochberg at q <= .10, among those that {@link isCompared}.
 */
export const namedDifferences = (groups: readonly ComparedGroup[]): readonly Difference[] => {
  const chances = groups.map((group) => (isCompared(group) ? chanceOf(group) : null));
  const isMany = groups.filter(isCompared).length > many;
  const adjusted = isMany ? benjaminiHochberg(chances) : null;
  return groups.map((group, i): Difference => {
    const [p, q] = [chances[i] ?? null, adjusted?.[i] ?? null];
    const { lo, hi } = funnelLimits(group, 'warn');
    const isBeyond = p !== null && p <= significance && (q === null || q <= discoveryRate);
    return { q, named: !isBeyond ? null : group.observed > hi ? 'above' : group.observed < lo ? 'below' : null };
  });
};
