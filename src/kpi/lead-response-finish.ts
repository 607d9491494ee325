import type { Interval } from '../model/interval.js';
import type { OwnerResponse, ResponseDetails, WaitBin } from '../model/response-details.js';
import type { Phase, Reliability, Status } from '../model/result.js';
import { oddsRatio } from '../stats/odds-ratio.js';
import { stepAt } from '../stats/step-at.js';
import { survivalQuantile } from '../stats/survival-quantile.js';
import type { SurvivalCurve } from '../stats/survival-curve.js';
import { tInterval } from '../stats/t-interval.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import type { CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import type { Finished, Question } from './define-kpi.js';
import { exactValue } from './exact-cell.js';
import { interval95 } from './interval.js';
import { openings, weekHours } from './lead-hours.js';
import { canQualify } from './lead-qualification.js';
import { leadResponseCaveats } from './lead-response-caveats.js';
import { waitBins, type LeadResponseCells } from './lead-response-cells.js';
import { isWaiting, leadWaits, minutesOf, waitOptionsOf } from './lead-waits.js';
import { isQuantileReliable, meanReliability } from './reliability.js';
import { emptySparse, sumSparse, type SparseHistogram } from './sparse-histogram.js';
import { valueOfKey } from './value-key.js';
import { waitCurve, waitMedian } from './wait-curve.js';

const minuteMs = 60_000;
/** Minutes beyond which an answer is bad whatever the goal. */
const limit = 30;
/** Fold by which the odds of qualifying fall from 5 to 30 minutes, as usually cited (InsideSales 2007; a correlation). */
const citedDropOff = 21;
/** Minutes at which a rep's curve is told: about equal ratios, with the limits of the benchmark among them. */
const curveMinutes = [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 960, 1440, 2880, 4320, 7200, 10_080, 20_160, 43_200] as const;
/** Upper ends of how long unanswered leads have waited. */
const waitingEnds = [30, 1440, 10_080, null] as const;

export const noResponseDetails: ResponseDetails = {
  clock: 'elapsed', n: 0, mean: null, median: null, medianCi: null, medianReliability: 'none', medianStatus: 'unknown', within5: null, within5Ci: null, within30: null, within30Ci: null, never: null, neverCi: null,
  priorShare: null, owners: [], bins: [], dropOff: null, hours: [], waiting: { n: 0, medianMinutes: null, oldestMinutes: null, bins: [] }, outOfHours: null,
};

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
const wilson = (part: number, whole: number): Interval | null => interval95(wilsonInterval(part, whole), 'wilson');

const waitsOf = (cells: CellMap, key: string): SparseHistogram => (cells.get(key)?.['waits'] ?? emptySparse) as SparseHistogram;
const countOf = ({ counts }: SparseHistogram): number => counts.reduce((sum, count) => sum + count, 0);

/** All waits together: owners are parts that share no lead. */
const allWaits = ({ owners }: LeadResponseCells): SparseHistogram => sumSparse([...owners.keys()].map((key) => waitsOf(owners, key)));

