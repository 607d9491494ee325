import type { Drivers } from '../model/drivers.js';
import type { KpiQuery } from '../model/query.js';
import type { KpiId } from '../model/kpi-id.js';
import type { Caveat, KpiResult, Segment } from '../model/result.js';
import { answer, trendOf } from './answer-periods.js';
import { askedContext } from './asked-context.js';
import { askedPeriod } from './asked-period.js';
import { asksMilestones, asksWhy, nothingBeside, type Beside } from './beside.js';
import { caveat } from './caveats.js';
import type { Cells } from './cells.js';
import { formatDay } from './calendar-units.js';
import type { KpiContext } from './context.js';
import { controlOf } from './control.js';
import { createCut, passesNothing } from './create-cut.js';
import type { BootstrapIntervals, Finished, KpiDefinition, Question, RefinedIntervals } from './define-kpi.js';
import { deltaOf } from './delta.js';
import { explainChange } from './explain-change.js';
import { addAll, cellsOfWhole } from './filtered-cells.js';
import { generalCaveats, orderCaveats, lacksRows } from './general-caveats.js';
import { checkNeeds } from './needs.js';
import { provenanceOf } from './provenance.js';
import { roundResult } from './round-result.js';
import type { Counted } from './rule-counts.js';
import { segmentNames } from './segment-names.js';
import { statusOf } from './status.js';
import { findTarget } from './targets.js';

export const asOfText = (context: KpiContext): string => {
  const { calendar, asOfMs, asOfDay } = context;
  return calendar.midnightOf(asOfDay) === asOfMs ? formatDay(asOfDay) : new Date(asOfMs).toISOString();
};

/** The answer with its final intervals; `group` null = all groups together. */
const withIntervals = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, finished: Finished<K>, intervals: BootstrapIntervals | RefinedIntervals<K>, group: number | null,
): Finished<K> => {
  const ci = (group === null ? intervals.total : intervals.groups[group]) ?? finished.ci;
  return {
    ...finished, ci,
    reliability: definition.reliabilityWith?.(finished, ci) ?? finished.reliability,
    details: 'refine' in intervals ? intervals.refine(finished.details, group) : finished.details,
  };
};

/** What a question cuts by. */
const dimensionsOf = ({ filter, segmentBy }: KpiQuery): readonly string[] => [...Object.keys(filter ?? {}), ...(segmentBy ?? [])];

/** Nothing passed the filter: that first, then only what forbids a figure anyway; the rest speaks of cases there are none of. */
const withoutRows = (caveats: readonly Caveat[]): readonly Caveat[] => [caveat('E_NO_ROWS'), ...caveats.filter(({ severity }) => severity === 'block')];

/** Result of a KPI whose data is not there. */
const without = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, query: KpiQuery, state: 'not-applicable' | 'empty', caveats: readonly Caveat[],
  beside: Beside<K, C>,
): KpiResult<K> => {
  const period = askedPeriod(definition, context, query.period);
  return {
    kpi: definition.id, state, value: null, unit: definition.unit, better: definition.better, num: null, den: null, n: 0, nCensored: null,
    ci: null, reliability: 'none', status: 'unknown', target: query.target ?? null, delta: null, phases: null, segments: [],
    segmentBy: query.segmentBy ?? [], trend: null, caveats, basis: definition.time, period, asOf: asOfText(context),
    timeZone: context.calendar.timeZone, currency: context.currency, partial: period.partial, details: definition.noDetails,
    provenance: provenanceOf(definition, context, [], dimensionsOf(query)),
    ...(asksWhy(query) ? { drivers: null } : {}),
    ...(query.season === true ? { season: null, course: [] } : {}),
    ...(asksMilestones(query) ? { milestones: beside.milestones?.unknownMilestones(definition, context) ?? [] } : {}),
  };
};

