import type { ChurnDetails, ChurnOwner } from '../model/churn-details.js';
import { poissonInterval } from '../stats/poisson-interval.js';
import { casesOf, type ReadCell } from './cases.js';
import type { CellMap } from './cells.js';
import { parseEarlyKey } from './churn-lives.js';
import { funnelBands, funnelLimits, isCompared, namedDifferences } from './funnel-limits.js';
import type { ComparedGroup } from './observed-expected.js';

const readEarly: ReadCell = (key) => {
  const { owner, kind } = parseEarlyKey(key);
  return { group: owner, levels: [kind] };
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
  const { ids, group, kind, n, hits, kinds } = casesOf([{ cells }], readEarly);
  const [pooled, early] = [new Float64Array(kinds.names.length), new Float64Array(kinds.names.length)];
  for (let at = 0; at < kind.length; at++) {
    const own = kind[at] as number;
    pooled[own] = (pooled[own] as number) + (n[at] as number);
    early[own] = (early[own] as number) + (hits[at] as number);
  }
  const groups = ids.map((id) => ({ id, n: 0, observed: 0, expected: 0, variance: 0 }));
  for (let at = 0; at < kind.length; at++) {
    const own = groups[group[at] as number] as (typeof groups)[number];
    const [cases, p] = [n[at] as number, (early[kind[at] as number] as number) / (pooled[kind[at] as number] as number)];
    own.n += cases;
    own.observed += hits[at] as number;
    own.expected += cases * p;
    own.variance += cases * p * (1 - p);
  }
  return groups.filter((own) => own.n > 0);
};

/** Counts up to which the interval is kept: the same few come again for every rep and filter. */
const mostKept = 4096;
const keptIntervals: (ReturnType<typeof poissonInterval> | undefined)[] = [];

const intervalOf = (count: number): ReturnType<typeof poissonInterval> => {
  const known = keptIntervals[count];
  if (known !== undefined) return known;
  const made = poissonInterval(count);
  if (count < mostKept) keptIntervals[count] = made;
  return made;
};

const ownersOf = (groups: readonly ComparedGroup[]): readonly ChurnOwner[] => {
  const differences = namedDifferences(groups);
  return groups.map((group, i): ChurnOwner => {
    const { id, n, observed, expected } = group;
    const own = { id, n, observed, expected, isCompared: isCompared(group) };
    if (!(expected > 0)) return { ...own, ratio: null, lo: null, hi: null, limits95: null, limits998: null, isFlagged: false };
    const { lo, hi } = intervalOf(observed);
    return {
      ...own, ratio: observed / expected, lo: lo / expected, hi: hi / expected,
      limits95: ratios(funnelLimits(group, 'warn'), expected), limits998: ratios(funnelLimits(group, 'alarm'), expected),
      isFlagged: lo > expected && differences[i]?.named === 'above',
    };
  });
};
