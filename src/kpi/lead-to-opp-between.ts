import type { LeadGroup, LeadToOppDetails } from '../model/lead-opp-details.js';
import { chiSquareQuantile } from '../stats/chi-square-quantile.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import type { ReadCell } from './cases.js';
import type { CellMap } from './cells.js';
import { funnelLimits, isCompared, namedDifferences } from './funnel-limits.js';
import { interval95 } from './interval.js';
import { readPair } from './lead-pairs.js';
import { compareGroups, fewestCases, ownSpread, type Comparison } from './observed-expected.js';
import { keyOfValue } from './value-key.js';

/** Reps and sources beside each other, and which of the two the differences are of. */
export type LeadComparison = Pick<LeadToOppDetails, 'between' | 'owners' | 'sources'>;

const ofOwner: ReadCell = (key) => {
  const { owner, source } = readPair(key);
  return { group: owner, levels: [keyOfValue(source), ''] };
};
const ofSource: ReadCell = (key) => {
  const { owner, source } = readPair(key);
  return { group: source, levels: [keyOfValue(owner), ''] };
};

const groupsOf = (comparison: Comparison): readonly LeadGroup[] => {
  const differences = namedDifferences(comparison.groups);
  return comparison.groups.map((group, i): LeadGroup => {
    const { id, n, observed, expected } = group;
    const { lo, hi } = funnelLimits(group, 'warn');
    return {
      id, n, qualified: observed, rate: observed / n, ci: interval95(wilsonInterval(observed, n), 'wilson'), expected,
      lo: lo / n, hi: hi / n, isCompared: isCompared(group), named: differences[i]?.named ?? null,
    };
  });
};

const significance = 0.05;

/**
 * What an axis explains beyond chance: Σ (O − E)²/n over its groups of at least 10 leads, less what chance alone brings on
 * average; 0 unless Σ (O − E)²/variance is rarer than one in twenty.
 */
const explained = (comparison: Comparison): number => {
  const judged = comparison.groups.filter(({ n, variance }) => n >= fewestCases && variance > 0);
  const freedom = judged.length - 1;
  if (freedom < 1) return 0;
  const distance = judged.reduce((sum, { observed, expected, variance }) => sum + (observed - expected) ** 2 / variance, 0);
  if (distance <= chiSquareQuantile(1 - significance, freedom)) return 0;
  const byChance = judged.reduce((sum, { n, variance }) => sum + variance / n, 0) * (freedom / judged.length);
  return Math.max(0, ownSpread(comparison) - byChance);
};

/** Each rep is expected by its sources, each source by its reps: what is left of either is its own. */
export const compareLeads = (pairs: CellMap): LeadComparison => {
  const [owner, source] = [compareGroups(pairs, ofOwner), compareGroups(pairs, ofSource)];
  const [byOwner, bySource] = [explained(owner), explained(source)];
  const all = byOwner + bySource;
  return {
    between: all === 0 ? { source: null, owner: null } : { source: bySource / all, owner: byOwner / all },
    owners: groupsOf(owner), sources: groupsOf(source),
  };
};

export const nothingCompared: LeadComparison = { between: { source: null, owner: null }, owners: [], sources: [] };
