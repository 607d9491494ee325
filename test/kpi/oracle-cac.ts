import type { Rows } from '../fixtures/tables.js';
import { dayOf, firstDates, unitsOf } from './oracle-customers.js';

const halfAway = (amount: bigint, part: bigint, whole: bigint): bigint => {
  const size = amount < 0n ? -amount : amount;
  const rounded = (2n * size * part + whole) / (2n * whole);
  return amount < 0n ? -rounded : rounded;
};

/** Every day of every spend row, written out; amounts in 1/10000 units. */
export const spendDays = (rows: Rows, asOf: string): { day: number; kind: 'marketing' | 'sales'; channel: string | null; amount: number }[] => {
  const limit = dayOf(asOf) as number;
  const days = [];
  for (const row of rows.spend ?? []) {
    const start = dayOf(row['period_start']) as number;
    const end = dayOf(row['period_end']) ?? start;
    if (end < start) continue;
    const n = Math.max(1, end - start);
    const amount = BigInt(unitsOf(row['amount']) as number);
    for (let i = 1; i <= n; i++) {
      if (start + i - 1 >= limit) break;
      days.push({
        day: start + i - 1, kind: row['kind'] === 'sales' ? 'sales' as const : 'marketing' as const, channel: (row['channel'] ?? null) as string | null,
        amount: Number(halfAway(amount, BigInt(i), BigInt(n)) - halfAway(amount, BigInt(i - 1), BigInt(n))),
      });
    }
  }
  return days;
};

export interface OracleCac {
  readonly value: number | null;
  readonly spend: number | null;
  readonly customers: number;
  readonly channels: readonly { readonly id: string | null; readonly spend: number; readonly customers: number }[];
}

/** K7 row by row; `channels` null = no filter. Money in currency units. */
export const oracleCac = (rows: Rows, asOf: string, window: { start: string; end: string }, wanted: readonly (string | null)[] | null = null, lagDays = 0): OracleCac => {
  const [a, b] = [dayOf(window.start) as number, dayOf(window.end) as number];
  const inWindow = spendDays(rows, asOf).filter(({ day }) => day >= a - lagDays && day < b - lagDays);
  const fresh = [...firstDates(rows, asOf).values()].filter(({ day, isNew }) => isNew && day >= a && day < b);
  const shared = inWindow.filter(({ kind, channel }) => kind === 'sales' && channel === null).reduce((sum, { amount }) => sum + amount, 0);
  const names = [...new Set([...inWindow.map(({ channel }) => channel), ...fresh.map(({ channel }) => channel), null])];
  const channels = names.map((id) => {
    const customers = fresh.filter(({ channel }) => channel === id).length;
    const own = inWindow.filter(({ kind, channel }) => channel === id && !(kind === 'sales' && channel === null)).reduce((sum, { amount }) => sum + amount, 0);
    const part = fresh.length > 0 ? (shared * customers) / fresh.length : id === null ? shared : 0;
    return { id, spend: (own + part) / 10_000, customers };
  }).filter(({ id }) => wanted === null || wanted.includes(id));
  const customers = channels.reduce((sum, channel) => sum + channel.customers, 0);
  const spend = channels.reduce((sum, channel) => sum + channel.spend, 0);
  if (inWindow.length === 0) return { value: null, spend: null, customers, channels: [] };
  return { value: customers === 0 || spend < -1e-9 ? null : spend / customers, spend, customers, channels };
};
