import { dayOfMonthIndex, monthIndexOf } from './calendar-units.js';
import { leadMonths, type CacWindow } from './cac-window.js';
import { channelKey } from './channel-key.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerRows, dealsWithExisting } from './customer-life.js';
import { datedWins } from './dated-wins.js';
import { runOf } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { newCustomers, type NewCustomers } from './new-customers.js';

/** New customers of one group in the window. */
export interface CustomerSums {
  readonly n: number;
  /** By channel key. */
  readonly channels: Map<string, number>;
  /** By month index, over the months that trailing sums need. */
  readonly months: Map<number, number>;
}

export const newCustomersOf = (context: KpiContext, options: Question['options']): NewCustomers => {
  const gap = options['reactivationGapDays'];
  return newCustomers(context, typeof gap === 'number' && gap >= 0 ? gap : null);
};

/** First position of a sorted list of days that is not before a day. */
const firstFrom = (days: Int32Array, day: number): number => {
  let [lo, hi] = [0, days.length];
  while (lo < hi) {
    const mid = (lo + hi) >> 1;
    if ((days[mid] as number) < day) lo = mid + 1; else hi = mid;
  }
  return lo;
};

const mapOfCounts = <K>(counts: Float64Array, from: number, size: number, keyOf: (i: number) => K): Map<K, number> => {
  const found = new Map<K, number>();
  for (let i = 0; i < size; i++) if ((counts[from + i] as number) > 0) found.set(keyOf(i), counts[from + i] as number);
  return found;
};

/** New customers per group of customer rows; `groupOf` null = all rows belong to group 0. */
export const countNew = (
  context: KpiContext, window: CacWindow, { row, day }: NewCustomers, groupOf: GroupIndex | null, count: number,
): readonly CustomerSums[] => {
  const channel = customerRows(context).dimension('channel');
  const channels = channel?.dictionary.length ?? 1;
  const firstMonth = window.firstMonth - leadMonths;
  const months = Math.max(0, window.endMonth - firstMonth);
  const byChannel = new Float64Array(count * channels);
  const byMonth = new Float64Array(count * months);
  const monthsFrom = dayOfMonthIndex(firstMonth);
  const monthOfDay = new Uint16Array(Math.max(0, dayOfMonthIndex(window.endMonth) - monthsFrom)).map((_, i) => monthIndexOf(monthsFrom + i) - firstMonth);
  const to = firstFrom(day, Math.max(window.endDay, monthsFrom + monthOfDay.length));
  for (let i = firstFrom(day, Math.min(window.startDay, monthsFrom)); i < to; i++) {
    const customer = row[i] as number;
    const group = groupOf === null ? 0 : (groupOf[customer] as number);
    if (group >= count) continue;
    const at = day[i] as number;
    const ofMonths = at - monthsFrom;
    if (ofMonths >= 0 && ofMonths < monthOfDay.length) {
      const place = group * months + (monthOfDay[ofMonths] as number);
      byMonth[place] = (byMonth[place] as number) + 1;
    }
    if (at < window.startDay || at >= window.endDay) continue;
    const place = group * channels + (channel === null ? 0 : (channel.codes[customer] as number));
    byChannel[place] = (byChannel[place] as number) + 1;
  }
  const keys = (channel?.dictionary ?? [null]).map(channelKey);
  return Array.from({ length: count }, (_, group): CustomerSums => {
    const own = mapOfCounts(byChannel, group * channels, channels, (code) => keys[code] as string);
    let n = 0;
    for (const some of own.values()) n += some;
    return { n, channels: own, months: mapOfCounts(byMonth, group * months, months, (month) => firstMonth + month) };
  });
};

/** Won new deals (no renewal, no upsell) of the window per group of their customers. */
export const sumDeals = (
  context: KpiContext, { startDay, endDay }: CacWindow, groupOf: GroupIndex | null, count: number,
): readonly { amount: number; n: number }[] => {
  const [amounts, numbers] = [new Float64Array(count + 1), new Float64Array(count + 1)];
  forEachNewDeal(context, startDay, endDay, (row, amount) => {
    const group = groupOf === null ? 0 : Math.min(count, groupOf[row] as number);
    amounts[group] = (amounts[group] as number) + amount;
    numbers[group] = (numbers[group] as number) + 1;
  });
  return Array.from({ length: count }, (_, group) => ({ amount: amounts[group] as number, n: numbers[group] as number }));
};

/** Visits each won new deal of the window that has an amount, with the row of its customer. */
export const forEachNewDeal = (context: KpiContext, startDay: number, endDay: number, visit: (customerRow: number, amount: number) => void): void => {
  const { row, customer, amount } = datedWins(context);
  if (amount === null) return;
  const { rowOf } = customerRows(context);
  const type = categoryOf(context.tables.get('deals'), 'type');
  const isExisting = dealsWithExisting(type);
  const deals = dealRows(context);
  const { from, to } = runOf(deals, 1, startDay, endDay);
  for (let i = from - deals.parts[1]; i < to - deals.parts[1]; i++) {
    const units = amount[i] as number;
    if (units !== units || (type !== null && isExisting(row[i] as number))) continue;
    visit(rowOf[customer[i] as number] as number, units);
  }
};