/** The steps of an answer; `context` is the one that the question is answered in. */
function* stepsOf<K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, query: KpiQuery, beside: Beside<K, C>,
): Generator<KpiResult<K> | undefined, KpiResult<K>> {
  const options = query.options ?? {};
  const missing = beside.milestones?.lacksMilestones(definition, context, query) ?? checkNeeds(definition.needsFor?.(options) ?? definition.needs, context.tables);
  if (missing !== null) return without(definition, context, query, missing.state, missing.caveats, beside);
  const lacking = definition.lacks?.(context) ?? null;
  if (lacking !== null) return without(definition, context, query, 'not-applicable', [caveat('NOT_APPLICABLE', lacking)], beside);

  const period = askedPeriod(definition, context, query.period);
  const [filter, segmentBy] = [query.filter ?? {}, query.segmentBy ?? []];
  const entities = definition.rows(context, { period, options, dimensions: [...Object.keys(filter), ...segmentBy] });
  const cut = createCut(filter, segmentBy, entities);
  /** All that passes the filter, whatever it is segmented by. */
  const ungrouped = cut.segmentBy.length === 0 ? cut : createCut(cut.filter, [], entities);
  const asked: Question = { period, cut, target: query.target ?? findTarget(context, definition.id, period), options };
  const target = asked.target ?? definition.defaultTarget?.(context, { ...asked, cut: ungrouped }) ?? null;
  const question: Question = { ...asked, target };

  const groupCells = cut.segmentBy.length === 0 ? [] : definition.cells(context, question);
  // Without a group no row passes the filter: an ungrouped cut still has its one answer.
  const cells = addAll(groupCells) ?? cellsOfWhole(definition, context, { ...question, cut: ungrouped });
  const finished = definition.finish(cells, context, question);
  const parts = groupCells.map((group) => definition.finish(group, context, { ...question, isSegment: true }));

  const how = query.compare ?? 'previous';
  const earlier = how === 'none' || definition.ignoresPeriod?.(question) === true ? null : context.calendar.earlier(period, how, context);
  const before = earlier === null || context.calendar.daysOf(earlier).endDay <= context.firstDay ? null
    : { period: earlier, ...answer(definition, context, { ...question, cut: ungrouped, period: earlier, isEarlier: true }) };
  const changeCaveats = before === null ? [] : definition.changeCaveats?.({ cells, finished, period }, before, context, question) ?? [];
  const trend = trendOf(definition, context, question, query.trend);
  const seasonal = beside.season?.seasonOf(definition, context, question, how, { cells, finished, period }, before) ?? {};
  const milestones = beside.milestones?.milestonesOf(definition, context, query) ?? [];
  const explanation = beside.explain === null ? null : explainChange(definition, beside.explain, query, { context, question, after: { cells, finished, period }, before });

  const isEmpty = finished.n === 0 && passesNothing(filter, entities);
  /** Nothing passed the filter, or not all rows came: no judgement. */
  const isIncomplete = isEmpty || lacksRows(definition, context);

  const assemble = (whole: Finished<K>, segments: readonly Finished<K>[], drivers: readonly Drivers[] | null): KpiResult<K> => {
    const isCensus = definition.time === 'stock';
    const isBeyond = definition.judgedUpTo !== undefined && target !== null && whole.value !== null && whole.value > definition.judgedUpTo * target;
    return roundResult<KpiResult<K>>({
      kpi: definition.id,
      state: whole.value === 0 ? 'zero' : 'ready',
      value: whole.value, unit: definition.unit, better: definition.better,
      num: whole.num, den: whole.den, n: whole.n, nCensored: whole.nCensored, ci: whole.ci, reliability: whole.reliability,
      status: isBeyond || isIncomplete ? 'unknown'
        : definition.judge?.(whole, target, period.partial) ?? statusOf({ ...whole, isPartial: period.partial, isCensus }, target, definition.better),
      target,
      delta: before === null ? null : deltaOf(definition, whole, before.finished, period, before.period),
      ...(asksWhy(query) ? { drivers } : {}),
      ...seasonal,
      ...(asksMilestones(query) ? { milestones } : {}),
      phases: whole.phases,
      segments: segments.flatMap((part, i): Segment<K>[] => i === cut.restIndex || definition.isShown?.(groupCells[i] as C) === false ? [] : [{
        key: cut.groups[i] ?? [], value: part.value, n: part.n, ci: part.ci, reliability: part.reliability, details: part.details,
      }]),
      segmentBy: cut.segmentBy, names: segmentNames(context.tables), trend, ...(trend === null ? {} : { control: isIncomplete ? null : controlOf(trend) }),
      caveats: orderCaveats([...(isEmpty ? withoutRows(whole.caveats) : [...whole.caveats, ...changeCaveats]), ...generalCaveats(definition, context, whole, isEmpty)]),
      basis: whole.basis, period, asOf: asOfText(context), timeZone: context.calendar.timeZone, currency: context.currency,
      partial: period.partial, details: whole.details, provenance: provenanceOf(definition, context, entities, dimensionsOf(query)),
    });
  };

  const first = assemble(finished, parts, explanation?.drivers ?? null);
  if (query.interval === 'closed-form' || (definition.bootstrap === undefined && explanation?.refine === undefined)) return first;
  yield first;
  const intervals = definition.bootstrap === undefined ? null : yield* definition.bootstrap(context, question);
  const drivers = explanation?.refine === undefined ? explanation?.drivers ?? null : yield* explanation.refine();
  if (intervals === null) return assemble(finished, parts, drivers);
  return assemble(withIntervals(definition, finished, intervals, null), parts.map((part, i) => withIntervals(definition, part, intervals, i)), drivers);
}

/**
 * Answers a query in steps: the closed-form answer first, then nothing per slice of the bootstrap, then the final answer
 * as the return value. Without a bootstrap the first step is already the return.
 * Throws RangeError for a period or a day of exchange rates that does not exist.
 *
 * @param beside from `besideOf`, for a question that asks for more than the figure
 */
export function* computeSteps<K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, loaded: KpiContext, query: KpiQuery, beside: Beside<K, C> = nothingBeside,
): Generator<KpiResult<K> | undefined, KpiResult<K>> {
  const context = askedContext(loaded, query.options ?? {});
  const counted: Counted = new Map();
  const steps = stepsOf(definition, context, query, beside);
  for (;;) {
    // Between its steps others are answered.
    const step = context.rules.during(counted, () => steps.next());
    if (step.done === true) return step.value;
    yield step.value;
  }
}

/** The closed-form answer at once, whatever interval the query asks for. */
export const computeKpi = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, query: KpiQuery, beside: Beside<K, C> = nothingBeside,
): KpiResult<K> => {
  const step = computeSteps(definition, context, { ...query, interval: 'closed-form' }, beside).next();
  return step.value as KpiResult<K>;
};
