import { missingDay, type CategoryColumn } from '../model/table.js';
import type { EntityRows, KpiContext } from './context.js';
import type { DealRows } from './deal-layout.js';
import { lookUp, mapped } from './deal-dimensions.js';
import { crmProbabilities, dealRows } from './deal-rows.js';
import type { Cut, GroupIndex } from './define-kpi.js';
import { dealCycles } from './deal-spans.js';
import type { IntervalColumns } from './interval-columns.js';
import { outcomeOfWord } from './outcome.js';
import { stageHistory } from './stage-history.js';
import { exit, stillOpen } from './stock-events.js';
import { stockIntervals } from './stock-intervals.js';

/**
 * Open deals over time: one row per stretch in which a deal was open with one amount, stage and pipeline. Without stage
 * history that is one row per deal. Stocks and flows of any past day are sums over these rows.
 */
export interface StockRows extends EntityRows {
  /** Row of the deal in {@link DealRows}; null = row i is deal i. */
  readonly deal: Int32Array | null;
  /** Missing = before every day. */
  readonly beginDay: Int32Array;
  readonly endDay: Int32Array;
  readonly entry: Uint8Array;
  readonly exit: Uint8Array;
  /** Report currency in 1/10000, NaN = not given; null without the column. */
  readonly amountUnits: Float64Array | null;
  /** Code of the open stage at that time; 0 = unknown. */
  readonly stage: CategoryColumn;
  /** Local day the deal is expected to close on; missing = not given. */
  expectedDay(row: number): number;
  /** Where a deal's age counts from: the start of its cycle, else its begin. */
  ageStartDay(row: number): number;
  readonly probability: Float64Array | null;
  /** Whether past amounts, pipelines are recorded. */
  readonly hasAmountHistory: boolean;
  readonly hasPipelineHistory: boolean;
}

const probabilityOf = (context: KpiContext, rows: DealRows, length: number, dealOf: (row: number) => number): Float64Array | null => {
  const given = crmProbabilities(context);
  if (given === null) return null;
  return new Float64Array(length).map((_, row) => given[rows.source[dealOf(row)] as number] as number);
};

const ageStarts = (context: KpiContext, rows: DealRows): ((deal: number) => number) => {
  const { startDay } = dealCycles(context);
  return (deal) => (startDay[deal] === missingDay ? (rows.beginDay[deal] as number) : (startDay[deal] as number));
};

/** Stage codes of deals without history; the stage of a closed deal is no open stage and counts as unknown. */
const currentStages = (rows: DealRows): CategoryColumn => {
  const column = rows.dimension('stage');
  if (column === null) return { kind: 'category', codes: new Uint8Array(rows.parts[3]), dictionary: [null] };
  const isOpenStage = Uint8Array.from(column.dictionary, (stage) => (outcomeOfWord(stage) === 0 ? 1 : 0));
  const codes = column.codes.slice(0, rows.parts[3]);
  for (let row = 0; row < codes.length; row++) if (row >= rows.parts[1] && isOpenStage[codes[row] as number] === 0) codes[row] = 0;
  return { kind: 'category', codes, dictionary: column.dictionary };
};

const dimensionOf = (rows: DealRows, length: number, dealOf: (row: number) => number, own: Readonly<Record<string, CategoryColumn | null>>) => {
  const kept = new Map<string, CategoryColumn>();
  return (name: string): CategoryColumn | null => {
    if (name in own) return own[name] ?? null;
    const column = rows.dimension(name);
    const known = kept.get(name);
    if (column === null || known !== undefined) return known ?? null;
    const codes = column.codes instanceof Uint8Array ? new Uint8Array(length) : column.codes instanceof Uint16Array ? new Uint16Array(length) : new Uint32Array(length);
    for (let row = 0; row < length; row++) codes[row] = column.codes[dealOf(row)] as number;
    const found: CategoryColumn = { kind: 'category', codes, dictionary: column.dictionary };
    kept.set(name, found);
    return found;
  };
};

/** Who had the deal in each stretch, and the team they are of now. */
const ownersAtTheTime = (context: KpiContext, owner: CategoryColumn): Readonly<Record<string, CategoryColumn | null>> => {
  const teams = lookUp(context, 'owners', 'team');
  return { owner_id: owner, owner, team: teams === null ? null : mapped(owner, (id) => (id === null ? null : teams.get(id) ?? null)) };
};

const fromDeals = (context: KpiContext, rows: DealRows): StockRows => {
  const length = rows.parts[3];
  const exits = new Uint8Array(length);
  exits.fill(exit.won, rows.parts[1], rows.parts[2]);
  exits.fill(exit.lost, rows.parts[2], length);
  const stage = currentStages(rows);
  return {
    length, excluded: 0, isDerived: true, deal: null,
    beginDay: rows.beginDay.subarray(0, length),
    endDay: rows.closedDay.slice(0, length).fill(stillOpen, 0, rows.parts[1]),
    entry: new Uint8Array(length), exit: exits,
    amountUnits: rows.amountUnits === null ? null : rows.amountUnits.subarray(0, length),
    stage, expectedDay: (row) => rows.expectedDay(row), ageStartDay: ageStarts(context, rows),
    probability: probabilityOf(context, rows, length, (row) => row),
    hasAmountHistory: false, hasPipelineHistory: false,
    dimension: dimensionOf(rows, length, (row) => row, { stage }),
  };
};

const fromIntervals = (context: KpiContext, rows: DealRows, intervals: IntervalColumns): StockRows => {
  const deal = intervals.deal();
  const dealOf = (row: number): number => deal[row] as number;
  const ageStartOf = ageStarts(context, rows);
  const stage = intervals.stage();
  const history = context.tables.get('stage_history');
  const hasPipeline = rows.dimension('pipeline') !== null || (history?.columns.has('pipeline') ?? false);
  return {
    length: intervals.length, excluded: 0, isDerived: true, deal,
    beginDay: intervals.beginDay(), endDay: intervals.endDay(), entry: intervals.entry(), exit: intervals.exit(),
    amountUnits: rows.amountUnits === null ? null : intervals.amountUnits(),
    stage, expectedDay: (row) => rows.expectedDay(dealOf(row)), ageStartDay: (row) => ageStartOf(dealOf(row)),
    probability: probabilityOf(context, rows, deal.length, dealOf),
    hasAmountHistory: history?.columns.has('amount') ?? false,
    hasPipelineHistory: history?.columns.has('pipeline') ?? false,
    dimension: dimensionOf(rows, deal.length, dealOf, {
      stage, pipeline: hasPipeline ? intervals.pipeline() : null, ...(history?.columns.has('owner_id') === true ? ownersAtTheTime(context, intervals.owner()) : {}),
    }),
  };
};

/** Built once per dataset. Closed deals without closing date are in no stock: nobody knows until when they were open. */
export const stockRows = (context: KpiContext): StockRows => context.memo('stock-rows', () => {
  const rows = dealRows(context);
  const history = stageHistory(context);
  return history === null ? fromDeals(context, rows) : fromIntervals(context, rows, stockIntervals(context, rows, history));
});

/** Group of each row: that of the deals where row i is deal i, which other KPIs with the same filter have cut already. */
export const stockGroups = (context: KpiContext, rows: StockRows, cut: Cut): GroupIndex | null => {
  const asksForStage = cut.segmentBy.includes('stage') || 'stage' in cut.filter;
  return cut.groupOf(rows.deal === null && !asksForStage ? dealRows(context) : rows);
};
