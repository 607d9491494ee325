import type { KpiContext } from './context.js';
import { dealOutcomes } from './deal-outcome.js';
import { moneyColumn } from './money.js';
import { categoryOf } from './columns.js';

/** Won deals whose last closing before asOf is known. */
export interface DatedWins {
  /** Row of `deals`. */
  readonly row: Uint32Array;
  readonly closedMs: Float64Array;
  /** 1/10000 units at the closing's rate, NaN = missing; null = the data has no amounts. */
  readonly amount: Float64Array | null;
}

/** Built once per context; empty without deals. */
export const datedWins = (context: KpiContext): DatedWins => context.memo('dated-wins', () => {
  const { outcome, closedMs } = dealOutcomes(context);
  const rows: number[] = [];
  outcome.forEach((code, row) => { if (code === 1 && !Number.isNaN(closedMs[row])) rows.push(row); });
  // The rate of a closed deal is that of its closing, of any other that of asOf.
  const basisDay = categoryOf(context.tables.get('deals'), 'currency') === null ? context.asOfDay
    : Int32Array.from(closedMs, (ms) => (Number.isNaN(ms) ? context.asOfDay : context.calendar.dayOf(ms)));
  const amount = moneyColumn(context, 'deals', 'amount', basisDay);
  return {
    row: Uint32Array.from(rows),
    closedMs: Float64Array.from(rows, (row) => closedMs[row] as number),
    amount: amount === null ? null : Float64Array.from(rows, (row) => amount[row] as number),
  };
});
