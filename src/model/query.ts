import type { KpiId } from './kpi-id.js';
import type { WhatIfChanges } from './what-if.js';

export type PeriodName =
  | 'all' | 'this_week' | 'this_month' | 'this_quarter' | 'this_year' | 'year_to_date'
  | 'last_week' | 'last_month' | 'last_quarter' | 'last_year'
  | `last_${number}_days` | `last_${number}_weeks` | `last_${number}_months` | `last_${number}_quarters` | `last_${number}_years`;

/** Half-open, local dates `YYYY-MM-DD`. */
export interface PeriodDates { readonly start: string; readonly end: string }
export type PeriodInput = PeriodName | PeriodDates;

/** Dimension → accepted values; null = not set. A dimension the data lacks is null everywhere. */
export type Filter = Readonly<Record<string, readonly (string | null)[]>>;

export interface KpiQuery {
  readonly kpi: KpiId;
  readonly period?: PeriodInput;
  readonly segmentBy?: readonly string[];
  readonly filter?: Filter;
  /** The earlier period to compare with, always like for like. */
  readonly compare?: 'previous' | 'year' | 'none';
  readonly target?: number;
  /** Adds `trend`: the last `count` complete units. */
  readonly trend?: { readonly unit: 'month' | 'quarter'; readonly count: number };
  /**
   * Adds `drivers`: where the change from the compared period comes from. true = by the first of `segmentBy`, else by the
   * first dimension of the KPI's own list that the data has. What is no matter of segments (flows, factors) ignores `by`.
   */
  readonly explain?: boolean | { readonly by: string };
  /** Adds `season`: the change raw, against the year before, and without the season; and `course`, month by month with and without it. */
  readonly season?: boolean;
  /**
   * Adds `milestones`: those of the `milestones` table for this KPI, with their progress. 'only': a KPI for which there is none
   * answers `empty` at once, without being computed; without the table, `not-applicable`.
   */
  readonly milestones?: boolean | 'only';
  /** Adds `whatIf`: what these assumed changes would make of unit economics and pipeline, whichever KPI is asked for. `{}` tells what can be changed. */
  readonly whatIf?: WhatIfChanges;
  readonly options?: Readonly<Record<string, unknown>>;
  /** 'closed-form' answers at once; 'bootstrap' (default) is the final interval. */
  readonly interval?: 'closed-form' | 'bootstrap';
}
