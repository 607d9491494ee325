import { dayOfMonthIndex, monthIndexOf } from './calendar-units.js';
import { leadMonths, type CacWindow } from './cac-window.js';
import { channelKey } from './channel-key.js';
import type { KpiContext } from './context.js';
import type { GroupIndex } from './define-kpi.js';
import { spendRows, type SpendRows } from './spend-rows.js';

/** Spend of one group in the window, 1/10000 units. */
export interface SpendSums {
  /** By channel key; marketing without channel belongs to none, sales without channel is in `shared`. */
  readonly channels: Map<string, number>;
  shared: number;
  /** By month index, over the months that trailing sums need. */
  readonly months: Map<number, { own: number; shared: number }>;
}

const monthOf = (sums: SpendSums, month: number): { own: number; shared: number } => {
  const known = sums.months.get(month) ?? { own: 0, shared: 0 };
  sums.months.set(month, known);
  return known;
};

/** First and last month (exclusive) in which a row's span, moved by the lag, meets the months asked for. */
const monthsOfRow = (rows: SpendRows, row: number, { firstMonth, endMonth, lagDays }: CacWindow): { from: number; to: number } => {
  const first = (rows.firstDay[row] as number) + lagDays;
  const last = Math.min(first + (rows.days[row] as number), rows.limitDay + lagDays) - 1;
  return last < first ? { from: 0, to: 0 }
    : { from: Math.max(firstMonth - leadMonths, monthIndexOf(first)), to: Math.min(endMonth, monthIndexOf(last) + 1) };
};

/** Spend per group; `groupOf` null = all rows belong to group 0. Spend of a day counts where that day plus the lag lies. */
export const sumSpend = (context: KpiContext, window: CacWindow, groupOf: GroupIndex | null, count: number): readonly SpendSums[] => {
  const sums = Array.from({ length: count }, (): SpendSums => ({ channels: new Map(), shared: 0, months: new Map() }));
  const rows = spendRows(context);
  const keys = rows?.channel?.dictionary.map(channelKey) ?? [];
  const { startDay, endDay, lagDays } = window;
  for (let row = 0; rows !== null && row < rows.length; row++) {
    const group = sums[groupOf === null ? 0 : (groupOf[row] as number)];
    if (group === undefined) continue;
    const key = rows.channel === null ? '' : (keys[rows.channel.codes[row] as number] as string);
    const isShared = key === '' && rows.isSales[row] === 1;
    const amount = rows.amountBetween(row, startDay - lagDays, endDay - lagDays);
    if (isShared) group.shared += amount;
    else if (amount !== 0) group.channels.set(key, (group.channels.get(key) ?? 0) + amount);
    const { from, to } = monthsOfRow(rows, row, window);
    for (let month = from; month < to; month++) {
      const part = rows.amountBetween(row, dayOfMonthIndex(month) - lagDays, dayOfMonthIndex(month + 1) - lagDays);
      monthOf(group, month)[isShared ? 'shared' : 'own'] += part;
    }
  }
  return sums;
};

/** How many rows of the whole table have a day that counts in the window and in each month: 0 means not recorded, not free. */
export const countSpendRows = (context: KpiContext, window: CacWindow): { readonly rows: number; readonly months: ReadonlyMap<number, number> } => {
  const own = spendRows(context);
  const months = new Map<number, number>();
  let n = 0;
  for (let row = 0; own !== null && row < own.length; row++) {
    const first = own.firstDay[row] as number;
    const end = Math.min(first + (own.days[row] as number), own.limitDay);
    if (end > first && first + window.lagDays < window.endDay && end + window.lagDays > window.startDay) n++;
    const { from, to } = monthsOfRow(own, row, window);
    for (let month = from; month < to; month++) months.set(month, (months.get(month) ?? 0) + 1);
  }
  return { rows: n, months };
};
