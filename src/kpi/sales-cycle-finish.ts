import type { SalesCycleDetails } from '../model/details.js';
import type { Caveat } from '../model/result.js';
import { dayMs } from '../model/zone.js';
import { aalenJohansenBinned } from '../stats/aalen-johansen-binned.js';
import { incidenceQuantile } from '../stats/incidence-quantile.js';
import type { IncidenceCurves } from '../stats/incidence-curves.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import { survivalQuantile } from '../stats/survival-quantile.js';
import { tInterval } from '../stats/t-interval.js';
import { closeRatioCaveatTexts } from './close-ratio-caveat-texts.js';
import { salesCycleCaveatTexts } from './sales-cycle-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { KpiContext } from './context.js';
import { dealCycles } from './deal-spans.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { ownerCaveats } from './owner-caveat.js';
import { meanReliability } from './reliability.js';
import type { SalesCycleCells } from './sales-cycle-cells.js';
import { dominantDimension } from './sales-cycle-change.js';
import { salesCyclePhases } from './sales-cycle-phases.js';

const caveat = caveatWriter({ ...closeRatioCaveatTexts, ...salesCycleCaveatTexts });

export const noSalesCycleDetails: SalesCycleDetails = {
  mean: null, median: null, p90: null, decisionMedian: null, decisionMedianCi: null, winMedian: null, tail: null, curve: [], curveN: 0,
};

const restLimb = 2n ** 26n;

export const sumOf = (counts: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] as number;
  return sum;
};

/** Σ bin · rest; beyond 2^53 with big integers, since a sum of non-negative whole numbers below it is exact. */
const crossSum = (rest: Float64Array): bigint => {
  let cross = 0;
  for (let bin = 0; bin < rest.length; bin++) cross += bin * (rest[bin] as number);
  if (cross <= Number.MAX_SAFE_INTEGER) return BigInt(cross);
  let exact = 0n;
  rest.forEach((ms, bin) => { exact += BigInt(bin) * BigInt(ms); });
  return exact;
};

/** Σms and Σms² of the won deals, exact: ms = bin · unit + rest. */
const exactSums = ({ won, wonRest, restSquareHi, restSquareLo }: SalesCycleCells, unitMs: number): { sum: bigint; squares: bigint } => {
  const unit = BigInt(unitMs);
  let bins = 0;
  let binSquares = 0;
  for (let bin = 0; bin < won.length; bin++) {
    bins += bin * (won[bin] as number);
    binSquares += bin * bin * (won[bin] as number);
  }
  const restSquares = BigInt(restSquareHi) * restLimb + BigInt(restSquareLo);
  return {
    sum: BigInt(bins) * unit + BigInt(sumOf(wonRest)),
    squares: BigInt(binSquares) * unit * unit + 2n * crossSum(wonRest) * unit + restSquares,
  };
};

/** First time at which half of all wins that the curve ever sees are in. */
export const winMedianOf = (curves: IncidenceCurves): number | null => {
  const incidence = curves.incidence[1] ?? [];
  const last = incidence[incidence.length - 1] ?? 0;
  return last > 0 ? incidenceQuantile(curves.time, incidence, last / 2) : null;
};

/** Segments up to which each brings its own curve; more than these nobody draws. */
const mostCurves = 24;

const curveDetails = (cells: SalesCycleCells, days: number, hasSteps: boolean) => {
  const curves = aalenJohansenBinned(cells.curveWon, cells.curveLost, cells.curveOpen);
  // Whoever is decided is no longer free of either cause.
  const decision = survivalQuantile({ time: curves.time, survival: curves.survival, lo: curves.lo[0] ?? [], hi: curves.hi[0] ?? [], lastTime: curves.lastTime }, 0.5);
  const inDays = (t: number | null): number | null => (t === null ? null : t * days);
  const curveN = curves.n;
  const last = curves.time.length - 1;
  return {
    decisionMedian: inDays(decision.value),
    decisionMedianCi: decision.value === null ? null : interval95({ lo: inDays(decision.lo), hi: inDays(decision.hi) }, 'log-log'),
    winMedian: inDays(winMedianOf(curves)),
    tail: curveN === 0 ? null : last < 0 ? 1 : (curves.survival[last] as number),
    curve: !hasSteps ? [] : curves.time.map((t, i) => ({
      t: t * days,
      win: curves.incidence[1]?.[i] as number, loss: curves.incidence[2]?.[i] as number, open: curves.survival[i] as number,
      winLo: curves.lo[1]?.[i] ?? null, winHi: curves.hi[1]?.[i] ?? null,
      openLo: curves.lo[0]?.[i] ?? null, openHi: curves.hi[0]?.[i] ?? null,
      lossLo: curves.lo[2]?.[i] ?? null, lossHi: curves.hi[2]?.[i] ?? null,
    })),
    curveN,
  };
};

