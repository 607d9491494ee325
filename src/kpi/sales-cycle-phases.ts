import type { Phase } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { kaplanMeierBinned } from '../stats/kaplan-meier-binned.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { SalesCycleCells } from './sales-cycle-cells.js';
import { stageHistory, type StageHistory } from './stage-history.js';
import { isStagePhase, otherPhases, stagePhase } from './stage-times.js';

/** Where a phase stands on the way: before the pipeline, the stages in order, the rest. */
export const placeOfPhase = (history: StageHistory): ReadonlyMap<string, number> => {
  const place = new Map<string, number>([[otherPhases.before, -1], [otherPhases.unknown, 1e6], [otherPhases.gap, 2e6]]);
  history.stage.dictionary.forEach((stage, code) => {
    const rank = history.rankOfStage[code] as number;
    place.set(stagePhase(stage), rank < 0 ? 1e5 : rank);
  });
  return place;
};

const kindOf = (key: string): string => (isStagePhase(key) ? 'stage' : key);

/**
 * Days per phase of the won deals: share that entered × mean days when entered; they add up to the mean cycle. `median`
 * is that of all visits, those still lasting censored. null without stage history or won deals.
 */
export const salesCyclePhases = (cells: SalesCycleCells, context: KpiContext, n: number): readonly Phase[] | null => {
  const history = stageHistory(context);
  if (history === null || n === 0) return null;
  const place = placeOfPhase(history);
  const nameOf = new Map(history.stage.dictionary.map((stage) => [stagePhase(stage), stage ?? ''] as const));
  return [...cells.stages]
    .sort(([a], [b]) => (place.get(a) ?? 0) - (place.get(b) ?? 0) || (a < b ? -1 : 1))
    .map(([key, own]) => phaseOf(key, nameOf.get(key) ?? key, own, n));
};

const phaseOf = (key: string, name: string, own: Cells, n: number): Phase => {
  const [entered, days, restMs] = [own['n'] as number, own['days'] as number, own['restMs'] as number];
  const total = days + restMs / dayMs;
  const visits = kaplanMeierBinned(own['ended'] as Float64Array, own['open'] as Float64Array);
  return {
    key: name, value: total / n, unit: 'days', n: entered,
    details: { kind: kindOf(key), share: entered / n, meanWhenEntered: entered === 0 ? null : total / entered, median: visits.median },
  };
};
