import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { KpiContext } from './context.js';
import type { DealRows } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import { cycleStarts, engagedStarts, type DealStarts } from './deal-start.js';
import { GrowingHistogram } from './growing-histogram.js';

/** A clock over the deals, in the layout of {@link DealRows}: from its start to the closing, for open deals to asOf. */
export interface DealSpans {
  readonly rows: DealRows;
  /** Width of a bin: a day, or an hour when cycles are very short (rule 13). */
  readonly unitMs: number;
  /** Local day of the start; missing = not on this clock (no start, renewal, or it ends before it starts). */
  readonly startDay: Int32Array;
  readonly startMs: Float64Array;
  readonly startIsDay: Uint8Array;
  /** Elapsed whole units. */
  readonly bin: Int32Array;
  /** What the bin leaves of the elapsed time, ms; of the open and won rows, which lie first. */
  readonly restMs: Int32Array;
  /** Whole days from start to asOf, whatever happened since. */
  readonly ageDays: Int32Array;
  readonly isFallback: Uint8Array;
  /** Closed deals that end more than five minutes before they start. */
  readonly nNegative: number;
  readonly nNoStart: number;
  readonly by: DealStarts['by'];
}

/** The sales cycle's clock; ages at asOf are asked of {@link cycleAgeDays}. */
export type CycleSpans = Omit<DealSpans, 'ageDays'>;
/** The close ratio's clock: what its one pass reads and no more. */
export type EngagementSpans = Pick<DealSpans, 'rows' | 'startDay' | 'bin' | 'ageDays' | 'nNegative' | 'nNoStart' | 'by'>;

/** Clocks of two people differ by this much without either being wrong (rule 10). */
const clockSkewMs = 300_000;
const hourMs = 3_600_000;
const shortCycleDays = 3;

/** Elapsed ms between a start and an end; whole local days when either is a day. */
const elapsedMs = (startMs: number, startDay: number, endMs: number, endDay: number, inDays: boolean): number =>
  inDays ? (endDay - startDay) * dayMs : endMs - startMs;

const spansOf = (context: KpiContext, starts: DealStarts, mayUseHours: boolean): DealSpans => {
  const rows = dealRows(context);
  const { length, source, parts, closedDay, closedMs, closedIsDay, isRenewal } = rows;
  const startDay = new Int32Array(length).fill(missingDay);
  const startMs = new Float64Array(length);
  const startIsDay = new Uint8Array(length);
  const isFallback = new Uint8Array(length);
  const elapsed = new Float64Array(length);
  const ageDays = new Int32Array(length);
  const undated = parts[3];
  let nNegative = 0;
  let nNoStart = 0;
  let nWonInDays = 0;
  const wonDays = new GrowingHistogram();
  for (let row = 0; row < undated; row++) {
    const deal = source[row] as number;
    const start = starts.ms[deal] as number;
    if (isRenewal[row] === 1) continue;
    if (Number.isNaN(start)) {
      nNoStart++;
      continue;
    }
    const day = context.calendar.dayOf(start);
    const isOpen = row < parts[1];
    const isDay = starts.isDay[deal] === 1;
    const inDays = isDay || (!isOpen && closedIsDay[row] === 1);
    const raw = isOpen ? elapsedMs(start, day, context.asOfMs, context.asOfDay, inDays)
      : elapsedMs(start, day, closedMs[row] as number, closedDay[row] as number, inDays);
    if (raw < (inDays ? 0 : -clockSkewMs)) {
      nNegative++;
      continue;
    }
    startDay[row] = day;
    startMs[row] = start;
    startIsDay[row] = isDay ? 1 : 0;
    isFallback[row] = starts.isFallback[deal] as number;
    elapsed[row] = raw < 0 ? 0 : raw;
    ageDays[row] = isDay ? context.asOfDay - day : Math.floor((context.asOfMs - start) / dayMs);
    if (!isOpen && row < parts[2]) {
      wonDays.add(Math.floor((elapsed[row] as number) / dayMs));
      if (inDays) nWonInDays++;
    }
  }
  const medianDays = quantileOfHistogram(wonDays.counts, 0.5);
  const isShort = mayUseHours && medianDays !== null && medianDays < shortCycleDays && nWonInDays * 2 <= wonDays.total();
  const unitMs = isShort ? hourMs : dayMs;
  const bin = new Int32Array(length);
  const restMs = new Int32Array(parts[2]);
  for (let row = 0; row < undated; row++) {
    const ms = elapsed[row] as number;
    const units = Math.floor(ms / unitMs);
    bin[row] = units;
    if (row < restMs.length) restMs[row] = ms - units * unitMs;
  }
  return { rows, unitMs, startDay, startMs, startIsDay, bin, restMs, ageDays, isFallback, nNegative, nNoStart, by: starts.by };
};

/** The sales cycle's clock (from the earlier of creation and first contact). */
export const dealCycles = (context: KpiContext): CycleSpans => context.memo('deal-cycles', () => {
  const { ageDays: _, ...spans } = spansOf(context, cycleStarts(context), true);
  return spans;
});

/** Whole days from the start of a cycle to asOf. */
export const cycleAgeDays = (context: KpiContext, { startIsDay, startDay, startMs }: CycleSpans, row: number): number =>
  startIsDay[row] === 1 ? context.asOfDay - (startDay[row] as number) : Math.floor((context.asOfMs - (startMs[row] as number)) / dayMs);

/** The close ratio's clock (from engagement by sales) with all its columns, always in days; built anew at every call. */
export const engagementSpans = (context: KpiContext): DealSpans => spansOf(context, engagedStarts(context), false);

/** The close ratio's clock, by deal. */
export const dealEngagements = (context: KpiContext): EngagementSpans => context.memo('deal-engagements', () => {
  const { rows, startDay, bin, ageDays, nNegative, nNoStart, by } = engagementSpans(context);
  return { rows, startDay, bin, ageDays, nNegative, nNoStart, by };
});

/** Whole units from a row's start to another end than its last closing: a cut-off before it, an earlier closing. */
export const binAt = (spans: CycleSpans, row: number, endMs: number, endDay: number, endIsDay = false): number => {
  const inDays = endIsDay || spans.startIsDay[row] === 1;
  const ms = elapsedMs(spans.startMs[row] as number, spans.startDay[row] as number, endMs, endDay, inDays);
  return Math.max(0, Math.floor(ms / spans.unitMs));
};
