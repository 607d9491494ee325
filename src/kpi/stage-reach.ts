import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';
import { stageHistory } from './stage-history.js';

/** How far each deal came, in the layout of the deals: 0 = no stage, k = the k-th stage of the pipeline. */
export interface StageReach {
  readonly stages: readonly string[];
  readonly rank: Uint8Array | Uint16Array;
}

/** Furthest open stage of every deal before asOf; null without stage history. */
export const furthestStages = (context: KpiContext): StageReach | null => context.memo('stage-reach', () => {
  const history = stageHistory(context);
  if (history === null || history.stagesInOrder.length === 0) return null;
  const { source, length } = dealRows(context);
  const rank = new (history.stagesInOrder.length < 255 ? Uint8Array : Uint16Array)(length);
  for (let row = 0; row < length; row++) {
    const deal = source[row] as number;
    let furthest = 0;
    for (let i = history.starts[deal] as number; i < (history.starts[deal + 1] as number); i++) {
      const at = history.rows[i] as number;
      if (history.outcome[at] !== 0) continue;
      const place = 1 + (history.rankOfStage[history.stage.codes[at] as number] as number);
      if (place > furthest) furthest = place;
    }
    rank[row] = furthest;
  }
  return { stages: history.stagesInOrder.map((code) => history.stage.dictionary[code] ?? ''), rank };
});
