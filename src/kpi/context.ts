import type { EngineConfig } from '../model/config.js';
import type { TableName } from '../model/schema.js';
import type { CategoryColumn, Tables } from '../model/table.js';
import type { Calendar, CutOff } from './calendar.js';
import type { RuleCounts } from './rule-counts.js';

/** What every KPI may read: the loaded tables and the conventions they are read under. */
export interface KpiContext extends CutOff {
  readonly tables: Tables;
  readonly calendar: Calendar;
  /** Everything at or after this instant has not happened yet. */
  readonly asOfMs: number;
  /** Local calendar day of `asOfMs` (days since 1970-01-01). */
  readonly asOfDay: number;
  /** Last event day, when it lies suspiciously far after all others and no asOf was given. */
  readonly outlierDate: string | null;
  /** Report currency; null when the data has no money, names no currency, or names several and none was chosen. */
  readonly currency: string | null;
  readonly config: EngineConfig;
  /** Counts of row rules (`DQ_FUTURE` and the like) that an answer has met, whoever was the first to count; reported in caveats and provenance. */
  readonly rules: RuleCounts;
  /** Builds once per dataset and cut-off: entity rows live here, so that queries read narrow arrays only. */
  memo<T>(key: string, build: () => T): T;
  /** What is kept elsewhere than by `memo`, built if it is not there: the rules that were counted for it count here, too. */
  kept<T extends object>(known: T | undefined, build: () => T): T;
  /** The same data with every amount at the exchange rates of one day; the last one asked for is kept. */
  atRatesOf(constantFx: string): KpiContext;
}

/**
 * Rows of the entity step (one per deal, lead, customer …) that a filter or segment can cut.
 * `dimension` returns codes of this entity's length, or null when the data lacks it (then every row is null).
 */
export interface EntityRows {
  readonly length: number;
  /** Tables whose rows these were made of, each row either taken or `excluded`; for the provenance. */
  readonly sources?: readonly TableName[];
  /** Rows of the source tables that were left out on the way here. */
  readonly excluded: number;
  /** Rows of the source tables that were taken, where that is not one each. */
  readonly sourceRows?: number;
  /** The same source rows as another entity of the KPI, cut otherwise: not counted again in the provenance. */
  readonly isDerived?: boolean;
  dimension(name: string): CategoryColumn | null;
}
