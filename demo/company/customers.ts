import { currency, until } from './cast.js';
import type { Sale } from './deals.js';
import type { Row } from './leads.js';
import { Random } from './random.js';
import { dayMs, iso, isoDate } from './time.js';

export interface CustomerTables { readonly customers: Row[]; readonly subscriptions: Row[]; readonly revenue: Row[] }

const addMonths = (ms: number, months: number): number => {
  const date = new Date(ms);
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1, date.getUTCHours(), date.getUTCMinutes()));
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), lastDay));
  return target.getTime();
};

/** Months a customer stays: some leave early because too much was promised, the rest by their own temper. */
const staysMonths = (random: Random, sale: Sale): number => {
  if (random.chance(sale.lead.rep.earlyChurn)) return 1 + random.whole(0, 1);
  const monthlyRisk = 0.016 + 0.05 * random.unit() ** 3 + (sale.product.id === 'p1' ? 0.012 : 0);
  let months = 1;
  while (months < 60 && !random.chance(monthlyRisk)) months++;
  return months;
};

/** What a contract costs a month from its renewal on: mostly a little more, now and then a smaller contract. */
const renewed = (mrr: number, growth: number, changes: Random): number => Math.round(mrr * (changes.chance(0.15) ? 0.7 : 1 + 0.06 * growth));

const seedOfChanges = 29;

/** What became of the customers: contracts by the month, growth, cancellations, returns, monthly invoices. */
export const makeCustomers = (random: Random, sales: readonly Sale[]): CustomerTables => {
  const customers: Row[] = [];
  const subscriptions: Row[] = [];
  const revenue: Row[] = [];
  const changes = new Random(seedOfChanges);
  const subscribe = (sale: Sale, mrr: number, fromMs: number, toMs: number | null, reason: string | null): void => {
    subscriptions.push({
      customer_id: sale.accountId, started_at: isoDate(fromMs), ended_at: toMs === null ? null : isoDate(toMs), end_reason: reason, mrr, currency, product_id: sale.product.id,
    });
  };
  const invoice = (sale: Sale, mrr: number, dueMs: number, draw: Random): void => {
    revenue.push({
      customer_id: sale.accountId, occurred_at: isoDate(dueMs), amount: mrr, currency,
      margin: draw.chance(0.08) ? null : Math.round(mrr * (sale.product.margin + 0.04 * draw.normal())),
    });
  };
  for (const sale of sales) {
    const startedMs = sale.closedMs + random.whole(1, 12) * dayMs;
    customers.push({
      id: sale.accountId, first_won_at: iso(sale.closedMs), acquired_channel: sale.lead.source.channel, sold_by: sale.lead.rep.id, segment: sale.lead.segment.id,
    });
    if (startedMs >= until) continue;
    const months = staysMonths(random, sale);
    const endedMs = addMonths(startedMs, months);
    const ended = endedMs < until;
    const reason = ended ? random.pick(['Price', 'Not used', 'Missing feature', 'Company closed']) : null;
    let mrr = Math.round(sale.amount / 12);
    let termMs = startedMs;
    for (let month = 0; month < months; month++) {
      const dueMs = addMonths(startedMs, month);
      if (dueMs >= until) break;
      if (month > 0 && month % 12 === 0) {
        const growth = random.unit();
        subscribe(sale, mrr, termMs, dueMs, null);
        mrr = renewed(mrr, growth, changes);
        termMs = dueMs;
      }
      invoice(sale, mrr, dueMs, random);
      if (random.chance(0.006)) revenue.push({ customer_id: sale.accountId, occurred_at: isoDate(Math.min(dueMs + 9 * dayMs, until - dayMs)), amount: -Math.round(mrr / 2), currency, margin: -Math.round(mrr / 2) });
    }
    subscribe(sale, mrr, termMs, ended ? endedMs : null, reason);
    // Some come back after a few months, for good.
    const returnedMs = addMonths(endedMs, 2 + changes.whole(0, 3));
    if (!changes.chance(0.08) || returnedMs >= until) continue;
    subscribe(sale, mrr, returnedMs, null, null);
    for (let month = 0; addMonths(returnedMs, month) < until; month++) invoice(sale, mrr, addMonths(returnedMs, month), changes);
  }
  return { customers, subscriptions, revenue };
};
