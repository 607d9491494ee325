import type { Interval } from './interval.js';
import type { Reliability } from './reliability.js';
import type { Status } from './status.js';

/** Leads that waited so long, in minutes on the clock: more than `from` (0: from 0 on), up to and including `to`. */
export interface WaitBin {
  /** null = not answered yet. */
  readonly from: number | null;
  /** null = without end, or not answered yet. */
  readonly to: number | null;
  readonly n: number;
  /** Those older than the horizon of the lead-to-opportunity ratio, and how many of them it counts as qualified; null = the data does not tell. */
  readonly matured: number | null;
  readonly qualified: number | null;
  readonly rate: number | null;
  readonly ci: Interval | null;
}

export interface OwnerResponse {
  readonly id: string | null;
  readonly n: number;
  /** Kaplan–Meier over all its leads, minutes; null = not reached. */
  readonly median: number | null;
  readonly medianCi: Interval | null;
  readonly p90: number | null;
  readonly within5: number | null;
  /** Whether there are cases enough to tell the median (10) and p90 (50). */
  readonly isMedianFirm: boolean;
  readonly isP90Firm: boolean;
  /** Share answered within so many minutes (Kaplan–Meier), at fixed steps of about equal ratio. */
  readonly curve: readonly { readonly t: number; readonly share: number }[];
}

/** Durations are minutes on the clock; shares are of the leads old enough to tell. */
export interface ResponseDetails {
  readonly clock: 'elapsed' | 'business';
  /** All leads of the cohort, answered or not. */
  readonly n: number;
  readonly mean: number | null;
  /** Kaplan–Meier over all leads, unanswered ones censored. */
  readonly median: number | null;
  readonly medianCi: Interval | null;
  /** How far the median itself can be relied on, and what it is judged; slow leads make the mean uncertain long before it. */
  readonly medianReliability: Reliability;
  readonly medianStatus: Status;
  readonly within5: number | null;
  readonly within5Ci: Interval | null;
  readonly within30: number | null;
  readonly within30Ci: Interval | null;
  /** Unanswered share of the leads older than seven days; 0 when there is none that old. */
  readonly never: number | null;
  readonly neverCi: Interval | null;
  /** Share of leads that sales had been in contact with before. */
  readonly priorShare: number | null;
  readonly owners: readonly OwnerResponse[];
  readonly bins: readonly WaitBin[];
  /** Odds of being qualified when answered within 5 minutes over those when answered after 30, beside the figure usually cited. */
  readonly dropOff: { readonly oddsRatio: number | null; readonly ci: Interval | null; readonly cited: number } | null;
  /** Monday 0:00 to Sunday 23:00, hour by hour; weekday 1 = Monday. */
  readonly hours: readonly { readonly weekday: number; readonly hour: number; readonly n: number; readonly median: number | null }[];
  /** Leads not answered by asOf, by how long they have waited. */
  readonly waiting: {
    readonly n: number; readonly medianMinutes: number | null; readonly oldestMinutes: number | null;
    readonly bins: readonly { readonly from: number; readonly to: number | null; readonly n: number }[];
  };
  /** Share that came in outside opening times; null = those are not told. */
  readonly outOfHours: number | null;
}
