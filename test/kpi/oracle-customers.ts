import type { Row, Rows } from '../fixtures/tables.js';

/** Days are counted from 2024-01-01; everything here is written for reading, one rule after the other, on row literals. */
export const dayOf = (date: unknown): number | null =>
  (typeof date === 'string' ? Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(2024, 0, 1)) / 86_400_000) : null);

export const unitsOf = (amount: unknown): number | null => (typeof amount === 'number' ? Math.sign(amount) * Math.round(Math.abs(amount) * 10_000) : null);

export interface FirstDate { readonly day: number; readonly isNew: boolean; readonly channel: string | null }

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Subscriptions that count. */
export const countedServices = (rows: Rows, asOf: string): { customer: string; start: number; end: number | null; mrr: number | null }[] => {
  const limit = dayOf(asOf) as number;
  return (rows.subscriptions ?? []).flatMap((row) => {
    const start = dayOf(row['started_at']) as number;
    const end = dayOf(row['ended_at']);
    if (start >= limit || (end !== null && end <= start)) return [];
    return [{ customer: String(row['customer_id']), start, end: end === null || end >= limit ? null : end, mrr: unitsOf(row['mrr']) }];
  });
};

/** First date of every customer in the sense of acquisition, with the channel; null date = none. */
export const firstDates = (rows: Rows, asOf: string): Map<string, FirstDate> => {
  const limit = dayOf(asOf) as number;
  const events = new Map<string, { day: number; rank: number; id: string; isExisting: boolean; source: string | null }[]>();
  const put = (customer: string, event: { day: number; rank: number; id: string; isExisting: boolean; source: string | null }) => {
    events.set(customer, [...(events.get(customer) ?? []), event]);
  };
  for (const deal of rows.deals ?? []) {
    const day = dayOf(deal['closed_at']);
    if (deal['status'] !== 'won' || day === null || day >= limit) continue;
    const customer = deal['account_id'] === null ? `deal:${String(deal['id'])}` : String(deal['account_id']);
    put(customer, { day, rank: 0, id: String(deal['id']), isExisting: ['renewal', 'upsell'].includes(String(deal['type'])), source: (deal['source'] ?? null) as string | null });
  }
  for (const { customer, start } of countedServices(rows, asOf)) put(customer, { day: start, rank: 1, id: '', isExisting: false, source: null });
  for (const row of rows.customers ?? []) {
    const day = dayOf(row['first_won_at']);
    if (day !== null && day < limit) put(String(row['id']), { day, rank: 2, id: '', isExisting: false, source: null });
  }
  const found = new Map<string, FirstDate>();
  for (const [customer, list] of events) {
    list.sort((a, b) => a.day - b.day || a.rank - b.rank || byBytes(a.id, b.id));
    const first = list[0] as (typeof list)[number];
    const acquired = (rows.customers ?? []).find((row: Row) => row['id'] === customer)?.['acquired_channel'] ?? null;
    found.set(customer, { day: first.day, isNew: !first.isExisting, channel: (acquired ?? list.find(({ rank }) => rank === 0)?.source ?? null) as string | null });
  }
  return found;
};
