import type { Interval } from './interval.js';
import type { Period } from './period.js';
import type { Unit } from './unit.js';

/**
 * How a change was taken apart.
 * `mix` (Kitagawa): by what segments did themselves (`rate`) and by their changed shares (`mix`), per value of `by`.
 * `phases`: by the parts that the value is the sum of. `factors` (Shapley): by the factors that it is the product of.
 * `flows`: by what came into a stock and left it. `errors`: by who makes the error.
 * `logarithms`: factors as differences of logarithms. `price-volume-mix`: money over products.
 */
export type DriverMethod = 'mix' | 'phases' | 'factors' | 'flows' | 'errors' | 'logarithms' | 'price-volume-mix';

/**
 * One bar of a driver chart. All parts of one {@link Drivers} add up to its `total`, in whatever order they are drawn, so
 * parts may be drawn added together (the `rate` and `mix` of one key, say).
 */
export interface DriverPart {
  /**
   * What moved: `rate` and `mix` of a segment; a `stage` or another `phase`; a `factor`; a `flow`; an `owner`'s error;
   * `price`, `volume`, `mix`, `added` and `dropped` products; `rest` = what the method leaves unassigned (told, never hidden).
   */
  readonly kind: 'rate' | 'mix' | 'stage' | 'phase' | 'factor' | 'flow' | 'owner' | 'price' | 'volume' | 'added' | 'dropped' | 'rest';
  /**
   * Whose part: a value of the dimension `by` (null = not set), the name of the stage, phase, factor or flow; null where
   * `kind` says it all. Not a text for people, except for values and stages, which are the data's own.
   */
  readonly key: string | null;
  /** The part of all smaller segments together; its `key` is null. */
  readonly isRest?: true;
  /** Signed, in the drivers' unit; positive raises the figure. */
  readonly value: number;
  /** 95 % bootstrap interval; null while it is not there, and for a count of everything (flows of a stock), which has none. */
  readonly ci: Interval | null;
  /**
   * The part cannot be told from nothing: draw it hatched. Its interval covers 0, or none can be given.
   * null only while the interval is not there yet (the first, closed-form answer). A count of everything is false.
   */
  readonly coversZero: boolean | null;
}

/** One way in which the change between two periods is made up; see {@link DriverMethod}. */
export interface Drivers {
  readonly method: DriverMethod;
  /** What changed: the KPI's value, or a figure beside it. */
  readonly figure: 'value' | 'revenue' | 'score';
  /** Whose figure, where the KPI has it per product; null = the whole. */
  readonly subject: string | null;
  /** Dimension of the segments; null where the parts are no segments. */
  readonly by: string | null;
  /** Unit of `before`, `after`, `total` and the parts; `log` = differences of natural logarithms (0.1 is about 10 %): `total` is then that of the figures. */
  readonly unit: Unit | 'log';
  readonly before: number;
  readonly after: number;
  /** What the parts add up to: `after - before`, with unit `log` ln(after / before). */
  readonly total: number;
  /** Of `after`. */
  readonly period: Period;
  /** Of `before`. */
  readonly earlier: Period;
  /** In the method's own order: along the way for stages and factors, by key for segments (not set, then the rest, last). */
  readonly parts: readonly DriverPart[];
}
