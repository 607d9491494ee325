import { monthIndexOf } from './calendar-units.js';
import { leadMonths, type CacWindow } from './cac-window.js';
import { channelKey } from './channel-key.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { customerRows, dealsWithExisting } from './customer-life.js';
import { datedWins } from './dated-wins.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { newCustomers, type NewCustomers } from './new-customers.js';

/** New customers of one group in the window. */
export interface CustomerSums {
  n: number;
  /** By channel key. */
  readonly channels: Map<string, number>;
  /** By month index, over the months that trailing sums need. */
  readonly months: Map<number, number>;
}

export const newCustomersOf = (context: KpiContext, options: Question['options']): NewCustomers => {
  const gap = options['reactivationGapDays'];
  return newCustomers(context, typeof gap === 'number' && gap >= 0 ? gap : null);
};

/** New customers per group of customer rows; `groupOf` null = all rows belong to group 0. */
export const countNew = (
  context: KpiContext, window: CacWindow, { row, atMs }: NewCustomers, groupOf: GroupIndex | null, count: number,
): readonly CustomerSums[] => {
  const sums = Array.from({ length: count }, (): CustomerSums => ({ n: 0, channels: new Map(), months: new Map() }));
  const channel = customerRows(context).dimension('channel');
  const keys = channel?.dictionary.map(channelKey) ?? [];
  const { calendar } = context;
  // Most customers lie far before the window: a cheap test spares them the calendar.
  const earliestMs = calendar.midnightOf(window.startDay - 31 * (leadMonths + 1));
  for (let i = 0; i < row.length; i++) {
    if ((atMs[i] as number) < earliestMs) continue;
    const customer = row[i] as number;
    const group = sums[groupOf === null ? 0 : (groupOf[customer] as number)];
    if (group === undefined) continue;
    const day = calendar.dayOf(atMs[i] as number);
    const month = monthIndexOf(day);
    if (month >= window.firstMonth - leadMonths && month < window.endMonth) group.months.set(month, (group.months.get(month) ?? 0) + 1);
    if (day < window.startDay || day >= window.endDay) continue;
    const key = channel === null ? '' : (keys[channel.codes[customer] as number] as string);
    group.n++;
    group.channels.set(key, (group.channels.get(key) ?? 0) + 1);
  }
  return sums;
};

/** Won new deals (no renewal, no upsell) of the window per group of their customers. */
export const sumDeals = (
  context: KpiContext, { startDay, endDay }: CacWindow, groupOf: GroupIndex | null, count: number,
): readonly { amount: number; n: number }[] => {
  const sums = Array.from({ length: count }, () => ({ amount: 0, n: 0 }));
  forEachNewDeal(context, startDay, endDay, (row, amount) => {
    const group = sums[groupOf === null ? 0 : (groupOf[row] as number)];
    if (group === undefined) return;
    group.amount += amount;
    group.n++;
  });
  return sums;
};

/** Visits each won new deal of the window that has an amount, with the row of its customer. */
export const forEachNewDeal = (context: KpiContext, startDay: number, endDay: number, visit: (customerRow: number, amount: number) => void): void => {
  const { row, closedMs, amount } = datedWins(context);
  if (amount === null) return;
  const index = customerIndex(context);
  const { rowOf } = customerRows(context);
  const isExisting = dealsWithExisting(categoryOf(context.tables.get('deals'), 'type'));
  const [startMs, endMs] = [context.calendar.midnightOf(startDay), context.calendar.midnightOf(endDay)];
  for (let i = 0; i < row.length; i++) {
    const [deal, at, units] = [row[i] as number, closedMs[i] as number, amount[i] as number];
    if (at < startMs || at >= endMs || Number.isNaN(units) || isExisting(deal)) continue;
    visit(rowOf[index.ofDeal(deal)] as number, units);
  }
};
