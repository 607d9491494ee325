import type { KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { closedMsOf } from './deal-layout.js';
import { dealRows } from './deal-rows.js';

/** Won deals whose last closing before asOf is known, in the order of their closing days. */
export interface DatedWins {
  /** Row of the `deals` table. */
  readonly row: Uint32Array;
  /** Instant of the i-th closing. */
  closedMs(i: number): number;
  /** Customer number of the index. */
  readonly customer: Int32Array;
  /** 1/10000 units at the closing's rate, NaN = missing; null = the data has no amounts. */
  readonly amount: Float64Array | null;
}

/** A view of the deals' won part; empty without deals. Built once per context. */
export const datedWins = (context: KpiContext): DatedWins => context.memo('dated-wins', () => {
  const deals = dealRows(context);
  const { parts: [, from, to], source, amountUnits } = deals;
  const row = source.subarray(from, to);
  return { row, closedMs: (i) => closedMsOf(deals, from + i), customer: customerIndex(context).ofDeals(row), amount: amountUnits?.subarray(from, to) ?? null };
});
