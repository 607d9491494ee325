import type { ChurnDetails, ChurnOwner } from '../model/churn-details.js';
import { poissonInterval } from '../stats/poisson-interval.js';
import type { CellMap } from './cells.js';
import { parseEarlyKey } from './churn-lives.js';
import { funnelBands, funnelLimits, isCompared, namedDifferences } from './funnel-limits.js';
import type { ComparedGroup } from './observed-expected.js';
import { compareValues } from './value-key.js';

interface Count { n: number; early: number }

const addTo = <K>(counts: Map<K, Count>, key: K, { n, early }: Count): void => {
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { n, early });
  else {
    known.n += n;
    known.early += early;
  }
};

const compare = (id: string | null, own: ReadonlyMap<string, Count>, kinds: ReadonlyMap<string, Count>): ComparedGroup => {
  const group = { id, n: 0, observed: 0, expected: 0, variance: 0 };
  for (const [kind, { n, early }] of own) {
    const pooled = kinds.get(kind) as Count;
    const p = pooled.early / pooled.n;
    group.n += n;
    group.observed += early;
    group.expected += n * p;
    group.variance += n * p * (1 - p);
  }
  return group;
};

/** Limits as ratios to the expectation. */
const ratios = ({ lo, hi }: { readonly lo: number; readonly hi: number }, expected: number): { lo: number; hi: number } =>
  ({ lo: Math.max(0, lo / expected), hi: hi / expected });

/**
 * Reps over customers watched for 90 days: how many left early beside how many customers of the same products and segments
 * do with all reps together (the rep's own among them). A rep is flagged where the interval of the ratio lies above 1 and
 * the difference may be named at all. By id, not set last; with the funnel they are drawn in. No customer: none.
 */
export const earlyLeague = (cells: CellMap): Pick<ChurnDetails, 'owners' | 'funnel'> => {
  const groups = groupsOf(cells);
  const [expected, variance] = groups.reduce(([sum, spread], group) => [sum + group.expected, spread + group.variance], [0, 0]);
  return { owners: ownersOf(groups), funnel: funnelBands(Math.max(0, ...groups.map((group) => group.expected)), 1, variance / expected) };
};

const groupsOf = (cells: CellMap): readonly ComparedGroup[] => {
  const kinds = new Map<string, Count>();
  const byOwner = new Map<string | null, Map<string, Count>>();
  for (const [key, own] of cells) {
    const { owner, kind } = parseEarlyKey(key);
    const count = { n: own['n'] as number, early: own['won'] as number };
    addTo(kinds, kind, count);
    const ofOwner = byOwner.get(owner) ?? new Map<string, Count>();
    byOwner.set(owner, ofOwner);
    addTo(ofOwner, kind, count);
  }
  return [...byOwner.keys()].sort(compareValues).map((id) => compare(id, byOwner.get(id) as Map<string, Count>, kinds));
};

const ownersOf = (groups: readonly ComparedGroup[]): readonly ChurnOwner[] => {
  const differences = namedDifferences(groups);
  return groups.map((group, i): ChurnOwner => {
    const { id, n, observed, expected } = group;
    const own = { id, n, observed, expected, isCompared: isCompared(group) };
    if (!(expected > 0)) return { ...own, ratio: null, lo: null, hi: null, limits95: null, limits998: null, isFlagged: false };
    const { lo, hi } = poissonInterval(observed);
    return {
      ...own, ratio: observed / expected, lo: lo / expected, hi: hi / expected,
      limits95: ratios(funnelLimits(group, 'warn'), expected), limits998: ratios(funnelLimits(group, 'alarm'), expected),
      isFlagged: lo > expected && differences[i]?.named === 'above',
    };
  });
};