const medianOf = (curve: SurvivalCurve): { median: number | null; medianCi: Interval | null } => {
  const { value, lo, hi } = survivalQuantile(curve, 0.5);
  return { median: value, medianCi: value === null ? null : interval95({ lo, hi }, 'log-log') };
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

const ownersOf = ({ owners }: LeadResponseCells, withCurves: boolean): readonly OwnerResponse[] => [...owners].map(([key, own]): OwnerResponse => {
  const waits = waitsOf(owners, key);
  const curve = waitCurve(waits);
  const n = countOf(waits);
  const last = curve.lastTime ?? 0;
  return {
    id: valueOfKey(key), n, ...medianOf(curve), p90: survivalQuantile(curve, 0.9).value,
    within5: share(own['in5'] as number, own['of5'] as number),
    isMedianFirm: isQuantileReliable(n, 0.5), isP90Firm: isQuantileReliable(n, 0.9),
    // Beyond the longest wait nothing is known any more.
    curve: withCurves ? curveMinutes.filter((t) => t <= last || t === 1).map((t) => ({ t, share: 1 - stepAt(curve.time, curve.survival, t, 1) })) : [],
  };
}).sort((a, b) => (a.id === b.id ? 0 : a.id === null ? 1 : b.id === null ? -1 : a.id < b.id ? -1 : 1));

const binsOf = ({ binN, binMatured, binQualified }: LeadResponseCells, knowsQualified: boolean): readonly WaitBin[] =>
  Array.from(binN, (n, i): WaitBin => {
    const isOpen = i === waitBins.length;
    const [matured, qualified] = [binMatured[i] as number, binQualified[i] as number];
    const to = waitBins[i] ?? Infinity;
    return {
      from: isOpen ? null : i === 0 ? 0 : (waitBins[i - 1] as number), to: isOpen || to === Infinity ? null : to, n,
      matured: knowsQualified ? matured : null, qualified: knowsQualified ? qualified : null,
      rate: knowsQualified ? share(qualified, matured) : null, ci: knowsQualified ? wilson(qualified, matured) : null,
    };
  });

/** Answered within 5 minutes against answered after more than 30. */
const dropOffOf = ({ binMatured, binQualified }: LeadResponseCells): NonNullable<ResponseDetails['dropOff']> => {
  const late = (bins: Float64Array): number => bins.slice(2, waitBins.length).reduce((sum, x) => sum + x, 0);
  const { value, lo, hi } = oddsRatio(binQualified[0] as number, binMatured[0] as number, late(binQualified), late(binMatured));
  return { oddsRatio: value, ci: interval95({ lo, hi }, 'woolf'), cited: citedDropOff };
};

const hoursOf = ({ hours }: LeadResponseCells): ResponseDetails['hours'] => Array.from({ length: weekHours }, (_, i) => {
  const waits = waitsOf(hours, String(i).padStart(3, '0'));
  return { weekday: 1 + Math.floor(i / 24), hour: i % 24, n: countOf(waits), median: waitMedian(waits) };
});

const waitingOf = ({ bins, counts }: SparseHistogram): ResponseDetails['waiting'] => {
  const open = Array.from(bins, (code, i) => ({ minutes: minutesOf(code), n: isWaiting(code) ? (counts[i] as number) : 0 })).filter(({ n }) => n > 0);
  const n = open.reduce((sum, own) => sum + own.n, 0);
  let [middle, seen] = [null as number | null, 0];
  for (const own of open) {
    seen += own.n;
    if (middle === null && 2 * seen >= n) middle = own.minutes;
  }
  return {
    n, medianMinutes: middle, oldestMinutes: open[open.length - 1]?.minutes ?? null,
    bins: waitingEnds.map((to, i) => {
      const from = i === 0 ? 0 : (waitingEnds[i - 1] as number);
      return { from, to, n: open.reduce((sum, own) => (own.minutes >= from && (to === null || own.minutes < to) ? sum + own.n : sum), 0) };
    }),
  };
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
  const { isSegment } = question;
  const asked = waitOptionsOf(question.options);
  const waits = leadWaits(context, asked);
  const basis = asked.clock === 'business' ? 'cohort-business' : 'cohort';
  if (waits === null) {
    return {
      value: null, num: null, den: null, n: 0, nCensored: null, ci: null, reliability: 'none', phases: null, details: { ...noResponseDetails, clock: asked.clock },
      caveats: isSegment === true ? [] : leadResponseCaveats(null, context, question), basis,
    };
  }
  const { leads, answered: n } = cells;
  const all = allWaits(cells);
  const curve = waitCurve(all);
  const median = medianOf(curve);
  const [sum, squares] = [exactValue(cells.waited), exactValue(cells.squares)];
  const { mean, lo, hi } = tInterval(n, sum, squares);
  const value = mean === null ? null : mean / minuteMs;
  const ci = lo === null || hi === null ? null : interval95({ lo: lo / minuteMs, hi: hi / minuteMs }, 't');
  const knowsQualified = canQualify(context);
  const isWhole = isSegment !== true;
  const details: ResponseDetails = {
    clock: asked.clock, n: leads, mean: value, ...median,
    medianReliability: reliabilityOfMedian(leads), medianStatus: judgeMedian(median.median, curve.lastTime, leads, question),
    within5: share(cells.in5, cells.of5), within5Ci: wilson(cells.in5, cells.of5),
    within30: share(cells.in30, cells.of30), within30Ci: wilson(cells.in30, cells.of30),
    never: leads === 0 ? null : share(cells.never, cells.ofWeek) ?? 0, neverCi: wilson(cells.never, cells.ofWeek),
    priorShare: share(cells.prior, leads),
    owners: ownersOf(cells, isWhole),
    bins: binsOf(cells, knowsQualified), dropOff: knowsQualified ? dropOffOf(cells) : null,
    hours: isWhole ? hoursOf(cells) : [], waiting: waitingOf(all),
    outOfHours: openings(context) === null ? null : share(cells.outside, leads),
  };
  return {
    value, num: Number(sum) / minuteMs, den: n, n, nCensored: leads - n, ci, reliability: meanReliability(n, value, ci),
    phases: phasesOf(cells), details,
    caveats: isWhole ? leadResponseCaveats({ cells, details, waits }, context, question) : [],
    basis,
  };
};
