import type { KpiId } from '../model/kpi-id.js';
import type { Filter, PeriodDates } from '../model/query.js';
import type { KpiResult } from '../model/result.js';
import type { RowsQuery } from '../model/rows.js';

export interface DrillDetail {
  /** Formula, rules and notes of the figure, or the rows that it was made of. */
  readonly shows: 'definition' | 'rows';
  readonly kpi: KpiId;
  /** What is meant in time: that of the figure, or of the mark that stands for a stretch of it. */
  readonly period: PeriodDates;
  /** What the parts of `key` are values of; empty = the figure as a whole. */
  readonly dimensions: readonly string[];
  /** The segment asked for; null = not set. */
  readonly key: readonly (string | null)[];
  /** What was filtered when the figure was computed, `key` not among it. */
  readonly filter: Filter;
  /** The mark's title as shown; empty for the figure as a whole. */
  readonly title: string;
  /** The whole question, as `engine.rows()` takes it. */
  readonly query: RowsQuery;
  /** The figure, as a whole. */
  readonly result: KpiResult;
}

/** The user asked what a number is made of. `preventDefault()` keeps the built-in panel closed. */
export class KpiDrillEvent extends Event {
  readonly detail: DrillDetail;
  constructor(detail: DrillDetail) {
    super('kpi-drill', { bubbles: true, composed: true, cancelable: true });
    this.detail = Object.freeze({ ...detail });
  }
}
