import type { Filter } from '../model/query.js';
import type { DetailsOf } from '../model/details.js';
import type { Better, Caveat, Interval, KpiId, Period, Phase, Reliability, Unit } from '../model/result.js';
import type { TableName } from '../model/schema.js';
import type { Cells } from './cells.js';
import type { EntityRows, KpiContext } from './context.js';

/** One alternative of the minimum input: a table with all of these columns. */
export interface Need { readonly table: TableName; readonly columns: readonly string[] }

/** A filter and a grouping, applied to whichever entity rows a KPI reads. */
export interface Cut {
  readonly filter: Filter;
  readonly segmentBy: readonly string[];
  /** Key tuple per group; a single empty tuple when there is no segment. */
  readonly groups: readonly (readonly (string | null)[])[];
  /** Group index per row, `groups.length` = left out; null = every row belongs to group 0. */
  groupOf(rows: EntityRows): Uint8Array | Uint16Array | Uint32Array | null;
}

export interface Question {
  readonly period: Period;
  readonly cut: Cut;
  readonly target: number | null;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What one group of cells amounts to. Caveats here are those of the number itself; the driver adds the general ones. */
export interface Finished<K extends KpiId> {
  readonly value: number | null;
  readonly num: number | null;
  readonly den: number | null;
  readonly n: number;
  readonly nCensored: number | null;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
  readonly phases: readonly Phase[] | null;
  readonly details: DetailsOf<K>;
  readonly caveats: readonly Caveat[];
  readonly basis: string;
}

/** The definition card of a KPI: record first, functions beside it. `registry.ts` holds them all. */
export interface KpiDefinition<K extends KpiId, C extends Cells> {
  readonly id: K;
  readonly version: string;
  readonly unit: Unit;
  readonly better: Better;
  readonly name: { readonly en: string; readonly de: string };
  /** The formula in words, as shown in the provenance and on the formula page. */
  readonly formula: { readonly en: string; readonly de: string };
  /** Each inner list is a set of alternatives; every list must be met, else the state is not-applicable. */
  readonly needs: readonly (readonly Need[])[];
  /** 'period' (default last_12_months) or 'stock' (at asOf) or 'to-date'. */
  readonly time: 'period' | 'stock' | 'to-date';
  /** One pass over entity rows: additive cells per group of the cut. */
  cells(context: KpiContext, question: Question): readonly C[];
  /** Ratio, curve, interval, caveats from added cells. Pure. */
  finish(cells: C, context: KpiContext, question: Question): Finished<K>;
  /** Interval of the difference between two finished results, for the change arrow; null = cannot be told. */
  difference(after: Finished<K>, before: Finished<K>): Interval | null;
  /** Final interval per group, in slices: yields so that the host can answer other questions in between. */
  bootstrap?(context: KpiContext, question: Question): Generator<undefined, readonly (Interval | null)[]>;
}

/** Declares a KPI; the identity function that gives it its type. */
export const defineKpi = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>): KpiDefinition<K, C> => definition;
