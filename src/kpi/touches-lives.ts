import { release } from '../model/release.js';
import { missingDay, type CategoryColumn } from '../model/table.js';
import type { KpiContext } from './context.js';
import { touchDimension } from './touches-dimensions.js';
import { touchEvent, type TouchLives } from './touches-layout.js';
import { byMarketing, firstBookings, touchesOf, touchLog, type TouchLog } from './touches-log.js';
import { touchUnit, type TouchUnit } from './touches-unit.js';

/** A touch so shortly after one of the same kind and direction is the same touch. */
const collapseMs = 600_000;
const mostTouches = 65_535;

/** Counts one lead's touches, in time order, into its row. */
const createCounter = (log: TouchLog, lives: TouchLives): ((row: number, activities: Uint32Array, from: number, to: number) => void) => {
  // Last touch of each kind and direction, and whose it was, so that nothing need be cleared between two leads.
  const lastMs = new Float64Array(log.sorts);
  const lastRow = new Int32Array(log.sorts).fill(-1);
  const isRepeated = (row: number, activity: number): boolean => {
    const sort = log.sortOf(activity);
    const at = log.occurredMs[activity] as number;
    const isSame = lastRow[sort] === row && at - (lastMs[sort] as number) <= collapseMs;
    lastRow[sort] = row;
    lastMs[sort] = at;
    return isSame;
  };
  return (row, activities, from, to) => {
    let [touches, marketing, warmUp] = [0, 0, 0];
    for (let i = from; i < to; i++) {
      const activity = activities[i] as number;
      if (lives.hasTimes && isRepeated(row, activity)) continue;
      const actor = log.actorOf(activity);
      if (actor === byMarketing) {
        if (marketing === touches) warmUp++;
        marketing++;
      }
      touches++;
      lives.lastActor[row] = actor;
      if (log.channel !== null) lives.lastChannel[row] = log.channel.codes[activity] as number;
    }
    lives.touches[row] = Math.min(mostTouches, touches);
    lives.marketing[row] = Math.min(mostTouches, marketing);
    lives.warmUp[row] = Math.min(mostTouches, warmUp);
  };
};

/** As wide as a column's own codes. */
const codesLike = (column: CategoryColumn | null | undefined, length: number): CategoryColumn['codes'] =>
  (column === null || column === undefined ? new Uint8Array(0) : new (column.codes.constructor as new (length: number) => CategoryColumn['codes'])(length));

const emptyLives = (context: KpiContext, unit: TouchUnit, log: TouchLog | null): TouchLives => {
  const { length, excluded, sources = [] } = unit.rows;
  const lives: TouchLives = {
    length, sources, excluded, unit: unit.kind,
    event: new Uint8Array(length), receivedDay: new Int32Array(length).fill(missingDay), bookedDay: new Int32Array(length).fill(missingDay),
    touches: new Uint16Array(length), marketing: new Uint16Array(length), warmUp: new Uint16Array(length),
    lastActor: new Uint8Array(length), lastChannel: codesLike(log?.channel, length), channels: log?.channel?.dictionary ?? null, isHeld: new Uint8Array(length),
    nBackwards: 0, nUndated: 0, hasActor: log?.hasActor === true, hasTimes: log?.occurredIsDay === false, hashOf: unit.hashOf,
    dimension: (name) => context.memo(`touch-dimension ${name}`, () => touchDimension(context, lives, unit.rows, name)),
  };
  return lives;
};

/** Built once per context. */
export const touchLives = (context: KpiContext): TouchLives => context.memo('touch-lives', () => {
  const unit = touchUnit(context);
  const log = touchLog(context);
  const lives = emptyLives(context, unit, log);
  if (log === null) return lives;
  const { event, receivedDay, bookedDay } = lives;
  const { calendar, asOfMs } = context;
  const booked = firstBookings(context, unit, log);
  /** A touch counts from the first of these instants on and before the second; NaN = none does. */
  const fromMs = new Float64Array(lives.length).fill(NaN);
  const toMs = new Float64Array(lives.length);
  let [nBackwards, nUndated] = [0, 0];
  for (let row = 0; row < lives.length; row++) {
    const received = unit.receivedMs(row);
    const at = booked.ms[row] as number;
    if (received !== received) {
      event[row] = touchEvent.leftOut;
      nUndated++;
      continue;
    }
    const day = receivedDay[row] = calendar.dayOf(received);
    // What is known by its day only may have come after a receipt on that day.
    const sinceOf = (isDay: boolean): number => (isDay ? calendar.midnightOf(day) : received);
    if (at < sinceOf(booked.isDay[row] === 1)) {
      event[row] = touchEvent.leftOut;
      nBackwards++;
      continue;
    }
    const gone = unit.goneMs(row);
    if (at === at) {
      event[row] = touchEvent.booked;
      bookedDay[row] = calendar.dayOf(at);
    } else if (gone === gone) event[row] = touchEvent.gone;
    fromMs[row] = sinceOf(log.occurredIsDay);
    toMs[row] = at === at ? at : gone === gone ? gone : asOfMs;
  }
  const { starts, rows } = touchesOf(unit, log, (row, at) => at >= (fromMs[row] as number) && at < (toMs[row] as number));
  const count = createCounter(log, lives);
  for (let row = 0; row < lives.length; row++) count(row, rows, starts[row] as number, starts[row + 1] as number);
  lives.isHeld.set(booked.isHeld);
  release(booked.ms, fromMs, toMs, starts, rows);
  return { ...lives, nBackwards, nUndated };
});

