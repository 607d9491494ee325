import { missingDay } from '../model/table.js';
import type { Bag } from './bag.js';
import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { addFixed, addLarge } from './fixed-point.js';
import { GrowingHistogram } from './growing-histogram.js';
import { countOpenLeads, countsLeads } from './open-leads.js';
import { cohortCells } from './pipeline-cohort.js';
import { closedCells } from './pipeline-closed.js';
import { pipelineTime, type PipelineTime } from './pipeline-time.js';
import { entry, exit } from './stock-events.js';
import { stockGroups, stockRows, type StockRows } from './stock-rows.js';
import { stageWeights, type StageWeights } from './pipeline-weights.js';
import { keyOfValue } from './value-key.js';

/** Places of the flow sums: a count and a value (1/10000) each. */
export const flowParts = ['start', 'created', 'reopened', 'won', 'lost', 'amountIn', 'amountOut', 'movedIn', 'movedOut', 'end'] as const;
export type FlowPart = (typeof flowParts)[number];

/** Sums of one group at t and over the period up to t; money in 1/10000 of the report currency. */
export interface PipelineCells extends Cells {
  /** {@link flowParts} × (n, value). */
  readonly flow: Float64Array;
  /** Open leads at t, where the volume counts them. */
  readonly leads: number;
  readonly nNull: number;
  readonly noProbability: number;
  /** Deals weighted by their stage's history, by the CRM. */
  readonly byHistory: number;
  readonly byCrm: number;
  /** Σ amount·p and Σ amount²·p(1−p), two limbs each. */
  readonly weighted: Float64Array;
  readonly overdue: number;
  /** Value expected to close in the target's period. */
  readonly expected: number;
  /** Value older than 90 % of won deals. */
  readonly stale: number;
  /** Largest amount; not to be subtracted. */
  readonly top: Bag;
  /** (amount, p) of every weighted deal while they are few enough for an exact distribution. */
  readonly chances: Bag;
  readonly stages: CellMap;
  readonly closed: Float64Array;
  readonly cohort: Float64Array;
}

/** Deals up to which the distribution of the weighted value is exact. */
export const exactDeals = 30;

interface StageSums { n: number; value: number; nNull: number; byHistory: number; byCrm: number; readonly weighted: Float64Array; readonly ages: GrowingHistogram }

interface Sums {
  readonly flow: Float64Array; readonly weighted: Float64Array; readonly stages: Map<number, StageSums>; readonly chances: number[];
  nNull: number; noProbability: number; byHistory: number; byCrm: number; overdue: number; expected: number; stale: number; top: number;
}

const newSums = (): Sums => ({
  flow: new Float64Array(flowParts.length * 2), weighted: new Float64Array(4), stages: new Map(), chances: [],
  nNull: 0, noProbability: 0, byHistory: 0, byCrm: 0, overdue: 0, expected: 0, stale: 0, top: -Infinity,
});

const part = Object.fromEntries(flowParts.map((name, i) => [name, i * 2])) as Readonly<Record<(typeof flowParts)[number], number>>;
/** Places by the codes of entry and exit. */
const entryPart: readonly number[] = [];
const exitPart: readonly number[] = [];
Object.assign(entryPart, { [entry.created]: part.created, [entry.reopened]: part.reopened, [entry.amount]: part.amountIn, [entry.moved]: part.movedIn });
Object.assign(exitPart, { [exit.won]: part.won, [exit.lost]: part.lost, [exit.amount]: part.amountOut, [exit.moved]: part.movedOut });

const addFlow = (flow: Float64Array, at: number, value: number): void => {
  flow[at] = (flow[at] as number) + 1;
  if (value === value) flow[at + 1] = (flow[at + 1] as number) + value;
};

