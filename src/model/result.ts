import type { Caveat } from './caveat.js';
import type { Control } from './control.js';
import type { DetailsOf } from './details.js';
import type { Drivers } from './drivers.js';
import type { Interval } from './interval.js';
import type { KpiId } from './kpi-id.js';
import type { Milestone } from './milestone.js';
import type { Period } from './period.js';
import type { Reliability } from './reliability.js';
import type { SegmentNames } from './segment-names.js';
import type { TableName } from './schema.js';
import type { SeasonalChange, SeasonMonth } from './season.js';
import type { Status } from './status.js';
import type { Unit } from './unit.js';
import type { WhatIf } from './what-if.js';

export type { Caveat, Reliability, Status, Unit };

export type Better = 'higher' | 'lower';
/** What a widget shows; `stale`, `partial`, `error` lie over it. */
export type ResultState = 'ready' | 'empty' | 'zero' | 'not-applicable';

export interface Delta {
  readonly abs: number | null;
  readonly rel: number | null;
  /** 'up' and 'down' only if the 95 % interval of the difference excludes 0. */
  readonly signal: 'up' | 'down' | 'within-chance' | 'unknown';
  readonly ci: Interval | null;
  readonly previous: { readonly value: number | null; readonly n: number; readonly period: Period };
}

export interface Phase {
  readonly key: string;
  readonly value: number | null;
  readonly unit: Unit;
  readonly n: number;
  readonly details: Readonly<Record<string, number | string | null>>;
}

export interface Segment<K extends KpiId = KpiId> {
  /** One entry per dimension; null = not set (`__null__` only in exports). */
  readonly key: readonly (string | null)[];
  readonly value: number | null;
  readonly n: number;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
  readonly details: DetailsOf<K> | null;
}

export interface TrendPoint {
  readonly period: Period;
  readonly value: number | null;
  readonly n: number;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
}

export interface Provenance {
  /** Loaded tables that the number may read. */
  readonly tables: readonly TableName[];
  /** Columns of loaded tables that decide it, by table: what is wrong in another column is no matter of this number. Absent: any column. */
  readonly columns?: Readonly<Partial<Record<TableName, readonly string[]>>>;
  /** Tables whose rows the number is made of; others are only looked up. */
  readonly sources: readonly TableName[];
  /** Rows of the sources in the files: `rowsUsed` could be part of a number, `rowsExcluded` could not, whatever the filter. Their sum. */
  readonly rowsIn: number;
  readonly rowsUsed: number;
  readonly rowsExcluded: number;
  /** Why rows were left out or changed: rule code, its table and how many; of one column, which and what it says of it. */
  readonly rules: readonly { readonly code: string; readonly table: string; readonly count: number; readonly column?: string; readonly value?: string }[];
  /** Id and version of the formula, and its text. */
  readonly definition: { readonly id: string; readonly version: string; readonly en: string; readonly de: string };
}

export interface KpiResult<K extends KpiId = KpiId> {
  readonly kpi: K;
  readonly state: ResultState;
  readonly value: number | null;
  readonly unit: Unit;
  readonly better: Better;
  readonly num: number | null;
  readonly den: number | null;
  readonly n: number;
  readonly nCensored: number | null;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
  readonly status: Status;
  readonly target: number | null;
  readonly delta: Delta | null;
  /**
   * Where the change comes from, each entry a full account of it by another method, the most telling one first.
   * Absent unless asked for (`explain`), null when there is no earlier period, or the data cannot tell.
   */
  readonly drivers?: readonly Drivers[] | null;
  /** The change beside the season's; absent unless asked for (`season`), null when there is no earlier period. */
  readonly season?: SeasonalChange | null;
  /** The full months that a season is told from, oldest first; absent unless asked for (`season`). */
  readonly course?: readonly SeasonMonth[];
  /** Milestones of this KPI by due date; absent unless asked for (`milestones`), empty without any. */
  readonly milestones?: readonly Milestone[];
  /** What the assumed changes would make of unit economics and pipeline; absent unless asked for (`whatIf`). */
  readonly whatIf?: WhatIf;
  readonly phases: readonly Phase[] | null;
  readonly segments: readonly Segment<K>[];
  readonly segmentBy: readonly string[];
  /** How people call reps, products and accounts in keys and details; what is not in it is called by its id. */
  readonly names?: SegmentNames;
  readonly trend: readonly TrendPoint[] | null;
  /** The newest period of the trend against its limits; absent without a trend, null where it is too short or its periods too small. */
  readonly control?: Control | null;
  readonly caveats: readonly Caveat[];
  /** What was counted in which way, such as 'closing-period', 'stock', 'cohort', 'decided'. */
  readonly basis: string;
  readonly period: Period;
  readonly asOf: string;
  readonly timeZone: string;
  readonly currency: string | null;
  readonly partial: boolean;
  readonly details: DetailsOf<K>;
  readonly provenance: Provenance;
}
