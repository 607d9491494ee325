import type { CategoryColumn, InstantColumn } from '../model/table.js';
import { categoryOf, instantOf, numberOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { outcomeOfWord } from './outcome.js';
import { indexTexts, type TextIndex } from './text-index.js';
import { groupRows, type GroupedRows } from './time-order.js';

/** What is known of the deals' way through the stages before asOf; groups are rows of the `deals` table. */
export interface StageHistory extends GroupedRows {
  readonly entered: InstantColumn;
  readonly stage: CategoryColumn;
  /** 0 open, 1 won, 2 lost, from `outcome`, where that is missing from the stage's words. */
  readonly outcome: Uint8Array;
  /** Amount at entry, in the deal's currency as given, NaN = not recorded; null without the column. */
  readonly amount: Float64Array | null;
  readonly owner: CategoryColumn | null;
  readonly pipeline: CategoryColumn | null;
  /** Deals with rows at or after asOf: their own columns may tell of later than asOf. */
  readonly hasLater: Uint8Array;
  /** Rank of each stage code in the pipeline, open stages only; -1 = closed or unused. */
  readonly rankOfStage: Int32Array;
  /** Stage codes in pipeline order. */
  readonly stagesInOrder: readonly number[];
}

/** Ids of deals; null when the table has none. Shared by all joins. */
export const dealIndex = (context: KpiContext): TextIndex | null => context.memo('deal-index', () => {
  const ids = textOf(context.tables.get('deals'), 'id');
  return ids === null ? null : indexTexts(ids);
});

const outcomesOf = (stage: CategoryColumn, outcome: CategoryColumn | null): Uint8Array => {
  const byStage = Uint8Array.from(stage.dictionary, outcomeOfWord);
  const stated = Uint8Array.from(outcome?.dictionary ?? [], outcomeOfWord);
  return new Uint8Array(stage.codes.length).map((_, row) => {
    const given = outcome === null ? 0 : (outcome.codes[row] as number);
    return given === 0 ? (byStage[stage.codes[row] as number] as number) : (stated[given] as number);
  });
};

/** Pipeline order of the open stages: by the `order` column, else by how far along the way they are entered on average. */
const rankStages = (history: Omit<StageHistory, 'rankOfStage' | 'stagesInOrder'>, order: Float64Array | null) => {
  const size = history.stage.dictionary.length;
  const sum = new Float64Array(size);
  const count = new Float64Array(size);
  const { starts, rows, stage, outcome } = history;
  for (let deal = 0; deal + 1 < starts.length; deal++) {
    const [from, to] = [starts[deal] as number, starts[deal + 1] as number];
    for (let i = from; i < to; i++) {
      const row = rows[i] as number;
      const code = stage.codes[row] as number;
      if (outcome[row] !== 0 || code === 0) continue;
      const place = order === null ? i - from : (order[row] as number);
      if (Number.isNaN(place)) continue;
      sum[code] = (sum[code] as number) + place;
      count[code] = (count[code] as number) + 1;
    }
  }
  const name = (code: number): string => stage.dictionary[code] ?? '';
  const stagesInOrder = [...count.keys()].filter((code) => (count[code] as number) > 0)
    .sort((a, b) => (sum[a] as number) / (count[a] as number) - (sum[b] as number) / (count[b] as number) || (name(a) < name(b) ? -1 : 1));
  const rankOfStage = new Int32Array(size).fill(-1);
  stagesInOrder.forEach((code, rank) => { rankOfStage[code] = rank; });
  return { rankOfStage, stagesInOrder };
};

/**
 * Stage history joined to the deals, null without the table or its required columns. Rows at or after asOf are dropped
 * and counted (`DQ_FUTURE`); ties in time go by stage order, then stage name.
 */
export const stageHistory = (context: KpiContext): StageHistory | null => context.memo('stage-history', () => {
  const table = context.tables.get('stage_history');
  const [dealId, entered, stage] = [textOf(table, 'deal_id'), instantOf(table, 'entered_at'), categoryOf(table, 'stage')];
  const deals = context.tables.get('deals');
  if (table === undefined || deals === undefined || dealId === null || entered === null || stage === null) return null;
  const index = dealIndex(context);
  if (index === null) return null;
  const hasLater = new Uint8Array(deals.rowCount);
  let nFuture = 0;
  const ownerOf = new Int32Array(table.rowCount);
  for (let row = 0; row < ownerOf.length; row++) {
    const at = entered.ms[row] as number;
    const deal = Number.isNaN(at) ? -1 : index.rowOf(dealId, row);
    const isLater = at >= context.asOfMs;
    if (isLater) nFuture++;
    if (isLater && deal >= 0) hasLater[deal] = 1;
    ownerOf[row] = isLater ? -1 : deal;
  }
  context.rules.set('DQ_FUTURE', 'stage_history', nFuture);
  const order = numberOf(table, 'order')?.values ?? null;
  const outcome = outcomesOf(stage, categoryOf(table, 'outcome'));
  const placeOf = (row: number): number => {
    const place = order === null ? NaN : (order[row] as number);
    return Number.isNaN(place) ? 0 : place;
  };
  const nameOf = (row: number): string => stage.dictionary[stage.codes[row] as number] ?? '';
  const compare = (a: number, b: number): number =>
    (entered.ms[a] as number) - (entered.ms[b] as number) || placeOf(a) - placeOf(b)
    || (outcome[a] as number) - (outcome[b] as number)
    || (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0);
  const grouped = groupRows(deals.rowCount, ownerOf, compare);
  const base = {
    ...grouped, entered, stage, outcome, hasLater,
    amount: numberOf(table, 'amount')?.values ?? null,
    owner: categoryOf(table, 'owner_id'), pipeline: categoryOf(table, 'pipeline'),
  };
  return { ...base, ...rankStages(base, order) };
});