const openTail = 0.05;
const backfilledShare = 0.1;
const backfilledMedian = 7;

/** Share of won deals whose whole cycle is shorter than a day. */
const withinADay = (won: Float64Array, n: number, unitMs: number): number => sumOf(won.slice(0, dayMs / unitMs)) / n;

const caveatsOf = (cells: SalesCycleCells, context: KpiContext, question: Question, facts: { n: number; median: number | null; tail: number | null }): Caveat[] => {
  const spans = dealCycles(context);
  const { n, median, tail } = facts;
  const found: Caveat[] = [];
  if (tail !== null && tail > openTail) found.push(caveat('SC_TAIL_OPEN', { p: tail }));
  if (cells.fallback > 0) found.push(caveat('SC_START_FALLBACK', { p: cells.fallback / n }));
  if (n > 0 && median !== null && median > backfilledMedian) {
    const share = withinADay(cells.won, n, spans.unitMs);
    if (share > backfilledShare) found.push(caveat('SC_BACKFILLED', { p: share }));
  }
  const dominant = question.cut.segmentBy.length === 0 ? dominantDimension(cells) : null;
  if (dominant !== null) found.push(caveat('SC_UNSEGMENTED', { dim: dominant.name, p: dominant.share }));
  if (spans.nNegative > 0) found.push(caveat('DQ_NEGATIVE_DURATION', { n: spans.nNegative }));
  if (spans.nNoStart > 0) found.push(caveat('DQ_NO_START', { n: spans.nNoStart }));
  if (!spans.rows.has.open && (spans.rows.has.won || spans.rows.has.lost)) found.push(caveat('CR_NO_OPEN'));
  if (!context.tables.has('stage_history')) found.push(caveat('NOT_APPLICABLE', { table: 'stage_history', column: 'entered_at' }, 'info'));
  return [...found, ...ownerCaveats(context, question.cut)];
};

/** Number, interval, curve and caveats of the sales cycle from added cells. No won deal: value null, the curve is still drawn. */
export const finishSalesCycle = (cells: SalesCycleCells, context: KpiContext, question: Question): Finished<'sales_cycle'> => {
  const { unitMs, rows } = dealCycles(context);
  const days = unitMs / dayMs;
  const n = sumOf(cells.won);
  const { sum, squares } = exactSums(cells, unitMs);
  const { mean, lo, hi } = tInterval(n, sum, squares);
  const value = mean === null ? null : mean / dayMs;
  const ci = lo === null || hi === null ? null : interval95({ lo: lo / dayMs, hi: hi / dayMs }, 't');
  const quantile = (p: number): number | null => {
    const bin = quantileOfHistogram(cells.won, p);
    return bin === null ? null : bin * days;
  };
  // Only won deals in the data: a curve would say that everything is won.
  const hasCurve = rows.has.open || rows.has.lost || sumOf(cells.curveOpen) + sumOf(cells.curveLost) > 0;
  const hasSteps = question.isSegment !== true || question.cut.groups.length <= mostCurves;
  const curve = hasCurve && question.isEarlier !== true ? curveDetails(cells, days, hasSteps) : noSalesCycleDetails;
  const details: SalesCycleDetails = { ...curve, mean: value, median: quantile(0.5), p90: quantile(0.9) };
  return {
    value, num: Number(sum) / dayMs, den: n, n, nCensored: hasCurve ? sumOf(cells.curveOpen) : null, ci,
    reliability: meanReliability(n, value, ci),
    phases: salesCyclePhases(cells, context, n),
    details: {
      mean: details.mean, median: details.median, p90: details.p90, decisionMedian: details.decisionMedian,
      decisionMedianCi: details.decisionMedianCi, winMedian: details.winMedian, tail: details.tail, curve: details.curve, curveN: details.curveN,
    },
    caveats: !isRead(question) ? [] : caveatsOf(cells, context, question, { n, median: details.median, tail: details.tail }),
    basis: 'closing-period',
  };
};
