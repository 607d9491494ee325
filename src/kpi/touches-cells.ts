import { missingDay } from '../model/table.js';
import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { DaySlots } from './day-slots.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { GrowingHistogram, histograms } from './growing-histogram.js';
import { KeyTable } from './key-table.js';
import { orderedKeys } from './ordered-keys.js';
import { touchEvent, type TouchLives } from './touches-layout.js';
import { touchLives } from './touches-lives.js';
import { byMarketing, bySales } from './touches-log.js';

/** Sums of one group of leads. Histograms count leads by touches. */
export interface TouchCells extends Cells {
  /** Booked in the period. */
  readonly booked: Float64Array;
  /** Over those: touches of marketing, those of them before the first of sales, and of sales. */
  readonly marketing: number;
  readonly warmUp: number;
  readonly sales: number;
  /** Of those: held, and with one touch of sales at most, which is the last. */
  readonly held: number;
  readonly warmedUp: number;
  /** Received in the period: booked by whose the last touch was (0 = nobody's, or not noted), given up, still on the way. */
  readonly metDirect: Float64Array;
  readonly metMarketing: Float64Array;
  readonly metSales: Float64Array;
  readonly gone: Float64Array;
  readonly open: Float64Array;
  /** Channel of the last touch → leads booked in the period (`n`) and their `touches`; empty in a period compared with. */
  readonly channels: CellMap;
  /** Of all these leads: consumers, and those whose segment is known. */
  readonly consumers: number;
  readonly segmented: number;
}

/** What market segments of private buyers are called; compared by their letters and digits. */
const consumerNames = /^(b2c|d2c|consumers?|private?(customers?|kunden?|clients?)?|privatkunden?|privat|endkunden?|endverbraucher|verbraucher)$/;

export const isConsumer = (segment: string | null): boolean => consumerNames.test((segment ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''));

interface Sums {
  readonly booked: GrowingHistogram;
  readonly metDirect: GrowingHistogram; readonly metMarketing: GrowingHistogram; readonly metSales: GrowingHistogram;
  readonly gone: GrowingHistogram; readonly open: GrowingHistogram;
  marketing: number; warmUp: number; sales: number; held: number; warmedUp: number; consumers: number; segmented: number;
}

const newSums = (): Sums => ({
  booked: new GrowingHistogram(), metDirect: new GrowingHistogram(), metMarketing: new GrowingHistogram(), metSales: new GrowingHistogram(),
  gone: new GrowingHistogram(), open: new GrowingHistogram(),
  marketing: 0, warmUp: 0, sales: 0, held: 0, warmedUp: 0, consumers: 0, segmented: 0,
});

/** Warm-up by marketing: no touch of sales and some of marketing, or a single one of sales that comes last. */
const isWarmedUp = (touches: number, marketing: number, lastActor: number): boolean =>
  (touches === marketing ? marketing > 0 : touches - marketing === 1 && lastActor === bySales);

const addBooked = (sums: Sums, lives: TouchLives, row: number): void => {
  const [touches, marketing] = [lives.touches[row] as number, lives.marketing[row] as number];
  sums.booked.add(touches);
  sums.marketing += marketing;
  sums.sales += touches - marketing;
  sums.warmUp += lives.warmUp[row] as number;
  sums.held += lives.isHeld[row] as number;
  if (isWarmedUp(touches, marketing, lives.lastActor[row] as number)) sums.warmedUp++;
};

const addReceived = (sums: Sums, lives: TouchLives, row: number): void => {
  const touches = lives.touches[row] as number;
  const actor = lives.hasActor ? lives.lastActor[row] : 0;
  switch (lives.event[row]) {
    case touchEvent.booked: (actor === bySales ? sums.metSales : actor === byMarketing ? sums.metMarketing : sums.metDirect).add(touches); break;
    case touchEvent.gone: sums.gone.add(touches); break;
    default: sums.open.add(touches);
  }
};

const channelFields = ['n', 'touches'] as const;

const addChannel = (sums: Float64Array, at: number, touches: number): void => {
  sums[at] = (sums[at] as number) + 1;
  sums[at + 1] = (sums[at + 1] as number) + touches;
};

/** Cells per group of the cut: one pass over the leads. */
export const touchCells = (context: KpiContext, { period, cut, isEarlier }: Question): readonly TouchCells[] => {
  const lives = touchLives(context);
  const groupOf = cut.groupOf(lives);
  const { startDay, endDay } = context.calendar.daysOf(period);
  const segment = lives.dimension('segment');
  const isConsumerCode = Uint8Array.from(segment?.dictionary ?? [null], (name) => (isConsumer(name) ? 1 : 0));
  const sums = cut.groups.map(newSums);
  const channel = isEarlier === true ? null : lives.dimension('channel');
  const { names, rankOf } = orderedKeys(channel);
  const byChannel = cut.groups.map(() => new Float64Array(channel === null ? 0 : channelFields.length * names.length));
  for (let row = 0; row < lives.length; row++) {
    const group = groupOf === null ? 0 : (groupOf[row] as number);
    const own = sums[group];
    if (own === undefined || lives.event[row] === touchEvent.leftOut) continue;
    const [received, booked] = [lives.receivedDay[row] as number, lives.bookedDay[row] as number];
    const isReceived = received >= startDay && received < endDay;
    const isBooked = booked !== missingDay && booked >= startDay && booked < endDay;
    if (isBooked) {
      addBooked(own, lives, row);
      if (channel !== null) addChannel(byChannel[group] as Float64Array, channelFields.length * (rankOf[channel.codes[row] as number] as number), lives.touches[row] as number);
    }
    if (isReceived) addReceived(own, lives, row);
    const code = segment === null ? 0 : (segment.codes[row] as number);
    if (code === 0 || (!isBooked && !isReceived)) continue;
    own.segmented++;
    own.consumers += isConsumerCode[code] as number;
  }
  return sums.map(({ booked, metDirect, metMarketing, metSales, gone, open, ...counts }, group): TouchCells => ({
    ...counts, channels: channel === null ? new Map() : KeyTable.ofDense(names, channelFields, byChannel[group] as Float64Array), booked: booked.trimmed(),
    metDirect: metDirect.trimmed(), metMarketing: metMarketing.trimmed(), metSales: metSales.trimmed(), gone: gone.trimmed(), open: open.trimmed(),
  }));
};

/** Booked leads by touches in each of several periods, in one pass. */
export const bookedByPeriod = (context: KpiContext, groupOf: GroupIndex | null, slots: DaySlots, periods: number): readonly Float64Array[] => {
  const { length, bookedDay, touches } = touchLives(context);
  const booked = histograms(periods);
  for (let row = 0; row < length; row++) {
    if (bookedDay[row] === missingDay || (groupOf !== null && groupOf[row] !== 0)) continue;
    const slot = slots.of(bookedDay[row] as number);
    if (slot >= 0) (booked[slot] as GrowingHistogram).add(touches[row] as number);
  }
  return booked.map((histogram) => histogram.trimmed());
};
