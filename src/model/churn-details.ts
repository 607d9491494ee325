import type { FunnelBand } from './funnel-band.js';
import type { Interval } from './interval.js';

/** One rep's customers who were watched for 90 days, and those of them who left within 90 days. */
export interface ChurnOwner {
  readonly id: string | null;
  /** Customers watched for at least 90 days. */
  readonly n: number;
  readonly observed: number;
  /** A count: what all reps' customers of the same products and segments let expect. */
  readonly expected: number;
  /** observed / expected with Garwood's interval of the count; null where nobody was expected to leave. */
  readonly ratio: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** Funnel limits of the ratio around 1, where only chance is at work; null where nobody was expected to leave. */
  readonly limits95: { readonly lo: number; readonly hi: number } | null;
  readonly limits998: { readonly lo: number; readonly hi: number } | null;
  /** Is a rep, with customers enough (10) to be held against others; else shown without a verdict. */
  readonly isCompared: boolean;
  /** Above expectation by more than chance, in spite of how many reps are compared. */
  readonly isFlagged: boolean;
}

export interface BridgeEntry { readonly n: number; readonly value: number }

/**
 * Monthly revenue from the period's start to its end, over customers whose revenue is known at both:
 * start + new + returned + expansion − contraction − churned = end, to the last 1/10000.
 */
export interface MrrBridge {
  readonly start: BridgeEntry;
  readonly new: BridgeEntry;
  /** Came back after a longer gap than the grace; also those who left and returned within the period. */
  readonly returned: BridgeEntry;
  readonly expansion: BridgeEntry;
  readonly contraction: BridgeEntry;
  readonly churned: BridgeEntry;
  readonly end: BridgeEntry;
  /** Customers left out: revenue at one of the two instants is not known. */
  readonly unknown: number;
}

/** Customers who began in one month; `retained[k]` = share still there k months after, as far as all of them have been watched. */
export interface RetentionCohort { readonly cohort: string; readonly n: number; readonly retained: readonly number[] }

export interface ChurnDetails {
  /** Customers lost / customers at the start; the value. */
  readonly logo: number | null;
  /** The same per month of 30.436875 days: 1 − (1 − logo)^(1/months). */
  readonly monthly: number | null;
  /** Gross and net revenue retention, over customers at the start whose revenue is known at start and end. */
  readonly grr: number | null;
  readonly grrCi: Interval | null;
  readonly nrr: number | null;
  readonly nrrCi: Interval | null;
  /** Customers behind the two. */
  readonly revenueN: number | null;
  /** Ends per customer-month, also of stays begun within the period. */
  readonly hazard: number | null;
  readonly ends: number | null;
  readonly customerMonths: number | null;
  /** Lost customers who may still return within the grace. */
  readonly provisional: number | null;
  /** Share of first stays that ended within 90 days, of customers watched at least that long. */
  readonly early: { readonly rate: number | null; readonly n: number; readonly observed: number; readonly ci: Interval | null };
  readonly owners: readonly ChurnOwner[];
  /** Limits of observed / expected around 1 by how many were expected to leave; empty where nobody was. */
  readonly funnel: readonly FunnelBand[];
  /** Kaplan–Meier curve of first stays, steps at local days t; band pointwise. */
  readonly retention: readonly { readonly t: number; readonly s: number; readonly lo: number | null; readonly hi: number | null }[];
  readonly retentionN: number;
  /** Longest stay watched, local days: how far the curve is known. */
  readonly retentionDays: number | null;
  /** Oldest first. */
  readonly cohorts: readonly RetentionCohort[];
  readonly bridge: MrrBridge | null;
  /** Own yearly retention, what raising it does to the geometric lifetime value, and the cited range for 5 points. */
  readonly whatIf: {
    readonly retention: number | null;
    readonly effect: number | null;
    readonly raised: number | null;
    readonly cited: { readonly lo: number; readonly hi: number };
  };
}
