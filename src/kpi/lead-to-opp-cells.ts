import { dayMs } from '../model/zone.js';
import type { CellMap } from './cells.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { leadClockOf, leadLives, leadState, never, type LeadLives } from './lead-life.js';
import { leadPairs } from './lead-pairs.js';
import { sparseTally } from './month-tally.js';
import { keyOfValue } from './value-key.js';
import { businessClock, elapsedClock } from './wait-clock.js';

/** Sums of one group; H is the horizon in days, the same for all groups and periods. */
export interface LeadToOppCells {
  readonly [field: string]: number | Float64Array | CellMap;
  /** Leads of the period. */
  readonly cohort: number;
  /** Leads older than H, and those of them that got so far within it. */
  readonly matured: number;
  readonly worked: number;
  readonly reached: number;
  readonly qualified: number;
  readonly withDeal: number;
  /** Matured leads not worked within H: those that were later, and those that still may be. */
  readonly slow: number;
  readonly waiting: number;
  /** Matured leads that were qualified without a logged touch. */
  readonly untouched: number;
  /** The cohort by days since the start, 0 … H: qualified, disqualified, neither yet (or after H). */
  readonly curveQualified: Float64Array;
  readonly curveDisqualified: Float64Array;
  readonly curveOpen: Float64Array;
  /** Leads of the cohort older than the agreed time, and those of them without any touch that are not qualified by asOf. */
  readonly due: number;
  readonly neglected: number;
  /** Leads that were qualified more than a day before their clock starts: in no other count. */
  readonly backwards: number;
  /** Leads with an opportunity of which nobody knows since when. */
  readonly undated: number;
  /** Why matured leads were disqualified within H. */
  readonly reasons: CellMap;
  /** Owner × source → matured leads and those qualified. */
  readonly pairs: CellMap;
}

/** Sums while they grow. */
type Counts = Record<'cohort' | 'matured' | 'worked' | 'reached' | 'qualified' | 'withDeal' | 'slow' | 'waiting' | 'untouched' | 'due' | 'neglected' | 'backwards' | 'undated', number>
  & Record<'curveQualified' | 'curveDisqualified' | 'curveOpen', Float64Array>;

const newCounts = (horizon: number): Counts => ({
  cohort: 0, matured: 0, worked: 0, reached: 0, qualified: 0, withDeal: 0, slow: 0, waiting: 0, untouched: 0, due: 0, neglected: 0, backwards: 0, undated: 0,
  curveQualified: new Float64Array(horizon + 1), curveDisqualified: new Float64Array(horizon + 1), curveOpen: new Float64Array(horizon + 1),
});

const usualHorizonDays = 30;
const usualHours = 24;
const hourMs = 3_600_000;

/** Days within which a lead must be qualified: 30 unless the option `horizonDays` says otherwise. */
export const leadHorizon = (options: Readonly<Record<string, unknown>>): number => {
  const given = options['horizonDays'];
  return typeof given === 'number' && Number.isInteger(given) && given > 0 && given < never - 1 ? given : usualHorizonDays;
};

/** Last start of a lead that is older than the agreed hours (`slaHours`), in opening times where they are told. */
const lastDueStart = (context: KpiContext, options: Readonly<Record<string, unknown>>): number => {
  const given = options['slaHours'];
  const hours = typeof given === 'number' && given >= 0 && Number.isFinite(given) ? given : usualHours;
  return (businessClock(context) ?? elapsedClock).latestStart(Math.floor(hours * hourMs) + 1, context.asOfMs);
};

const addTo = (histogram: Float64Array, bin: number): void => { histogram[bin] = (histogram[bin] as number) + 1; };

/** Whole days from a lead's start to asOf. */
const ageDaysOf = (context: KpiContext, { startMs, startIsDay }: LeadLives, row: number): number => {
  const start = startMs[row] as number;
  return startIsDay ? context.asOfDay - context.calendar.dayOf(start) : Math.floor((context.asOfMs - start) / dayMs);
};

/** Which leads the ratio counts, and how: what another KPI shows beside its own figures. */
export const maturityOf = (context: KpiContext, lives: LeadLives, horizon: number): { isMature(row: number): boolean; isQualified(row: number): boolean } => ({
  isMature: (row) => lives.state[row] === leadState.counted && ageDaysOf(context, lives, row) >= horizon,
  isQualified: (row) => (lives.qualifiedDays[row] as number) <= horizon,
});

/** Cells per group of the cut: one pass over the leads. */
export const leadToOppCells = (context: KpiContext, { period, cut, options }: Question): readonly LeadToOppCells[] => {
  const lives = leadLives(context, leadClockOf(options));
  const { rows, startMs, state, qualifiedDays, disqualifiedDays, contactDays, metDays, hasDeal, lacksDate } = lives;
  const horizon = leadHorizon(options);
  const dueStart = lastDueStart(context, options);
  const groups = cut.groups.length;
  const index = cut.groupOf(rows);
  const pairs = leadPairs(context, rows);
  const byPair = sparseTally(groups, pairs.keys.length);
  const reason = categoryOf(context.tables.get('leads'), 'disq_reason');
  const byReason = sparseTally(groups, reason?.dictionary.length ?? 1);
  const sums = Array.from({ length: groups }, () => newCounts(horizon));
  for (let row = 0; row < rows.length; row++) {
    const start = startMs[row] as number;
    if (state[row] === leadState.absent || !(start >= period.startMs && start < period.endMs)) continue;
    const group = index === null ? 0 : (index[row] as number);
    const sum = sums[group];
    if (sum === undefined) continue;
    if (state[row] === leadState.backwards) {
      sum.backwards++;
      continue;
    }
    sum.cohort++;
    const qualified = qualifiedDays[row] as number;
    const isQualified = qualified <= horizon;
    const gone = disqualifiedDays === null || qualified !== never ? never : (disqualifiedDays[row] as number);
    const age = ageDaysOf(context, lives, row);
    if (isQualified) addTo(sum.curveQualified, qualified);
    else if (gone <= horizon) addTo(sum.curveDisqualified, gone);
    else addTo(sum.curveOpen, Math.min(age, horizon));
    if (lacksDate[row] === 1 && qualified === never) sum.undated++;
    if (start <= dueStart) {
      sum.due++;
      if (qualified === never && contactDays !== null && contactDays[row] === never) sum.neglected++;
    }
    if (age < horizon) continue;
    sum.matured++;
    byPair.add(group, pairs.codes[row] as number, isQualified);
    if (isQualified) {
      sum.qualified++;
      if (hasDeal !== null && hasDeal[row] === 1) sum.withDeal++;
      if (contactDays !== null && (contactDays[row] as number) > horizon) sum.untouched++;
    } else if (gone <= horizon) byReason.add(group, reason === null ? 0 : (reason.codes[lives.disqualifiedLead(row)] as number), false);
    const isWorked = isQualified || (contactDays !== null && (contactDays[row] as number) <= horizon);
    if (!isWorked) {
      if (qualified !== never || (contactDays !== null && contactDays[row] !== never)) sum.slow++;
      else if (gone === never) sum.waiting++;
      continue;
    }
    sum.worked++;
    if (isQualified || (metDays !== null && (metDays[row] as number) <= horizon)) sum.reached++;
  }
  const reasonKeys = (reason?.dictionary ?? [null]).map(keyOfValue);
  return sums.map((sum, group): LeadToOppCells => ({ ...sum, reasons: byReason.mapOf(group, reasonKeys), pairs: byPair.mapOf(group, pairs.keys) }));
};
