import { missingDay } from '../model/table.js';
import { addMonths } from './calendar-units.js';
import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import { stateBefore } from './deal-outcome.js';
import { runOf } from './deal-layout.js';
import { binAt, dealCycles, type DealSpans } from './deal-spans.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { GrowingHistogram, histograms } from './growing-histogram.js';
import { stageTimes } from './stage-times.js';
import { keyOfValue } from './value-key.js';

/** Sums of one group. Bins are days, or hours where cycles are very short; `rest` is what the bins leave, in ms. */
export interface SalesCycleCells extends Cells {
  /** Won in the period, per bin of the cycle. */
  readonly won: Float64Array;
  readonly wonRest: Float64Array;
  /** Σ rest² = hi · 2^26 + lo. */
  readonly restSquareHi: number;
  readonly restSquareLo: number;
  /** Won without recorded first contact or activity. */
  readonly fallback: number;
  /** Entry cohort of the curve per bin: won, lost, still open. */
  readonly curveWon: Float64Array;
  readonly curveLost: Float64Array;
  readonly curveOpen: Float64Array;
  /** Dimension → value → won deals and the sum of their bins; tells where a change comes from. */
  readonly dimensions: CellMap;
  readonly stages: CellMap;
}

/** What a cycle is compared by (the seed's audiences and causes). */
export const cycleDimensions = ['segment', 'source', 'owner_id', 'owner_tenure', 'amount_band', 'score_band'] as const;

/** Deals that started within this many months before the period's end make the curve. */
const curveMonths = 24;

const restLimb = 2 ** 26;

interface WonSums { readonly hist: GrowingHistogram; readonly rest: GrowingHistogram; hi: number; lo: number; fallback: number }

const groupAt = (index: GroupIndex | null, row: number): number => (index === null ? 0 : (index[row] as number));

const sumWon = (spans: DealSpans, index: GroupIndex | null, groups: number, from: number, to: number): readonly WonSums[] => {
  const sums = Array.from({ length: groups }, (): WonSums => ({ hist: new GrowingHistogram(), rest: new GrowingHistogram(), hi: 0, lo: 0, fallback: 0 }));
  const { startDay, bin, restMs, isFallback } = spans;
  for (let row = from; row < to; row++) {
    const group = groupAt(index, row);
    if (group >= groups || startDay[row] === missingDay) continue;
    const own = sums[group] as WonSums;
    const rest = restMs[row] as number;
    own.hist.add(bin[row] as number);
    own.fallback += isFallback[row] as number;
    if (rest === 0) continue;
    own.rest.add(bin[row] as number, rest);
    const square = rest * rest;
    const hi = Math.floor(square / restLimb);
    own.hi += hi;
    own.lo += square - hi * restLimb;
  }
  return sums;
};

const sumDimensions = (spans: DealSpans, index: GroupIndex | null, groups: number, from: number, to: number): readonly CellMap[] => {
  const found = Array.from({ length: groups }, () => new Map<string, Cells>());
  for (const name of cycleDimensions) {
    const column = spans.rows.dimension(name);
    if (column === null) continue;
    const size = column.dictionary.length;
    const n = new Float64Array(groups * size);
    const sum = new Float64Array(groups * size);
    for (let row = from; row < to; row++) {
      const group = groupAt(index, row);
      if (group >= groups || spans.startDay[row] === missingDay) continue;
      const at = group * size + (column.codes[row] as number);
      n[at] = (n[at] as number) + 1;
      sum[at] = (sum[at] as number) + (spans.bin[row] as number);
    }
    found.forEach((map, group) => {
      const values = new Map<string, Cells>();
      column.dictionary.forEach((value, code) => {
        const at = group * size + code;
        if ((n[at] as number) > 0) values.set(keyOfValue(value), { n: n[at] as number, sum: sum[at] as number });
      });
      map.set(name, { values: new Map([...values].sort(([a], [b]) => (a < b ? -1 : 1))) });
    });
  }
  return found;
};

interface Curves { readonly won: readonly GrowingHistogram[]; readonly lost: readonly GrowingHistogram[]; readonly open: readonly GrowingHistogram[] }

/** Entry cohort as known at the cut-off: closings after it have not happened, a deal reopened since was still closed. */
const sumCurves = (context: KpiContext, spans: DealSpans, index: GroupIndex | null, groups: number, endDay: number, endMs: number): Curves => {
  const { rows, startDay, bin } = spans;
  const { parts, closedDay, source, turns } = rows;
  const curves: Curves = { won: histograms(groups), lost: histograms(groups), open: histograms(groups) };
  const isNow = endMs >= context.asOfMs;
  const fromDay = addMonths(endDay, -curveMonths);
  for (let row = 0; row < parts[3]; row++) {
    const start = startDay[row] as number;
    const group = groupAt(index, row);
    if (start < fromDay || start >= endDay || group >= groups || start === missingDay) continue;
    const turned = isNow || turns.size === 0 ? undefined : turns.get(source[row] as number);
    if (turned !== undefined) {
      const state = stateBefore(turned, endMs);
      if (state === null || state.outcome === 0) (curves.open[group] as GrowingHistogram).add(binAt(spans, row, endMs, endDay));
      else {
        const bins = (state.outcome === 1 ? curves.won : curves.lost)[group] as GrowingHistogram;
        bins.add(binAt(spans, row, state.ms, context.calendar.dayOf(state.ms), state.isDay));
      }
    } else if (row < parts[1]) (curves.open[group] as GrowingHistogram).add(isNow ? (bin[row] as number) : binAt(spans, row, endMs, endDay));
    else if (isNow || (closedDay[row] as number) < endDay) {
      ((row < parts[2] ? curves.won : curves.lost)[group] as GrowingHistogram).add(bin[row] as number);
    } else (curves.open[group] as GrowingHistogram).add(binAt(spans, row, endMs, endDay));
  }
  return curves;
};

/** Cells per group of the cut: one run over the period's won deals, one pass over the deals for the curve. */
export const salesCycleCells = (context: KpiContext, { period, cut }: Question): readonly SalesCycleCells[] => {
  const spans = dealCycles(context);
  const groups = cut.groups.length;
  const index = cut.groupOf(spans.rows);
  const { startDay, endDay } = context.calendar.daysOf(period);
  const { from, to } = runOf(spans.rows, 1, startDay, endDay);
  const won = sumWon(spans, index, groups, from, to);
  const curves = sumCurves(context, spans, index, groups, endDay, period.endMs);
  const dimensions = sumDimensions(spans, index, groups, from, to);
  const stages = stageTimes(context, spans, { index, groups, from, to, endDay, endMs: Math.min(period.endMs, context.asOfMs) });
  return won.map((own, group) => ({
    won: own.hist.trimmed(), wonRest: own.rest.trimmed(), restSquareHi: own.hi, restSquareLo: own.lo, fallback: own.fallback,
    curveWon: (curves.won[group] as GrowingHistogram).trimmed(),
    curveLost: (curves.lost[group] as GrowingHistogram).trimmed(),
    curveOpen: (curves.open[group] as GrowingHistogram).trimmed(),
    dimensions: dimensions[group] as CellMap,
    stages: stages?.[group] ?? new Map(),
  }));
};
