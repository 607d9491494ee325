import type { KpiContext } from './context.js';
import { dealRows } from './deal-rows.js';

/** Won deals whose last closing before asOf is known. */
export interface DatedWins {
  /** Row of the `deals` table. */
  readonly row: Uint32Array;
  readonly closedMs: Float64Array;
  /** 1/10000 units at the closing's rate, NaN = missing; null = the data has no amounts. */
  readonly amount: Float64Array | null;
}

/** A view of the deals' won part; empty without deals. */
export const datedWins = (context: KpiContext): DatedWins => {
  const { parts: [, from, to], source, closedMs, amountUnits } = dealRows(context);
  return { row: source.subarray(from, to), closedMs: closedMs.subarray(from, to), amount: amountUnits?.subarray(from, to) ?? null };
};
