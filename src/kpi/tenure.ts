import { release } from '../model/release.js';
import { monthsBetween } from './calendar-units.js';
import type { KpiContext } from './context.js';
import { customerRows } from './customer-life.js';
import { revenueRows, type RevenueRows } from './customer-revenue.js';
import type { GroupIndex } from './define-kpi.js';
import { orderByKeys } from './order-by-keys.js';

/** What customers brought in by time since acquisition; only months and years that the customer has completed by asOf. */
export interface TenureCells {
  readonly monthN: Float64Array; readonly monthG: Float64Array; readonly monthU: Float64Array;
  readonly yearN: Float64Array; readonly yearActive: Float64Array; readonly yearAmount: Float64Array;
  readonly yearG: Float64Array; readonly yearU: Float64Array;
}

export interface Tenure {
  /** Cells per group, from a group per customer row; numbers beyond the count are left out. */
  cells(groups: GroupIndex, count: number): readonly TenureCells[];
}

/** Longest tenure told apart; more than three centuries. */
const mostMonths = 4096;

/** Revenue rows in completed months, ordered by customer row and month. */
interface Entries { readonly row: Uint32Array; readonly month: Uint16Array; /** Row of {@link revenueRows}. */ readonly source: Uint32Array }

const entriesOf = (context: KpiContext, completed: Int32Array): Entries => {
  const { rowOf, firstDay } = customerRows(context);
  const revenue = revenueRows(context);
  const size = revenue?.customer.length ?? 0;
  const keys = new Float64Array(size);
  const found = new Uint32Array(size);
  let n = 0;
  for (let i = 0; revenue !== null && i < size; i++) {
    const row = rowOf[revenue.customer[i] as number] as number;
    // A prepayment before the first win belongs to the first month.
    const month = Math.max(0, monthsBetween(firstDay[row] as number, context.calendar.dayOf(revenue.atMs[i] as number)));
    if (month >= (completed[row] as number)) continue;
    keys[n] = row * mostMonths + month;
    found[n++] = i;
  }
  const order = orderByKeys(keys.subarray(0, n));
  const entries = { row: new Uint32Array(n), month: new Uint16Array(n), source: new Uint32Array(n) };
  for (let i = 0; i < n; i++) {
    const key = keys[order[i] as number] as number;
    entries.row[i] = Math.floor(key / mostMonths);
    entries.month[i] = key % mostMonths;
    entries.source[i] = found[order[i] as number] as number;
  }
  release(keys, found, order);
  return entries;
};

const add = (bins: Float64Array, bin: number, x: number): void => { bins[bin] = (bins[bin] as number) + x; };

/** Built once per context. */
export const tenure = (context: KpiContext): Tenure => context.memo('tenure', () => {
  const { firstDay } = customerRows(context);
  const completed = firstDay.map((first) => Math.min(mostMonths - 1, Math.max(0, monthsBetween(first, context.asOfDay))));
  const entries = entriesOf(context, completed);
  let months = 0;
  for (let row = 0; row < completed.length; row++) months = Math.max(months, completed[row] as number);
  const years = Math.floor(months / 12);
  return {
    cells: (groups, count) => {
      const cells = Array.from({ length: count }, (): TenureCells => ({
        monthN: new Float64Array(months), monthG: new Float64Array(months), monthU: new Float64Array(months),
        yearN: new Float64Array(years), yearActive: new Float64Array(years), yearAmount: new Float64Array(years),
        yearG: new Float64Array(years), yearU: new Float64Array(years),
      }));
      countCompleted(completed, groups, cells);
      sumEntries(entries, revenueRows(context), completed, groups, cells);
      return cells;
    },
  };
});

/** Customers per completed month and year. */
const countCompleted = (completed: Int32Array, groups: GroupIndex, cells: readonly TenureCells[]): void => {
  for (let row = 0; row < completed.length; row++) {
    const own = completed[row] as number;
    const cell = cells[groups[row] as number];
    if (cell === undefined || own === 0) continue;
    // Counted at the last completed month; the running sum below turns it into "at least".
    add(cell.monthN, own - 1, 1);
    if (own >= 12) add(cell.yearN, Math.floor(own / 12) - 1, 1);
  }
  for (const { monthN, yearN } of cells) {
    for (const bins of [monthN, yearN]) for (let i = bins.length - 2; i >= 0; i--) add(bins, i, bins[i + 1] as number);
  }
};

const sumEntries = (entries: Entries, revenue: RevenueRows | null, completed: Int32Array, groups: GroupIndex, cells: readonly TenureCells[]): void => {
  if (revenue === null) return;
  let activeRow = -1;
  let activeYear = -1;
  for (let i = 0; i < entries.row.length; i++) {
    const row = entries.row[i] as number;
    const cell = cells[groups[row] as number];
    if (cell === undefined) continue;
    const month = entries.month[i] as number;
    const margin = revenue.margin[entries.source[i] as number] as number;
    const given = revenue.amount[entries.source[i] as number] as number;
    const amount = given === given ? given : 0;
    const isKnown = margin === margin;
    add(cell.monthG, month, isKnown ? margin : 0);
    add(cell.monthU, month, isKnown ? 0 : amount);
    const year = Math.floor(month / 12);
    if (year >= Math.floor((completed[row] as number) / 12)) continue;
    add(cell.yearG, year, isKnown ? margin : 0);
    add(cell.yearU, year, isKnown ? 0 : amount);
    add(cell.yearAmount, year, amount);
    if (row !== activeRow || year !== activeYear) add(cell.yearActive, year, 1);
    activeRow = row;
    activeYear = year;
  }
};
