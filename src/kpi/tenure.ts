import { monthsBetween } from './calendar-units.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { revenueRows } from './customer-revenue.js';

/** What customers brought in by time since acquisition; only months and years that the customer has completed by asOf. */
export interface TenureCells {
  readonly monthN: Float64Array; readonly monthG: Float64Array; readonly monthU: Float64Array;
  readonly yearN: Float64Array; readonly yearActive: Float64Array; readonly yearAmount: Float64Array;
  readonly yearG: Float64Array; readonly yearU: Float64Array;
}

export interface Tenure {
  /** Cells per group, from a group per customer row; numbers beyond the count are left out. */
  cells(groups: Uint32Array, count: number): readonly TenureCells[];
}

/** Revenue put together per customer row and month since acquisition. */
interface Entry { readonly row: number; readonly month: number; g: number; u: number; amount: number }

const entriesOf = (context: KpiContext, completed: Int32Array): readonly Entry[] => {
  const customers = customerRows(context);
  const revenue = revenueRows(context);
  const entries = new Map<number, Entry>();
  for (let i = 0; revenue !== null && i < revenue.customer.length; i++) {
    const row = customers.rowOf[revenue.customer[i] as number] as number;
    // A prepayment before the first win belongs to the first month.
    const month = Math.max(0, monthsBetween(customers.firstDay[row] as number, context.calendar.dayOf(revenue.atMs[i] as number)));
    if (month >= (completed[row] as number)) continue;
    const key = row * 4096 + month;
    const entry = entries.get(key) ?? { row, month, g: 0, u: 0, amount: 0 };
    const [margin, amount] = [revenue.margin[i] as number, revenue.amount[i] as number];
    if (!Number.isNaN(margin)) entry.g += margin; else if (!Number.isNaN(amount)) entry.u += amount;
    if (!Number.isNaN(amount)) entry.amount += amount;
    entries.set(key, entry);
  }
  return [...entries.values()].sort((a, b) => a.row - b.row || a.month - b.month);
};

const add = (bins: Float64Array, bin: number, x: number): void => { bins[bin] = (bins[bin] as number) + x; };

/** Built once per context. */
export const tenure = (context: KpiContext): Tenure => context.memo('tenure', () => {
  const customers = customerRows(context);
  const completed = Int32Array.from(customers.firstDay, (first) => Math.min(4095, Math.max(0, monthsBetween(first, context.asOfDay))));
  const entries = entriesOf(context, completed);
  let months = 0;
  for (const own of completed) months = Math.max(months, own);
  const years = Math.floor(months / 12);
  return {
    cells: (groups, count) => {
      const cells = Array.from({ length: count }, (): TenureCells => ({
        monthN: new Float64Array(months), monthG: new Float64Array(months), monthU: new Float64Array(months),
        yearN: new Float64Array(years), yearActive: new Float64Array(years), yearAmount: new Float64Array(years),
        yearG: new Float64Array(years), yearU: new Float64Array(years),
      }));
      completed.forEach((own, row) => {
        const cell = cells[groups[row] as number];
        if (cell === undefined || own === 0) return;
        // Counted at the last completed month; the running sum below turns it into "at least".
        add(cell.monthN, own - 1, 1);
        if (own >= 12) add(cell.yearN, Math.floor(own / 12) - 1, 1);
      });
      let activeRow = -1;
      let activeYear = -1;
      for (const { row, month, g, u, amount } of entries) {
        const cell = cells[groups[row] as number];
        if (cell === undefined) continue;
        add(cell.monthG, month, g);
        add(cell.monthU, month, u);
        const year = Math.floor(month / 12);
        if (year >= Math.floor((completed[row] as number) / 12)) continue;
        add(cell.yearG, year, g);
        add(cell.yearU, year, u);
        add(cell.yearAmount, year, amount);
        if (row !== activeRow || year !== activeYear) add(cell.yearActive, year, 1);
        activeRow = row;
        activeYear = year;
      }
      for (const { monthN, yearN } of cells) {
        for (const bins of [monthN, yearN]) for (let i = bins.length - 2; i >= 0; i--) add(bins, i, bins[i + 1] as number);
      }
      return cells;
    },
  };
});
