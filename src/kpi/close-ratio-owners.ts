import type { OwnerRate } from '../model/details.js';
import type { FunnelBand } from '../model/funnel-band.js';
import type { CellMap } from './cells.js';
import { funnelBands, funnelLimits, isCompared, namedDifferences } from './funnel-limits.js';
import { compareGroups, fewestCases } from './observed-expected.js';
import { labelOfCell, readOwnerCell } from './owner-cells.js';

export interface OwnerTable {
  readonly owners: readonly OwnerRate[];
  readonly funnel: readonly FunnelBand[];
  readonly overall: number | null;
  /** The rep that holds most of a cell, when that is over 80 %. */
  readonly confounded: { readonly owner: string | null; readonly cell: string; readonly share: number } | null;
}

/** Reps over matured members: what their leads let expect and what they made of them, with the limits of chance around it. */
export const ownerTable = (cells: CellMap): OwnerTable => {
  const { groups, overall, confounded } = compareGroups(cells, readOwnerCell);
  if (overall === null) return { owners: [], funnel: [], overall, confounded: null };
  const differences = namedDifferences(groups);
  const owners = groups.map((group, i): OwnerRate => {
    const { id, n, observed, expected } = group;
    const [warn, alarm] = [funnelLimits(group, 'warn'), funnelLimits(group, 'alarm')];
    const { q, named } = differences[i] ?? { q: null, named: null };
    return {
      id, n, won: observed, raw: observed / n, expected,
      adjusted: expected > 0 ? (overall * observed) / expected : null,
      quality: expected / n - overall, skill: (observed - expected) / n,
      lo: warn.lo / n, hi: warn.hi / n, lo998: alarm.lo / n, hi998: alarm.hi / n, q, isCompared: isCompared(group), named,
    };
  });
  const [cases, variance] = groups.reduce(([n, sum], group) => [n + group.n, sum + group.variance], [0, 0]);
  const funnel = funnelBands(Math.max(...groups.map(({ n }) => n)), overall, variance / cases, 1);
  return { owners, funnel, overall, confounded: confounded === null ? null : { owner: confounded.group, cell: labelOfCell(confounded.cell), share: confounded.share } };
};

/** Whether the reps' differences are more of lead mix than of their own making; reps with few cases do not speak. */
export const isMixNotSkill = (owners: readonly OwnerRate[]): boolean => {
  let quality = 0;
  let skill = 0;
  for (const owner of owners) {
    if (owner.n < fewestCases || owner.quality === null || owner.skill === null) continue;
    quality += owner.n * Math.abs(owner.quality);
    skill += owner.n * Math.abs(owner.skill);
  }
  return owners.length > 1 && quality > skill;
};
