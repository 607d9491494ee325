import type { Interval } from './interval.js';
import type { Reliability } from './reliability.js';

/**
 * Where a milestone stands; the first that fits. `unknown`: no value, not a reliable one, or no pace to hold it against.
 * `secured`: the whole interval is past the target. `reached`: the value is. `missed`: due, and not reached. `on_track`:
 * progress is not behind the pace; `at_risk`: at least 70 % of it; `behind`: less.
 */
export type MilestoneStanding = 'unknown' | 'secured' | 'reached' | 'missed' | 'on_track' | 'at_risk' | 'behind';

/** The figure at an earlier time, as the same kind of period told it then. */
export interface MilestonePoint {
  /** Local date; what lies before this day was known. */
  readonly at: string;
  readonly value: number | null;
  /** Share of the way from the start value to the target, not clamped; null without value or start value. */
  readonly progress: number | null;
}

/**
 * A milestone of the `milestones` table and how far it is, always of all data or of its own segment, whatever the filter.
 * A track draws `progress` (0 … 1) beside `pace`; both may be null.
 */
export interface Milestone {
  readonly id: string | null;
  /** Value of the dimension `segment`; null = of all. */
  readonly segment: string | null;
  readonly owner: string | null;
  /** Local dates; null = not given. */
  readonly start: string | null;
  readonly due: string | null;
  /** As given, else the figure at the start; null where neither is known. */
  readonly startValue: number | null;
  readonly target: number;
  readonly value: number | null;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
  /** Share of the way done, within −1 and 1.5; null where start and target are the same or one value is missing. */
  readonly progress: number | null;
  /** Share of the way that should be done by now, 0 to 1: the share of the time, for a figure that adds up over time its usual share by then. */
  readonly pace: number | null;
  readonly standing: MilestoneStanding;
  /** Local date on which the target is reached if the last periods' slope goes on; null: no slope towards it, not within ten years, or reached. */
  readonly eta: string | null;
  /**
   * Earliest and latest of these dates by the 95 % interval of that slope; `to` null = perhaps never, or not within ten years. null: no
   * such date, or under five points to tell. The points of long periods overlap, so the true range is wider rather than narrower.
   */
  readonly etaRange: { readonly from: string; readonly to: string | null } | null;
  /** Date of the first point at or past the target, since the start. */
  readonly firstReached: string | null;
  /** How often the figure came to the target from short of it. */
  readonly crossings: number;
  /** How many of the latest points in a row, and at most, were at or past the target. */
  readonly streak: number;
  readonly longestStreak: number;
  /** Ends of complete units (months, or those of the period) from the start on, oldest first, and the cut-off last. */
  readonly history: readonly MilestonePoint[];
}
