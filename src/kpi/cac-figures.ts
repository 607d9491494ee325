import type { CacDetails } from '../model/details.js';
import type { CacCells } from './cac-cells.js';
import { isWholeMonth, leadMonths, type CacWindow } from './cac-window.js';
import { formatDay, dayOfMonthIndex } from './calendar-units.js';
import type { CellMap, Cells } from './cells.js';
import { channelOfKey } from './channel-key.js';
import { numberIn, wholeOf } from './clv-figures.js';
import { unitsPerCurrency } from './money.js';

const mapIn = (entry: Readonly<Record<string, unknown>> | undefined, field: string): CellMap => {
  const value = entry?.[field];
  return value instanceof Map ? (value as CellMap) : new Map<string, Cells>();
};

/** What a part of the new customers carries of spend that is shared by all; without any new customer it stays where it was booked. */
const portion = (shared: number, customers: number, all: number, booked: number): number => (all > 0 ? (shared * customers) / all : booked);

export interface Acquired { readonly spend: number; readonly customers: number }

/** Cost per customer; null when spend was negative on balance or nobody was won. */
export const costOf = ({ spend, customers }: Acquired): number | null => (customers > 0 && spend >= 0 ? spend / customers : null);

export interface CacTotals extends Acquired {
  /** Spend rows of the data that touch the window. */
  readonly spendRows: number;
  /** By channel, null last. */
  readonly channels: readonly (Acquired & { readonly id: string | null })[];
}

/** Spend (currency units) and new customers of the window, shared spend allotted. */
export const cacTotals = ({ pools }: Pick<CacCells, 'pools'>): CacTotals => {
  let spend = 0;
  let customers = 0;
  let spendRows = 0;
  const channels = new Map<string, { spend: number; customers: number }>();
  for (const pool of pools.values()) {
    const whole = wholeOf(mapIn(pool, 'whole'));
    const [shared, all, booked] = [numberIn(whole, 'shared'), numberIn(whole, 'customers'), numberIn(pool, 'shared')];
    const add = (key: string, own: number, n: number): void => {
      const entry = channels.get(key) ?? { spend: 0, customers: 0 };
      channels.set(key, { spend: entry.spend + own, customers: entry.customers + n });
    };
    for (const [key, channel] of mapIn(pool, 'channels')) {
      const [own, n] = [numberIn(channel, 'spend'), numberIn(channel, 'customers')];
      spend += own;
      add(key, own + (all > 0 ? portion(shared, n, all, 0) : 0), n);
    }
    spend += portion(shared, numberIn(pool, 'customers'), all, booked);
    if (all === 0 && booked !== 0) add('', booked, 0);
    customers += numberIn(pool, 'customers');
    spendRows = Math.max(spendRows, numberIn(whole, 'rows'));
  }
  const listed = [...channels].map(([key, entry]) => ({ id: channelOfKey(key), spend: entry.spend / unitsPerCurrency, customers: entry.customers }));
  listed.sort((a, b) => (a.id === null ? 1 : b.id === null ? -1 : a.id < b.id ? -1 : 1));
  return { spend: spend / unitsPerCurrency, customers, spendRows, channels: listed };
};

/** Spend and customers of consecutive months; `recorded` = a spend row touches them. */
const overMonths = ({ pools }: Pick<CacCells, 'pools'>, from: number, to: number): Acquired & { recorded: boolean } => {
  let spend = 0;
  let customers = 0;
  let recorded = false;
  for (const pool of pools.values()) {
    const whole = mapIn(wholeOf(mapIn(pool, 'whole')), 'months');
    const own = mapIn(pool, 'months');
    let [shared, all, booked, selected] = [0, 0, 0, 0];
    for (let month = from; month < to; month++) {
      const [mine, everyone] = [own.get(String(month)) ?? {}, whole.get(String(month)) ?? {}];
      spend += numberIn(mine, 'own');
      booked += numberIn(mine, 'shared');
      selected += numberIn(mine, 'customers');
      shared += numberIn(everyone, 'shared');
      all += numberIn(everyone, 'customers');
      recorded ||= numberIn(everyone, 'rows') > 0;
    }
    spend += portion(shared, selected, all, booked);
    customers += selected;
  }
  return { spend: spend / unitsPerCurrency, customers, recorded };
};

/** Trailing three months at each month end of the window. */
export const trailing = (cells: Pick<CacCells, 'pools'>, { firstMonth, endMonth }: CacWindow): CacDetails['t3m'] => {
  const points = [];
  for (let month = firstMonth; month < endMonth; month++) {
    const { spend, customers, recorded } = overMonths(cells, month - leadMonths, month + 1);
    points.push({ month: formatDay(dayOfMonthIndex(month)).slice(0, 7), spend, customers, cac: recorded ? costOf({ spend, customers }) : null });
  }
  return points;
};

/** Sample standard deviation over mean of the monthly cost, months without customers or without recorded spend left out; null below two. */
export const monthlyVariation = (cells: Pick<CacCells, 'pools'>, window: CacWindow): number | null => {
  const costs: number[] = [];
  for (let month = window.firstMonth; month < window.endMonth; month++) {
    if (!isWholeMonth(month, window)) continue;
    const own = overMonths(cells, month, month + 1);
    const cost = own.recorded ? costOf(own) : null;
    if (cost !== null) costs.push(cost);
  }
  const mean = costs.reduce((sum, x) => sum + x, 0) / costs.length;
  if (costs.length < 2 || !(mean > 0)) return null;
  return Math.sqrt(costs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (costs.length - 1)) / mean;
};
