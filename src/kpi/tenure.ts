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

/** Longest tenure told apart; more than three centuries. */
const mostMonths = 4096;

/** Revenue rows in completed months, by customer row and month. */
interface Entries { readonly row: Uint32Array; readonly month: Uint16Array; readonly g: Float64Array; readonly u: Float64Array; readonly amount: Float64Array }

const entriesOf = (context: KpiContext, completed: Int32Array): Entries => {
  const customers = customerRows(context);
  const revenue = revenueRows(context);
  const keys: number[] = [];
  const found: number[] = [];
  for (let i = 0; revenue !== null && i < revenue.customer.length; i++) {
    const row = customers.rowOf[revenue.customer[i] as number] as number;
    // A prepayment before the first win belongs to the first month.
    const month = Math.max(0, monthsBetween(customers.firstDay[row] as number, context.calendar.dayOf(revenue.atMs[i] as number)));
    if (month >= (completed[row] as number)) continue;
    keys.push(row * mostMonths + month);
    found.push(i);
  }
  const order = Uint32Array.from(keys, (_, k) => k).sort((a, b) => (keys[a] as number) - (keys[b] as number));
  const read = (valueOf: (margin: number, amount: number) => number): Float64Array => Float64Array.from(order, (k) => {
    const value = valueOf(revenue?.margin[found[k] as number] as number, revenue?.amount[found[k] as number] as number);
    return Number.isNaN(value) ? 0 : value;
  });
  return {
    row: Uint32Array.from(order, (k) => Math.floor((keys[k] as number) / mostMonths)),
    month: Uint16Array.from(order, (k) => (keys[k] as number) % mostMonths),
    g: read((margin) => margin), u: read((margin, amount) => (Number.isNaN(margin) ? amount : 0)), amount: read((_, amount) => amount),
  };
};

const add = (bins: Float64Array, bin: number, x: number): void => { bins[bin] = (bins[bin] as number) + x; };

/** Built once per context. */
export const tenure = (context: KpiContext): Tenure => context.memo('tenure', () => {
  const customers = customerRows(context);
  const completed = Int32Array.from(customers.firstDay, (first) => Math.min(mostMonths - 1, Math.max(0, monthsBetween(first, context.asOfDay))));
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
      for (let i = 0; i < entries.row.length; i++) {
        const row = entries.row[i] as number;
        const cell = cells[groups[row] as number];
        if (cell === undefined) continue;
        const [month, g, u, amount] = [entries.month[i] as number, entries.g[i] as number, entries.u[i] as number, entries.amount[i] as number];
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
