import { missingDay } from '../model/table.js';
import type { CellMap } from './cells.js';
import { decidedCells, type DecidedCells } from './close-ratio-decided.js';
import type { KpiContext } from './context.js';
import { slotOfDays, type DaySlots } from './day-slots.js';
import type { EngagementSpans } from './deal-spans.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { closeHorizon } from './horizon.js';
import { count, mapOf, monthsOf, sparseTally, tally } from './month-tally.js';
import { ownerCells } from './owner-cells.js';
import { engagementsFor } from './person-engagements.js';
import { furthestStages } from './stage-reach.js';

/** Sums of one group; H is the horizon, the same for all groups and periods. */
export interface CloseRatioCells extends DecidedCells {
  /** Cohort by days since engagement, 0 … H: won, lost, censored (open, or still undecided after H). */
  readonly curveWon: Float64Array;
  readonly curveLost: Float64Array;
  readonly curveOpen: Float64Array;
  readonly cohort: number;
  /** Open members that H has not passed. */
  readonly openBeforeH: number;
  /** Members older than H, and those of them won within H. */
  readonly matured: number;
  readonly maturedWon: number;
  /** Owner × kind of lead → matured members and wins; empty in a period compared with. */
  readonly owners: CellMap;
  /** Month of engagement → matured cases and wins, over the whole history. */
  readonly months: CellMap;
  /** Matured members by the furthest stage reached; index 0 = none, last = won within H. */
  readonly furthest: Float64Array;
}

/** One group's cells while they grow. */
export interface Cohort { readonly won: Float64Array; readonly lost: Float64Array; readonly open: Float64Array; cohort: number; openBeforeH: number; matured: number; maturedWon: number }

const newCohort = (horizon: number): Cohort => ({
  won: new Float64Array(horizon + 1), lost: new Float64Array(horizon + 1), open: new Float64Array(horizon + 1),
  cohort: 0, openBeforeH: 0, matured: 0, maturedWon: 0,
});

const addTo = (histogram: Float64Array, bin: number): void => { histogram[bin] = (histogram[bin] as number) + 1; };

/** Which rows make which cohort: group of the cut × period of the day of engagement, as `period · groups + group`. */
export interface CohortPlan {
  readonly horizon: number;
  readonly asOfDay: number;
  readonly index: GroupIndex | null;
  readonly groups: number;
  readonly slots: DaySlots;
  readonly periods: number;
  /** Told of every matured deal on the clock, whatever its period. */
  readonly onMatured?: (row: number, group: number, isWon: boolean) => void;
  /** Told of every matured member of a cohort. */
  readonly onMember?: (row: number, slot: number, isWon: boolean) => void;
}

/** Cohort sums in one pass over the deals with an engagement. */
export const sumCohorts = (spans: EngagementSpans, plan: CohortPlan): readonly Cohort[] => {
  const cohorts = Array.from({ length: plan.groups * plan.periods }, () => newCohort(plan.horizon));
  const { parts } = spans.rows;
  for (const part of [0, 1, 2] as const) sumPart(spans, plan, cohorts, part, parts[part], parts[part + 1] as number);
  return cohorts;
};

const sumPart = (spans: EngagementSpans, plan: CohortPlan, cohorts: readonly Cohort[], part: 0 | 1 | 2, from: number, to: number): void => {
  const { startDay, ageLack, bin } = spans;
  const { horizon, asOfDay, index, groups, slots, onMatured, onMember } = plan;
  for (let row = from; row < to; row++) {
    const group = index === null ? 0 : (index[row] as number);
    const day = startDay[row] as number;
    if (group >= groups || day === missingDay) continue;
    const t = bin[row] as number;
    const inTime = part !== 0 && t <= horizon;
    const isWon = inTime && part === 1;
    const isMature = asOfDay - day - (ageLack[row] as number) > horizon;
    if (isMature && onMatured !== undefined) onMatured(row, group, isWon);
    const period = slots.of(day);
    if (period < 0) continue;
    const own = cohorts[period * groups + group] as Cohort;
    own.cohort++;
    if (inTime) addTo(isWon ? own.won : own.lost, t);
    else addTo(own.open, t < horizon ? t : horizon);
    if (isMature) {
      own.matured++;
      if (isWon) own.maturedWon++;
      if (onMember !== undefined) onMember(row, period * groups + group, isWon);
    } else if (part === 0) own.openBeforeH++;
  }
};

/** Cells per group of the cut: one pass over the deals with an engagement, and the closed runs. */
export const closeRatioCells = (context: KpiContext, question: Question): readonly CloseRatioCells[] => {
  const { period, cut, options } = question;
  const spans = engagementsFor(context, options);
  const groups = cut.groups.length;
  const index = cut.groupOf(spans.rows);
  const byOwner = ownerCells(context);
  const months = context.memo(options['unit'] === 'person' ? 'engaged-months by person' : 'engaged-months', () => monthsOf(spans.startDay));
  const byMonth = tally(groups, months.size);
  const isCompared = question.isEarlier === true;
  const owners = sparseTally(groups, isCompared ? 0 : byOwner.keys.length);
  const reach = furthestStages(context);
  const furthest = Array.from({ length: groups }, () => new Float64Array(reach === null ? 0 : reach.stages.length + 2));
  const cohorts = sumCohorts(spans, {
    horizon: closeHorizon(context, options), asOfDay: context.asOfDay, index, groups, slots: slotOfDays(context, [period]), periods: 1,
    onMatured: (row, group, isWon) => count(byMonth, group * months.size + months.codeOf(spans.startDay[row] as number), isWon),
    onMember: (row, group, isWon) => {
      if (!isCompared) owners.add(group, byOwner.codes[row] as number, isWon);
      if (reach !== null) addTo(furthest[group] as Float64Array, isWon ? reach.stages.length + 1 : (reach.rank[row] as number));
    },
  });
  const closed = decidedCells(context, spans.rows, question, index);
  return cohorts.map((own, group): CloseRatioCells => ({
    curveWon: own.won, curveLost: own.lost, curveOpen: own.open, cohort: own.cohort, openBeforeH: own.openBeforeH,
    matured: own.matured, maturedWon: own.maturedWon, ...(closed[group] as DecidedCells),
    owners: isCompared ? new Map() : owners.mapOf(group, byOwner.keys), months: mapOf(byMonth, group, months.keyOf), furthest: furthest[group] as Float64Array,
  }));
};
