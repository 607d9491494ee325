import type { KpiContext } from './context.js';
import { stageChances } from './stage-chance.js';
import type { StockRows } from './stock-rows.js';

/** Chance of winning per stage code by the deals' history; NaN = too little history, the CRM's own probability is used. */
export interface StageWeights { readonly byCode: Float64Array }

export const stageWeights = (context: KpiContext, rows: StockRows, tMs: number): StageWeights => {
  const chances = stageChances(context, tMs);
  return { byCode: Float64Array.from(rows.stage.dictionary, (stage) => (stage === null ? NaN : chances.get(stage) ?? NaN)) };
};
