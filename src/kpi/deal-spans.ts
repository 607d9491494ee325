import { release } from '../model/release.js';
import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { KpiContext } from './context.js';
import { closedMsOf, type DealRows } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import { cycleStarts, engagedStarts, type DealStarts } from './deal-start.js';
import { GrowingHistogram } from './growing-histogram.js';

/** Elapsed units: two bytes a row wherever all of them fit. */
export type Bins = Uint16Array | Int32Array;

/** A clock over the deals, in the layout of {@link DealRows}: from its start to the closing, for open deals to asOf. */
export interface DealSpans {
  readonly rows: DealRows;
  /** Width of a bin: a day, or an hour when cycles are very short (rule 13). */
  readonly unitMs: number;
  /** Local day of the start; missing = not on this clock (no start, renewal, or it ends before it starts). */
  readonly startDay: Int32Array;
  /** What the start's instant lies after 00:00 UTC of `startDay`, ms; see {@link startMsOf}. */
  readonly startRestMs: Int32Array;
  readonly startIsDay: Uint8Array;
  /** Elapsed whole units. */
  readonly bin: Bins;
  /** What the bin leaves of the elapsed time, ms; of the open and won rows, which lie first. */
  readonly restMs: Int32Array;
  readonly isFallback: Uint8Array;
  /** Closed deals that end more than five minutes before they start. */
  readonly nNegative: number;
  readonly nNoStart: number;
  readonly by: DealStarts['by'];
}

/** The close ratio's clock: what its one pass reads and no more. */
export interface EngagementSpans extends Pick<DealSpans, 'rows' | 'startDay' | 'bin' | 'nNegative' | 'nNoStart' | 'by'> {
  /** How much the whole days from start to asOf are less than `asOfDay - startDay`: 1 where the last of them is not full. */
  readonly ageLack: Int8Array;
}

/** Clocks of two people differ by this much without either being wrong (rule 10). */
const clockSkewMs = 300_000;
const hourMs = 3_600_000;
const shortCycleDays = 3;

/** Elapsed ms between a start and an end; whole local days when either is a day. */
const elapsedMs = (startMs: number, startDay: number, endMs: number, endDay: number, inDays: boolean): number =>
  inDays ? (endDay - startDay) * dayMs : endMs - startMs;

/** Largest number of units that two bytes hold: 179 years in days. */
export const widestNarrowBin = 65_535;

const narrowBins = (bin: Int32Array): Bins => {
  for (let row = 0; row < bin.length; row++) if ((bin[row] as number) > widestNarrowBin) return bin;
  const narrow = new Uint16Array(bin);
  release(bin);
  return narrow;
};

const spansOf = (context: KpiContext, starts: DealStarts, mayUseHours: boolean): DealSpans => {
  const rows = dealRows(context);
  const { length, source, parts, closedDay, closedIsDay, isRenewal } = rows;
  const startDay = new Int32Array(length).fill(missingDay);
  const startRestMs = new Int32Array(length);
  const startIsDay = new Uint8Array(length);
  const isFallback = new Uint8Array(length);
  const days = new Int32Array(length);
  const dayRestMs = new Int32Array(length);
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
      : elapsedMs(start, day, closedMsOf(rows, row), closedDay[row] as number, inDays);
    if (raw < (inDays ? 0 : -clockSkewMs)) {
      nNegative++;
      continue;
    }
    startDay[row] = day;
    startRestMs[row] = start - day * dayMs;
    startIsDay[row] = isDay ? 1 : 0;
    isFallback[row] = starts.isFallback[deal] as number;
    const elapsed = raw < 0 ? 0 : raw;
    const whole = Math.floor(elapsed / dayMs);
    days[row] = whole;
    dayRestMs[row] = elapsed - whole * dayMs;
    if (!isOpen && row < parts[2]) {
      wonDays.add(whole);
      if (inDays) nWonInDays++;
    }
  }
  release(starts.ms, starts.isDay, starts.isFallback);
  const medianDays = quantileOfHistogram(wonDays.counts, 0.5);
  const isShort = mayUseHours && medianDays !== null && medianDays < shortCycleDays && nWonInDays * 2 <= wonDays.total();
  if (isShort) {
    for (let row = 0; row < undated; row++) {
      const hours = Math.floor((dayRestMs[row] as number) / hourMs);
      days[row] = (days[row] as number) * (dayMs / hourMs) + hours;
      dayRestMs[row] = (dayRestMs[row] as number) - hours * hourMs;
    }
  }
  const restMs = dayRestMs.slice(0, parts[2]);
  release(dayRestMs);
  return {
    rows, unitMs: isShort ? hourMs : dayMs, startDay, startRestMs, startIsDay, bin: narrowBins(days), restMs, isFallback, nNegative, nNoStart, by: starts.by,
  };
};

/** Instant at which a row's clock starts; only of rows on the clock. */
export const startMsOf = ({ startDay, startRestMs }: Pick<DealSpans, 'startDay' | 'startRestMs'>, row: number): number =>
  (startDay[row] as number) * dayMs + (startRestMs[row] as number);

/** The sales cycle's clock (from the earlier of creation and first contact). */
export const dealCycles = (context: KpiContext): DealSpans => context.memo('deal-cycles', () => spansOf(context, cycleStarts(context), true));

/** Whole days from the start of a row's clock to asOf, whatever happened since. */
export const ageDaysOf = (context: KpiContext, spans: DealSpans, row: number): number =>
  (spans.startIsDay[row] === 1 ? context.asOfDay - (spans.startDay[row] as number) : Math.floor((context.asOfMs - startMsOf(spans, row)) / dayMs));

/** The close ratio's clock (from engagement by sales) with all its columns, always in days; built anew at every call. */
export const engagementSpans = (context: KpiContext): DealSpans => spansOf(context, engagedStarts(context), false);

/** What the close ratio keeps of its clock; the rest of it is gone afterwards. */
export const asEngagements = (context: KpiContext, spans: DealSpans): EngagementSpans => {
  const { rows, startDay, bin, nNegative, nNoStart, by } = spans;
  const ageLack = new Int8Array(rows.length);
  for (let row = 0; row < rows.parts[3]; row++) {
    if (startDay[row] !== missingDay) ageLack[row] = context.asOfDay - (startDay[row] as number) - ageDaysOf(context, spans, row);
  }
  release(spans.startRestMs, spans.startIsDay, spans.restMs, spans.isFallback);
  return { rows, startDay, ageLack, bin, nNegative, nNoStart, by };
};

/** The close ratio's clock, by deal. */
export const dealEngagements = (context: KpiContext): EngagementSpans =>
  context.memo('deal-engagements', () => asEngagements(context, engagementSpans(context)));

/** Whole units from a row's start to another end than its last closing: a cut-off before it, an earlier closing. */
export const binAt = (spans: DealSpans, row: number, endMs: number, endDay: number, endIsDay = false): number => {
  const inDays = endIsDay || spans.startIsDay[row] === 1;
  const ms = elapsedMs(startMsOf(spans, row), spans.startDay[row] as number, endMs, endDay, inDays);
  return Math.max(0, Math.floor(ms / spans.unitMs));
};
