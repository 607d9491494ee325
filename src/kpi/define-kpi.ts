import type { Filter, PeriodInput } from '../model/query.js';
import type { DetailsOf } from '../model/details.js';
import type { Interval } from '../model/interval.js';
import type { KpiId } from '../model/kpi-id.js';
import type { Period } from '../model/period.js';
import type { Better, Caveat, Phase, Reliability, Status, TrendPoint, Unit } from '../model/result.js';
import type { TableName } from '../model/schema.js';
import type { ColumnsRead } from './columns-read.js';
import type { Cells } from './cells.js';
import type { EntityRows, KpiContext } from './context.js';
import type { Explanation } from './explain.js';
import type { Behind } from './behind.js';

/** One alternative of the minimum input: a table with all of these columns. */
export interface Need { readonly table: TableName; readonly columns: readonly string[] }

/** One value per segment dimension; null = not set. */
export type GroupKey = readonly (string | null)[];
export type GroupIndex = Uint8Array | Uint16Array | Uint32Array;

/** A filter and a grouping, applied to whichever entity rows a KPI reads. */
export interface Cut {
  readonly filter: Filter;
  readonly segmentBy: readonly string[];
  /** Key tuple per group; a single empty tuple when there is no segment. */
  readonly groups: readonly GroupKey[];
  /** Index of the group that holds all values beyond the largest segments: part of the total, no segment of its own. */
  readonly restIndex: number | null;
  /** Group index per row, `groups.length` = left out; null = every row belongs to group 0. */
  groupOf(rows: EntityRows): GroupIndex | null;
}

export interface Question {
  readonly period: Period;
  readonly cut: Cut;
  readonly target: number | null;
  readonly options: Readonly<Record<string, unknown>>;
  /** The cells are those of one segment: what only concerns the whole (league tables, comparisons) may be left out. */
  readonly isSegment?: boolean;
  /** The answer is that of the period compared with: nobody reads its league tables, curves and caveats, so their cells may be left out, too. */
  readonly isEarlier?: boolean;
}

/** Whether the answer is read as a whole: neither one of many segments nor only compared with. */
export const isRead = ({ isSegment, isEarlier }: Question): boolean => isSegment !== true && isEarlier !== true;

/** What a question says before it is cut: some entity rows are those of a period or follow an option. */
export interface Scope extends Pick<Question, 'period' | 'options'> {
  /** Dimensions that are filtered or segmented by. */
  readonly dimensions: readonly string[];
}

export const scopeOf = ({ period, options, cut: { filter, segmentBy } }: Question): Scope =>
  ({ period, options, dimensions: [...Object.keys(filter), ...segmentBy] });

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

export interface BootstrapIntervals {
  readonly total: Interval | null;
  /** One per group of the cut. */
  readonly groups: readonly (Interval | null)[];
}

/** Intervals of the value and, from the same weights, of figures in the details; so their ratios are paired. */
export interface RefinedIntervals<K extends KpiId> extends BootstrapIntervals {
  /** The details with their intervals filled in; `group` null = all groups together. */
  refine(details: DetailsOf<K>, group: number | null): DetailsOf<K>;
}

