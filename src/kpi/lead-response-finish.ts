import type { ResponseDetails } from '../model/response-details.js';
import type { Phase, Reliability, Status } from '../model/result.js';
import { tInterval } from '../stats/t-interval.js';
import type { KpiContext } from './context.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { exactValue } from './exact-cell.js';
import { interval95 } from './interval.js';
import { openings } from './lead-hours.js';
import { canQualify } from './lead-qualification.js';
import { leadResponseCaveats } from './lead-response-caveats.js';
import type { LeadResponseCells } from './lead-response-cells.js';
import { binsOf, dropOffOf, hoursOf, medianOf, ownersOf, share, waitingOf, wilson } from './lead-response-parts.js';
import { leadWaits, waitOptionsOf } from './lead-waits.js';
import { isQuantileReliable, meanReliability } from './reliability.js';
import { waitFigures } from './wait-curve.js';

const minuteMs = 60_000;
/** Minutes beyond which an answer is bad whatever the goal. */
const limit = 30;

export const noResponseDetails: ResponseDetails = {
  clock: 'elapsed', n: 0, mean: null, median: null, medianCi: null, medianReliability: 'none', medianStatus: 'unknown',
  within5: null, within5Ci: null, within30: null, within30Ci: null, never: null, neverCi: null, priorShare: null, owners: [], bins: [], dropOff: null, hours: [], waiting: { n: 0, medianMinutes: null, oldestMinutes: null, bins: [] }, outOfHours: null,
};

const reliabilityOfMedian = (leads: number): Reliability => (leads === 0 ? 'none' : isQuantileReliable(leads, 0.5) ? 'ok' : 'unreliable');

/**
 * Up to the target good, up to 30 minutes close, else bad. A median that is never reached lies beyond the longest wait seen.
 * Unknown in an open period, without target, and of fewer leads than a median needs.
 */
const judgeMedian = (median: number | null, longestWait: number | null, leads: number, { target, period }: Question): Status => {
  if (target === null || period.partial || reliabilityOfMedian(leads) !== 'ok') return 'unknown';
  const minutes = median ?? ((longestWait ?? 0) > Math.max(limit, target) ? Infinity : null);
  if (minutes === null) return 'unknown';
  return minutes <= target ? 'good' : minutes <= Math.max(limit, target) ? 'warn' : 'bad';
};

/** Mean minutes of each step, over the leads of which both its ends are known. */
const phasesOf = (cells: LeadResponseCells): readonly Phase[] | null => {
  const steps = [
    { key: 'routing', n: cells.routingN, ms: cells.routingMs }, { key: 'pickup', n: cells.pickupN, ms: cells.pickupMs }, { key: 'reach', n: cells.reachN, ms: cells.reachMs },
  ] as const;
  const known = steps.filter(({ n }) => n > 0);
  return known.length === 0 ? null : known.map(({ key, n, ms }): Phase => ({ key, value: Number(exactValue(ms)) / n / minuteMs, unit: 'minutes', n, details: {} }));
};

/** Mean, median, shares and caveats from added cells. Nobody answered: null, the shares still tell. */
export const finishLeadResponse = (cells: LeadResponseCells, context: KpiContext, question: Question): Finished<'lead_response'> => {
  const asked = waitOptionsOf(question.options);
  const waits = leadWaits(context, asked);
  const basis = asked.clock === 'business' ? 'cohort-business' : 'cohort';
  if (waits === null) {
    return {
      value: null, num: null, den: null, n: 0, nCensored: null, ci: null, reliability: 'none', phases: null, details: { ...noResponseDetails, clock: asked.clock },
      caveats: !isRead(question) ? [] : leadResponseCaveats(null, context, question), basis,
    };
  }
  const { leads, answered: n } = cells;
  const figures = waitFigures(cells.waits);
  const median = medianOf(figures);
  const [sum, squares] = [exactValue(cells.waited), exactValue(cells.squares)];
  const { mean, lo, hi } = tInterval(n, sum, squares);
  const value = mean === null ? null : mean / minuteMs;
  const ci = lo === null || hi === null ? null : interval95({ lo: lo / minuteMs, hi: hi / minuteMs }, 't');
  const knowsQualified = canQualify(context);
  const isWhole = isRead(question);
  const details: ResponseDetails = {
    clock: asked.clock, n: leads, mean: value, ...median,
    medianReliability: reliabilityOfMedian(leads), medianStatus: judgeMedian(median.median, figures.lastTime, leads, question),
    within5: share(cells.in5, cells.of5), within5Ci: wilson(cells.in5, cells.of5),
    within30: share(cells.in30, cells.of30), within30Ci: wilson(cells.in30, cells.of30),
    never: leads === 0 ? null : share(cells.never, cells.ofWeek) ?? 0, neverCi: wilson(cells.never, cells.ofWeek),
    priorShare: share(cells.prior, leads),
    owners: ownersOf(cells, isWhole),
    bins: binsOf(cells, knowsQualified), dropOff: knowsQualified ? dropOffOf(cells) : null,
    hours: isWhole ? hoursOf(cells) : [], waiting: waitingOf(cells.waits),
    outOfHours: openings(context) === null ? null : share(cells.outside, leads),
  };
  return {
    value, num: Number(sum) / minuteMs, den: n, n, nCensored: leads - n, ci, reliability: meanReliability(n, value, ci),
    phases: phasesOf(cells), details,
    caveats: isWhole ? leadResponseCaveats({ cells, details, waits }, context, question) : [],
    basis,
  };
};
