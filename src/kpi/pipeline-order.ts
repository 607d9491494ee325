import type { CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import { fixedValue } from './fixed-point.js';
import { stageHistory } from './stage-history.js';
import { valueOfKey } from './value-key.js';

/** Keys of the stages from first to last: by stage history, else by probability, else by how many deals they hold; not set last. */
export const stageOrder = (stages: CellMap, context: KpiContext): readonly string[] => {
  const history = stageHistory(context);
  const rankOf = (key: string): number => {
    const stage = valueOfKey(key);
    const code = history === null || stage === null ? -1 : history.stage.dictionary.indexOf(stage);
    const rank = code < 0 ? -1 : (history?.rankOfStage[code] as number);
    return rank < 0 ? Infinity : rank;
  };
  const chanceOf = (key: string): number => {
    const own = stages.get(key);
    const value = (own?.['value'] ?? 0) as number;
    const weighted = own === undefined ? 0 : fixedValue(own['weighted'] as Float64Array, 0);
    return value === 0 ? Infinity : weighted / value;
  };
  const hasChance = [...stages.keys()].some((key) => Number.isFinite(chanceOf(key)) && chanceOf(key) > 0);
  const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
  return [...stages.keys()].sort((a, b) =>
    Number(valueOfKey(a) === null) - Number(valueOfKey(b) === null)
    || compare(rankOf(a), rankOf(b))
    || (hasChance ? compare(chanceOf(a), chanceOf(b)) : 0)
    || ((stages.get(b)?.['n'] ?? 0) as number) - ((stages.get(a)?.['n'] ?? 0) as number)
    || (a < b ? -1 : 1));
};
