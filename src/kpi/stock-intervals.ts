import { missingDay, type CategoryColumn } from '../model/table.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import type { Turn } from './deal-outcome.js';
import type { DealRows } from './deal-layout.js';
import { IntervalColumns } from './interval-columns.js';
import { ratesOf, toMoneyUnits } from './money.js';
import { outcomeOfWord } from './outcome.js';
import type { StageHistory } from './stage-history.js';
import { entry, exit, stillOpen } from './stock-events.js';

interface State { readonly amountUnits: number; readonly stage: string | null; readonly pipeline: string | null; readonly owner: string | null }
interface Change extends State { readonly day: number }

const textAt = (column: CategoryColumn | null, row: number): string | null => (column === null ? null : (column.dictionary[column.codes[row] as number] ?? null));

const sameAmount = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

type UnitsAt = (deal: number, row: number, rateDay: number) => number;

/** Amounts of history rows in report currency, at the deal's own rate: a change of the rate is no change of the amount. */
const historyUnits = (context: KpiContext, history: StageHistory): UnitsAt => {
  const amount = history.amount;
  if (amount === null) return () => NaN;
  const currency = categoryOf(context.tables.get('deals'), 'currency');
  const rates = ratesOf(context);
  return (deal, row, rateDay) => toMoneyUnits((amount[row] as number) * rates.on(textAt(currency, deal), rateDay));
};

/** What a deal was like from when on, before asOf. The last state is that of the deal's own columns, unless it went on after asOf. */
const changesOf = (context: KpiContext, history: StageHistory, source: number, now: State, unitsAt: (row: number) => number): readonly Change[] => {
  const changes: Change[] = [];
  let { amountUnits, pipeline, owner } = now;
  const from = history.starts[source] as number;
  const to = history.starts[source + 1] as number;
  // Until something else was recorded, the first known amount, pipeline and owner held.
  for (let i = to - 1; i >= from; i--) {
    const row = history.rows[i] as number;
    const units = unitsAt(row);
    if (!Number.isNaN(units)) amountUnits = units;
    pipeline = textAt(history.pipeline, row) ?? pipeline;
    owner = textAt(history.owner, row) ?? owner;
  }
  for (let i = from; i < to; i++) {
    const row = history.rows[i] as number;
    if (history.outcome[row] !== 0) continue;
    const units = unitsAt(row);
    if (!Number.isNaN(units)) amountUnits = units;
    pipeline = textAt(history.pipeline, row) ?? pipeline;
    owner = textAt(history.owner, row) ?? owner;
    changes.push({ day: context.calendar.dayOf(history.entered.ms[row] as number), amountUnits, stage: textAt(history.stage, row), pipeline, owner });
  }
  const last = changes[changes.length - 1];
  if (last === undefined) return [{ day: missingDay, ...now }];
  if (history.hasLater[source] === 1) return changes;
  const isOpenStage = now.stage !== null && outcomeOfWord(now.stage) === 0;
  changes[changes.length - 1] = { day: last.day, amountUnits: now.amountUnits, pipeline: now.pipeline ?? last.pipeline, stage: isOpenStage ? now.stage : last.stage, owner: now.owner };
  return changes;
};

/** A deal's open stretches: [begin, closing), [reopening, closing) … */
interface Stretch { readonly beginDay: number; readonly endDay: number; readonly entry: number; readonly exit: number }

const stretchesOf = (context: KpiContext, rows: DealRows, row: number, turns: readonly Turn[] | undefined): readonly Stretch[] => {
  const beginDay = rows.beginDay[row] as number;
  const isOpen = row < rows.parts[1];
  const lastExit = isOpen ? exit.none : row < rows.parts[2] ? exit.won : exit.lost;
  const lastDay = isOpen ? stillOpen : (rows.closedDay[row] as number);
  if (turns === undefined) return [{ beginDay, endDay: lastDay, entry: entry.created, exit: lastExit }];
  const stretches: Stretch[] = [];
  let from = { day: beginDay, entry: entry.created as number };
  let isStanding = true;
  for (const turn of turns) {
    const day = context.calendar.dayOf(turn.ms);
    if (turn.outcome === 0) {
      from = { day, entry: entry.reopened };
      isStanding = true;
    } else {
      // Closed another way without a reopening in between: reopened and closed in the same instant.
      if (!isStanding) from = { day, entry: entry.reopened };
      stretches.push({ beginDay: Math.min(from.day, day), endDay: day, entry: from.entry, exit: turn.outcome === 1 ? exit.won : exit.lost });
      isStanding = false;
    }
  }
  if (isStanding) stretches.push({ beginDay: from.day, endDay: lastDay, entry: from.entry, exit: lastExit });
  return stretches;
};

/** Cuts one stretch at the changes within it. A change of both place and amount is two steps, so that each flow gets its own. */
const cutStretch = (deal: number, stretch: Stretch, changes: readonly Change[], into: IntervalColumns): void => {
  let state = changes[0] as State;
  let beginDay = stretch.beginDay;
  let how = stretch.entry;
  const step = (day: number, next: State, cause: 'amount' | 'moved'): void => {
    into.push({ deal, ...pick(state), beginDay, endDay: day, entry: how, exit: exit[cause] });
    beginDay = day;
    how = entry[cause];
    state = next;
  };
  for (const change of changes) {
    if (change.day <= stretch.beginDay || change === changes[0]) {
      state = change;
      continue;
    }
    if (change.day > stretch.endDay) break;
    const moves = change.stage !== state.stage || change.pipeline !== state.pipeline || change.owner !== state.owner;
    if (moves) step(change.day, { ...change, amountUnits: state.amountUnits }, 'moved');
    if (!sameAmount(change.amountUnits, state.amountUnits)) step(change.day, change, 'amount');
  }
  into.push({ deal, ...pick(state), beginDay, endDay: stretch.endDay, entry: how, exit: stretch.exit });
};

const pick = ({ amountUnits, stage, pipeline, owner }: State): State => ({ amountUnits, stage, pipeline, owner });

/** All stretches of all dated deals. */
export const stockIntervals = (context: KpiContext, rows: DealRows, history: StageHistory): IntervalColumns => {
  const stage = rows.dimension('stage');
  const pipeline = categoryOf(context.tables.get('deals'), 'pipeline');
  // Where the history names no owners nobody is known to have changed.
  const owner = history.owner === null ? null : rows.dimension('owner_id');
  const unitsAt = historyUnits(context, history);
  const intervals = new IntervalColumns();
  for (let row = 0; row < rows.parts[3]; row++) {
    const source = rows.source[row] as number;
    const now: State = {
      amountUnits: rows.amountUnits === null ? NaN : (rows.amountUnits[row] as number),
      stage: textAt(stage, row), pipeline: textAt(pipeline, source), owner: textAt(owner, row),
    };
    const rateDay = row < rows.parts[1] ? context.asOfDay : (rows.closedDay[row] as number);
    const changes = changesOf(context, history, source, openState(now, row, rows), (at) => unitsAt(source, at, rateDay));
    for (const stretch of stretchesOf(context, rows, row, rows.turns.get(source))) cutStretch(row, stretch, changes, intervals);
  }
  return intervals;
};

/** The stage of a closed deal is no open stage. */
const openState = (now: State, row: number, rows: DealRows): State =>
  row >= rows.parts[1] && outcomeOfWord(now.stage) !== 0 ? { ...now, stage: null } : now;
