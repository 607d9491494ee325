import type { OpeningTimes } from './business-hours.js';
import type { KpiContext } from './context.js';
import { openings } from './lead-hours.js';

/** How waiting is counted: all the time, or only while the company is open. */
export interface WaitClock {
  readonly kind: 'elapsed' | 'business';
  /** Milliseconds waited from one instant to a later one; 0 when it is not later. */
  waited(fromMs: number, toMs: number): number;
  /** The last instant from which at least so long was waited until `toMs`; −Infinity = none. */
  latestStart(atLeastMs: number, toMs: number): number;
}

export const elapsedClock: WaitClock = {
  kind: 'elapsed',
  waited: (fromMs, toMs) => Math.max(0, toMs - fromMs),
  latestStart: (atLeastMs, toMs) => toMs - atLeastMs,
};

/** Openings further back than this are not looked for: a company that opens at all does so within the year. */
const furthestBackMs = 1000 * 86_400_000;

const during = (times: OpeningTimes): WaitClock => ({
  kind: 'business',
  waited: (fromMs, toMs) => times.between(fromMs, toMs),
  latestStart: (atLeastMs, toMs) => {
    let lo = toMs - furthestBackMs;
    let hi = toMs;
    if (times.between(lo, toMs) < atLeastMs) return -Infinity;
    // Waiting grows the earlier it begins: between lo, which is early enough, and hi, which is too late.
    while (hi - lo > 1) {
      const middle = Math.floor((lo + hi) / 2);
      if (times.between(middle, toMs) >= atLeastMs) lo = middle; else hi = middle;
    }
    return lo;
  },
});

/** The clock of opening times where they are told; null = they are not. */
export const businessClock = (context: KpiContext): WaitClock | null => context.memo('business-clock', () => {
  const times = openings(context);
  return times === null ? null : during(times);
});

