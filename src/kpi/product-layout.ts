import type { CategoryColumn } from '../model/table.js';
import type { EntityRows } from './context.js';
import type { DealRows } from './deal-layout.js';

/**
 * One row per deal and product: what was offered, and what it came to. Those of deal row d are `starts[d]..starts[d+1]`, by
 * product; a deal that cannot be placed in time (no creation date, closed before it or without date) has none.
 */
export interface ProductRows extends EntityRows {
  readonly deals: DealRows;
  readonly starts: Uint32Array;
  readonly product: CategoryColumn;
  /** Σ quantities in 1/10000; NaN = none told. */
  readonly quantity: Float64Array;
  /** Σ line totals, 1/10000 of the report currency; NaN = no line has one. */
  readonly revenue: Float64Array;
  /** Σ margins of the lines with a total; NaN = none has one. */
  readonly margin: Float64Array;
  /** 1 = a line with a total lacks its margin. */
  readonly lacksMargin: Uint8Array;
  /** Share of the deal's effort up to and with this product, by line totals; 1 at the deal's last one. null = no deal has several. */
  readonly shareEnd: Float64Array | null;
  /** Per deal row: local day of its creation, and what its instant lies after 00:00 UTC of that day, ms. */
  readonly startDay: Int32Array;
  readonly startRestMs: Int32Array;
  readonly startIsDay: boolean;
  readonly nNoStart: number;
  readonly nNegative: number;
}