/** One open deal at t: what it adds to the stock, its stage, and the weighted value. */
const addStock = (sums: Sums, rows: StockRows, row: number, time: PipelineTime, weights: StageWeights): void => {
  const value = rows.amountUnits === null ? NaN : (rows.amountUnits[row] as number);
  const hasValue = value === value;
  const code = rows.stage.codes[row] as number;
  let own = sums.stages.get(code);
  if (own === undefined) {
    own = { n: 0, value: 0, nNull: 0, byHistory: 0, byCrm: 0, weighted: new Float64Array(4), ages: new GrowingHistogram() };
    sums.stages.set(code, own);
  }
  own.n++;
  const start = rows.ageStartDay(row);
  const age = start === missingDay ? -1 : Math.max(0, time.day - start);
  if (age >= 0) own.ages.add(age);
  const ofStage = weights.byCode[code] as number;
  const p = ofStage === ofStage ? ofStage : rows.probability === null ? NaN : (rows.probability[row] as number);
  if (p !== p) sums.noProbability++;
  else if (ofStage === ofStage) {
    sums.byHistory++;
    own.byHistory++;
  } else {
    sums.byCrm++;
    own.byCrm++;
  }
  if (!hasValue) {
    sums.nNull++;
    own.nNull++;
    return;
  }
  own.value += value;
  if (value > sums.top) sums.top = value;
  const expected = rows.expectedDay(row);
  if (expected !== missingDay && expected < time.day) sums.overdue += value;
  if (expected >= time.unitFromDay && expected < time.unitToDay) sums.expected += value;
  if (age > time.staleDays) sums.stale += value;
  if (p !== p) return;
  for (const into of [sums.weighted, own.weighted]) {
    addFixed(into, 0, value * p);
    addLarge(into, 2, value * value * p * (1 - p));
  }
  if (sums.byHistory + sums.byCrm <= exactDeals + 1) sums.chances.push(value, p);
};

const finishStages = (rows: StockRows, stages: Map<number, StageSums>): CellMap =>
  new Map([...stages].map(([code, own]) => [keyOfValue(rows.stage.dictionary[code] ?? null), {
    n: own.n, value: own.value, nNull: own.nNull, byHistory: own.byHistory, byCrm: own.byCrm, weighted: own.weighted, ages: own.ages.trimmed(),
  }] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Tuples in ascending order, as a bag wants them; empty once there are too many to be used. */
const chanceBag = (chances: readonly number[]): Bag => {
  const pairs: [number, number][] = [];
  for (let i = 0; i < chances.length; i += 2) pairs.push([chances[i] as number, chances[i + 1] as number]);
  if (pairs.length > exactDeals) return { width: 2, items: new Float64Array(0) };
  pairs.sort(([a, p], [b, q]) => a - b || p - q);
  return { width: 2, items: Float64Array.from(pairs.flat()) };
};

/** Stock at t and flows of the period up to t, per group of the cut. */
export const pipelineCells = (context: KpiContext, question: Question): readonly PipelineCells[] => {
  const rows = stockRows(context);
  const groups = question.cut.groups.length;
  const index = stockGroups(context, rows, question.cut);
  const time = pipelineTime(context, question.period);
  const sums = Array.from({ length: groups }, newSums);
  sumRows(rows, index, sums, time, stageWeights(context, rows, time.ms));
  const closed = closedCells(context, question, time);
  const cohort = cohortCells(context, question);
  const leads = countsLeads(context, question.options) ? countOpenLeads(context, question, time.day) : null;
  return sums.map((own, group): PipelineCells => ({
    flow: own.flow, leads: leads === null ? 0 : (leads[group] as number), nNull: own.nNull, noProbability: own.noProbability, byHistory: own.byHistory, byCrm: own.byCrm, weighted: own.weighted,
    overdue: own.overdue, expected: own.expected, stale: own.stale,
    top: { width: 1, items: own.top === -Infinity ? new Float64Array(0) : new Float64Array([own.top]) },
    chances: chanceBag(own.chances), stages: finishStages(rows, own.stages),
    closed: closed[group] as Float64Array, cohort: cohort[group] as Float64Array,
  }));
};

const sumRows = (rows: StockRows, index: GroupIndex | null, sums: readonly Sums[], time: PipelineTime, weights: StageWeights): void => {
  const { beginDay, endDay, amountUnits } = rows;
  const { fromDay, day } = time;
  for (let row = 0; row < rows.length; row++) {
    const begin = beginDay[row] as number;
    const end = endDay[row] as number;
    if (begin >= day || end < fromDay) continue;
    const own = sums[index === null ? 0 : (index[row] as number)];
    if (own === undefined) continue;
    const value = amountUnits === null ? NaN : (amountUnits[row] as number);
    if (begin < fromDay) addFlow(own.flow, part.start, value);
    else addFlow(own.flow, entryPart[rows.entry[row] as number] as number, value);
    if (end < day) addFlow(own.flow, exitPart[rows.exit[row] as number] as number, value);
    else {
      addFlow(own.flow, part.end, value);
      addStock(own, rows, row, time, weights);
    }
  }
};
