import type { KpiId } from '../model/kpi-id.js';
import type { Milestone, MilestonePoint } from '../model/milestone.js';
import type { Period } from '../model/period.js';
import type { KpiQuery, PeriodName } from '../model/query.js';
import { answer } from './answer-periods.js';
import { formatDay, type CalendarUnit } from './calendar-units.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import type { Finished, KpiDefinition, Question } from './define-kpi.js';
import { stonesOf, type Stone } from './milestone-rows.js';
import { clampProgress, daysToTarget, daysToTargetRange, elapsedShare, reachedTimes, shareOfWay, standingOf } from './milestone-standing.js';
import { checkNeeds } from './needs.js';
import { parsePeriod } from './period-name.js';

/** Points of the history at most. */
const mostPoints = 24;
/** Earlier years that a usual share is taken from. */
const mostYears = 3;

/** The kind of period that a milestone's figure is of, moved to another time. */
interface Window {
  /** As it was asked at the beginning of a local day (or at the cut-off). */
  at(day: number): Period;
  /** Steps of the history. */
  readonly unit: Exclude<CalendarUnit, 'day'>;
}

const unitOfName = (name: PeriodName): Window['unit'] => {
  const spec = parsePeriod(name);
  return (spec.kind === 'last' || spec.kind === 'this') && spec.unit !== 'day' ? spec.unit : 'month';
};

/** Named periods move along; dated ones stand still, so the KPI's own kind of period takes their place. */
const windowOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, period: KpiQuery['period']): Window => {
  const { calendar, asOfMs, asOfDay, firstDay } = context;
  const own = definition.defaultPeriod?.(context);
  const name = typeof period === 'string' ? period : typeof own === 'string' ? own : definition.time === 'period' ? 'last_12_months' : 'all';
  const cutOffAt = (day: number): number => (day >= asOfDay ? asOfMs : calendar.midnightOf(day));
  if (definition.time === 'stock' && typeof period !== 'string') {
    return { unit: 'month', at: (day) => calendar.upTo(cutOffAt(day), calendar.startOf('quarter', calendar.dayOf(cutOffAt(day) - 1))) };
  }
  return { unit: unitOfName(name), at: (day) => calendar.resolve(name, { asOfMs: cutOffAt(day), firstDay }) };
};

/** Ends of complete units after a day (at most so many, the latest ones), and the day of the cut-off itself. */
const historyDays = ({ calendar, asOfMs, asOfDay, firstDay }: KpiContext, unit: Window['unit'], startDay: number | null): readonly number[] => {
  const ends = calendar.lastUnits(unit, mostPoints, asOfMs).map((period) => calendar.daysOf(period).endDay);
  return [...ends.filter((day) => day > Math.max(firstDay, startDay ?? firstDay) && day < asOfDay), asOfDay];
};

/** Share of a figure that adds up which is usually there by now: mean over the years before of what came by the same day. */
const usualShare = ({ calendar, asOfDay, firstDay }: KpiContext, { startDay, dueDay }: Stone, valueOf: (from: number, to: number) => number | null): number | null => {
  if (startDay === null || dueDay === null || dueDay <= startDay) return null;
  const shares: number[] = [];
  for (let years = 1; years <= mostYears; years++) {
    const [from, by, to] = [startDay, Math.min(dueDay, Math.max(startDay, asOfDay)), dueDay].map((day) => calendar.add('year', day, -years)) as [number, number, number];
    const whole = from < firstDay ? null : valueOf(from, to);
    if (whole === null || !(whole > 0)) continue;
    shares.push(by === from ? 0 : Math.min(1, Math.max(0, (valueOf(from, by) ?? 0) / whole)));
  }
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
};

/** What the table itself says. */
const toldBy = ({ id, segment, owner, startDay, dueDay, startValue, target }: Stone) => ({
  id, segment, owner, start: startDay === null ? null : formatDay(startDay), due: dueDay === null ? null : formatDay(dueDay), startValue, target,
});

type Figure = Pick<Finished<KpiId>, 'value' | 'ci' | 'reliability'>;

const milestoneOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, stone: Stone, query: KpiQuery): Milestone => {
  const { calendar, asOfDay, asOfMs } = context;
  const { startDay, dueDay, target, segment } = stone;
  const options = query.options ?? {};
  const filter = segment === null ? {} : { segment: [segment] };
  const figureIn = (period: Period): Figure | null => {
    const cut = createCut(filter, [], definition.rows(context, { period, options, dimensions: Object.keys(filter) }));
    const question: Question = { period, cut, target: null, options, isSegment: true };
    // What knows no period knows its own past by its trend.
    return definition.ignoresPeriod?.(question) === true && definition.trend !== undefined ? definition.trend(context, question, [period])[0] ?? null
      : answer(definition, context, question).finished;
  };
  const sums = definition.accumulates === true && startDay !== null;
  const window = windowOf(definition, context, query.period);
  const between = (from: number, to: number): Period => calendar.between(from, to, asOfMs);
  const at = (day: number): Figure | null => (!sums ? figureIn(window.at(day)) : day <= startDay ? null : figureIn(between(startDay, day)));
  const startValue = stone.startValue ?? (sums ? 0 : startDay === null || startDay <= context.firstDay ? null : at(startDay)?.value ?? null);
  const points = historyDays(context, window.unit, startDay).map((day) => {
    const figure = at(day);
    return { day, figure, progress: shareOfWay(figure?.value ?? null, startValue, target) };
  });
  const now = points.at(-1)?.figure ?? null;
  const history = points.map(({ day, figure, progress }): MilestonePoint => ({ at: formatDay(day), value: figure?.value ?? null, progress }));
  const direction = startValue === null || startValue === target ? (definition.better === 'higher' ? 1 : -1) : target > startValue ? 1 : -1;
  const elapsed = elapsedShare(startDay, dueDay, asOfDay);
  const pace = sums ? usualShare(context, stone, (from, to) => figureIn(between(from, to))?.value ?? null) ?? elapsed : elapsed;
  const progress = clampProgress(points.at(-1)?.progress ?? null);
  const days = daysToTarget(points);
  const range = days === null ? null : daysToTargetRange(points);
  const head = { value: now?.value ?? null, ci: now?.ci ?? null, reliability: now?.reliability ?? 'none' } as const;
  return {
    ...toldBy(stone), startValue, ...head, progress, pace,
    standing: standingOf({ ...head, target, direction, progress, pace, isDue: dueDay !== null && asOfDay >= dueDay }),
    eta: days === null ? null : formatDay(asOfDay + days),
    etaRange: range === null ? null : { from: formatDay(asOfDay + range.from), to: range.to === null ? null : formatDay(asOfDay + range.to) },
    ...reachedTimes(history, target, direction), history,
  };
};

/**
 * The milestones of a KPI and how far they are at the cut-off. The figure is that of the query's named period, else of the
 * KPI's own (a stock: at the cut-off), and for the history of the same kind of period as it was then. Intervals are the
 * closed-form ones. No table: none.
 */
export const milestonesOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, query: KpiQuery): readonly Milestone[] =>
  stonesOf(context, definition.id).map((stone) => milestoneOf(definition, context, stone, query));

/** Where only milestones are asked for: why there are none of this KPI; null = there are. */
export const lacksMilestones = <K extends KpiId, C extends Cells>({ id }: KpiDefinition<K, C>, context: KpiContext, { milestones }: KpiQuery): ReturnType<typeof checkNeeds> => {
  if (milestones !== 'only') return null;
  return checkNeeds([[{ table: 'milestones', columns: ['kpi', 'target'] }]], context.tables) ?? (stonesOf(context, id).length === 0 ? { state: 'empty', caveats: [] } : null);
};

/** The milestones of a KPI whose figure cannot be computed: what the table says of them, and nothing more. */
export const unknownMilestones = <K extends KpiId, C extends Cells>({ id }: KpiDefinition<K, C>, context: KpiContext): readonly Milestone[] =>
  stonesOf(context, id).map((stone) => ({
    ...toldBy(stone), value: null, ci: null, reliability: 'none', progress: null, pace: elapsedShare(stone.startDay, stone.dueDay, context.asOfDay), standing: 'unknown',
    eta: null, etaRange: null, firstReached: null, crossings: 0, streak: 0, longestStreak: 0, history: [],
  }));