/** How the cells of a filter follow from those of its values, where it takes more than adding them. */
export interface Adding<C extends Cells> {
  /** Everything that `cells` cuts, where that is more than the definition's `rows`: a value may be found in any of them. */
  rows?(context: KpiContext, scope?: Scope): readonly EntityRows[];
  /** Those of the filtered dimensions whose values may be counted apart. */
  dimensions?(filtered: readonly string[]): readonly string[];
  /** Turns added cells into those that a pass under the filter gives. */
  join?(sum: C): C;
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
  /** The minimum input where an option asks for another than `needs`. */
  needsFor?(options: Question['options']): readonly (readonly Need[])[];
  /** What the rows lack though table and columns are there: nothing in them that the number could be made of. null = nothing. */
  lacks?(context: KpiContext): { readonly table: TableName; readonly column: string } | null;
  /** Whether the cells of a filter are the sum of the cells of its values, in everything that `cells` reads of the question. */
  readonly isAdditive?: boolean;
  /** What has to be minded where cells are added so. */
  readonly adding?: Adding<C>;
  /** Default period: 'period' = last_12_months, 'stock' = this quarter up to asOf, 'to-date' = all. A stock is a census: no interval. */
  readonly time: 'period' | 'stock' | 'to-date';
  /** Default period where it depends on the data. */
  defaultPeriod?(context: KpiContext): PeriodInput;
  /** The value of two periods together is the sum of both, as revenue won or new customers: milestones then count from their start, at the pace of earlier years. */
  readonly accumulates?: true;
  /** Data rules (`DQ_*` set in `context.rules`) that are told beside this number, with the tables they are counted in. */
  readonly dataRules: Readonly<Partial<Record<string, readonly TableName[]>>>;
  /** Columns that decide the number beside those of `needs`; without it, what is wrong in any column of its tables is told beside it. */
  readonly reads?: ColumnsRead;
  /** A stock far above its target is no better than one that meets it: factor beyond which it is not judged. */
  readonly judgedUpTo?: number;
  /** Verdict where it is not the value that is judged against the target; without it the value by its interval. */
  judge?(finished: Finished<K>, target: number | null, isPartial: boolean): Status;
  /** Details when the data lacks what the KPI needs: every figure null, every list empty. */
  readonly noDetails: DetailsOf<K>;
  /** The value is the same whatever the period: there is no earlier one to compare it with. */
  ignoresPeriod?(question: Question): boolean;
  /** The entity rows that the cut is applied to; segments are the values found in them. Without a scope those of no option. */
  rows(context: KpiContext, scope?: Scope): readonly EntityRows[];
  /** One pass over entity rows: additive cells per group of the cut. */
  cells(context: KpiContext, question: Question): readonly C[];
  /** Ratio, curve, interval, caveats from added cells. Pure. */
  finish(cells: C, context: KpiContext, question: Question): Finished<K>;
  /** Target when neither the query nor the `targets` table has one, such as one's own past. */
  defaultTarget?(context: KpiContext, question: Question): number | null;
  /** Trend points of an ungrouped cut in one pass, or on another basis than the value; without it each period is asked by itself. */
  trend?(context: KpiContext, question: Question, periods: readonly Period[]): readonly TrendPoint[];
  /** Values of consecutive months of an ungrouped cut, as the season needs them: each month by itself, null where it cannot be told yet. Without it each is asked by itself. */
  monthly?(context: KpiContext, question: Question, months: readonly Period[]): readonly MonthValue[];
  /** Whether a group is a segment worth showing; without it every group with a row is. */
  isShown?(cells: C): boolean;
  /** Interval of the difference between two finished results, for the change arrow; without it square-and-add of the two intervals. */
  difference?(after: Finished<K>, before: Finished<K>): Interval | null;
  /** Caveats that need the compared period too, such as a change that comes from another mix. */
  changeCaveats?(after: Compared<K, C>, before: Compared<K, C>, context: KpiContext, question: Question): readonly Caveat[];
  /** Where the change from the compared period comes from: its code, fetched with the first question that asks. */
  explain?(): Promise<Explaining<K, C>>;
  /** The source rows that the value of an ungrouped cut is made of: the code that finds them, fetched when they are asked for. */
  behind?(): Promise<FindBehind>;
  /** Final interval per group, in slices: yields so that the host can answer other questions in between. */
  bootstrap?(context: KpiContext, question: Question): Generator<undefined, BootstrapIntervals | RefinedIntervals<K>>;
  /** Reliability once the final interval is there. */
  reliabilityWith?(finished: Finished<K>, ci: Interval | null): Reliability;
}

export interface Compared<K extends KpiId, C extends Cells> { readonly cells: C; readonly finished: Finished<K>; readonly period: Period }

/** The value of a month and how many cases it rests on. */
export type MonthValue = Pick<TrendPoint, 'value' | 'n'>;

/** A change to be explained; `question` is that of the later period, `by` the dimension asked for (null = the KPI's choice). */
export interface ToExplain<K extends KpiId, C extends Cells> {
  readonly context: KpiContext;
  readonly question: Question;
  readonly by: string | null;
  readonly after: Compared<K, C>;
  /** null = the value is the same whatever the period. */
  readonly before: Compared<K, C> | null;
}

export interface Explaining<K extends KpiId, C extends Cells> {
  /** null = the data cannot tell. Only asked with `before`, or where the period is ignored. */
  explain(asked: ToExplain<K, C>): Explanation | null;
}

export type FindBehind = (context: KpiContext, question: Question) => Behind;

/** Declares a KPI; the identity function that gives it its type. */
export const defineKpi = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>): KpiDefinition<K, C> => definition;
