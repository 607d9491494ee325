import type { CellMap, Cells } from './cells.js';
import { basisOf } from './close-ratio-basis.js';
import type { KpiContext } from './context.js';
import { runOf, type DealRows } from './deal-layout.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { count, mapOf, monthsOf, tally } from './month-tally.js';

/** The closed deals of one group; renewals are no new deals. */
export interface DecidedCells extends Cells {
  /** Closed in the period. */
  readonly decidedWon: number;
  readonly decidedLost: number;
  /** Closed at any time, also without a date; 0 where the basis does not ask for it. */
  readonly everWon: number;
  readonly everLost: number;
  /** Month of closing → decided and won, over the whole history; empty on the cohort basis. */
  readonly closedMonths: CellMap;
}

/** Closed deals per group in the rows [from, to) of one outcome. */
const countClosed = (rows: DealRows, index: GroupIndex | null, groups: number, from: number, to: number): Float64Array => {
  const counts = new Float64Array(groups + 1);
  for (let row = from; row < to; row++) {
    if (rows.isRenewal[row] === 1) continue;
    const group = index === null ? 0 : (index[row] as number);
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
};

/** Won and lost by closing month, over the whole history. */
const closedMonthTally = (context: KpiContext, rows: DealRows, index: GroupIndex | null, groups: number): ((group: number) => CellMap) => {
  const months = context.memo('closed-months', () => monthsOf(rows.closedDay));
  const sums = tally(groups, months.size);
  for (let row = rows.parts[1]; row < rows.parts[3]; row++) {
    const group = index === null ? 0 : (index[row] as number);
    if (group < groups && rows.isRenewal[row] !== 1) count(sums, group * months.size + months.codeOf(rows.closedDay[row] as number), row < rows.parts[2]);
  }
  return (group) => mapOf(sums, group, months.keyOf);
};

/** Closed in the period and, on the basis of all time, ever; per group. */
export const countDecided = (context: KpiContext, rows: DealRows, { period, cut, options }: Question, index: GroupIndex | null): readonly DecidedCells[] => {
  const groups = cut.groups.length;
  const { parts } = rows;
  const { startDay, endDay } = context.calendar.daysOf(period);
  const counted = (from: number, to: number): Float64Array => countClosed(rows, index, groups, from, to);
  const [wonRun, lostRun] = [runOf(rows, 1, startDay, endDay), runOf(rows, 2, startDay, endDay)];
  const [won, lost] = [counted(wonRun.from, wonRun.to), counted(lostRun.from, lostRun.to)];
  const ever = basisOf(context, options) === 'all-time'
    ? { won: [counted(parts[1], parts[2]), counted(parts[3], parts[4])], lost: [counted(parts[2], parts[3]), counted(parts[4], parts[5])] }
    : { won: [], lost: [] };
  const sumAt = (counts: readonly Float64Array[], group: number): number => counts.reduce((sum, own) => sum + (own[group] as number), 0);
  return cut.groups.map((_, group) => ({
    decidedWon: won[group] as number, decidedLost: lost[group] as number,
    everWon: sumAt(ever.won, group), everLost: sumAt(ever.lost, group), closedMonths: new Map(),
  }));
};

/** The same with the months of the whole history, where the basis asks for them. */
export const decidedCells = (context: KpiContext, rows: DealRows, question: Question, index: GroupIndex | null): readonly DecidedCells[] => {
  const cells = countDecided(context, rows, question, index);
  if (basisOf(context, question.options) !== 'decided') return cells;
  const months = closedMonthTally(context, rows, index, cells.length);
  return cells.map((own, group) => ({ ...own, closedMonths: months(group) }));
};
