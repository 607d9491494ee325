import type { ChurnOwner } from '../model/churn-details.js';
import { benjaminiHochberg } from '../stats/benjamini-hochberg.js';
import { incompleteGamma } from '../stats/incomplete-gamma.js';
import { poissonInterval } from '../stats/poisson-interval.js';
import type { CellMap } from './cells.js';
import { parseEarlyKey } from './churn-lives.js';
import { compareValues } from './value-key.js';

/** Normal quantiles of two-sided 95 % and 99.8 % limits. */
const z95 = 1.959963984540054;
const z998 = 3.090232306167813;
/** A rep with fewer customers is not judged. */
const fewestCustomers = 10;
/** Above this many reps the false discoveries among the flagged ones are held to the rate. */
const manyReps = 10;
const discoveryRate = 0.1;

interface Count { n: number; early: number }

const addTo = <K>(counts: Map<K, Count>, key: K, { n, early }: Count): void => {
  const known = counts.get(key);
  if (known === undefined) counts.set(key, { n, early });
  else {
    known.n += n;
    known.early += early;
  }
};

const limits = (expected: number, variance: number, z: number): { lo: number; hi: number } | null => {
  const half = (z * Math.sqrt(variance)) / expected;
  return expected > 0 ? { lo: Math.max(0, 1 - half), hi: 1 + half } : null;
};

/** Chance of a Poisson count at least as far from its mean on its side, doubled. */
const tailOf = (observed: number, expected: number): number => {
  if (!(expected > 0)) return 1;
  const atLeast = observed === 0 ? 1 : incompleteGamma(observed, expected).lower;
  return Math.min(1, 2 * Math.min(atLeast, incompleteGamma(observed + 1, expected).upper));
};

type Compared = Omit<ChurnOwner, 'isFlagged'>;

const compare = (id: string | null, own: ReadonlyMap<string, Count>, kinds: ReadonlyMap<string, Count>): Compared => {
  let [n, observed, expected, variance] = [0, 0, 0, 0];
  for (const [kind, count] of own) {
    const pooled = kinds.get(kind) as Count;
    const p = pooled.early / pooled.n;
    n += count.n;
    observed += count.early;
    expected += count.n * p;
    variance += count.n * p * (1 - p);
  }
  if (!(expected > 0)) return { id, n, observed, expected, ratio: null, lo: null, hi: null, limits95: null, limits998: null };
  const { lo, hi } = poissonInterval(observed);
  return {
    id, n, observed, expected, ratio: observed / expected, lo: lo / expected, hi: hi / expected,
    limits95: limits(expected, variance, z95), limits998: limits(expected, variance, z998),
  };
};

/** More early leavers than chance would bring: the interval lies above 1, and where many are compared the false discoveries stay under a tenth. */
const flagged = (owners: readonly Compared[]): ReadonlySet<string | null> => {
  const judged = owners.filter(({ id, n }) => id !== null && n >= fewestCustomers);
  const adjusted = judged.length > manyReps ? benjaminiHochberg(judged.map(({ observed, expected }) => tailOf(observed, expected))) : null;
  return new Set(judged.filter(({ lo }, i) => lo !== null && lo > 1 && (adjusted === null || (adjusted[i] as number) <= discoveryRate)).map(({ id }) => id));
};

/**
 * Reps over customers watched for 90 days: how many left early beside how many customers of the same products and segments
 * do with all reps together (the rep's own among them). By id, not set last. No customer: none.
 */
export const earlyOwners = (cells: CellMap): readonly ChurnOwner[] => {
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
  const owners = [...byOwner.keys()].sort(compareValues).map((id) => compare(id, byOwner.get(id) as Map<string, Count>, kinds));
  const isFlagged = flagged(owners);
  return owners.map((owner) => ({ ...owner, isFlagged: isFlagged.has(owner.id) }));
};
