import type { Rows } from '../fixtures/tables.js';
import { countedServices, dayOf, firstDates, unitsOf } from './oracle-customers.js';

const dateParts = (day: number): { y: number; m: number; d: number } => {
  const date = new Date(Date.UTC(2024, 0, 1 + day));
  return { y: date.getUTCFullYear(), m: date.getUTCMonth(), d: date.getUTCDate() };
};

/** The same day k months on, clamped to the month's end. */
const monthsOn = (day: number, k: number): number => {
  const { y, m, d } = dateParts(day);
  const lastDay = new Date(Date.UTC(y, m + k + 1, 0)).getUTCDate();
  return Math.round((Date.UTC(y, m + k, Math.min(d, lastDay)) - Date.UTC(2024, 0, 1)) / 86_400_000);
};

/** First stay of every customer: services joined over gaps of up to 30 days. */
export const firstStays = (rows: Rows, asOf: string): Map<string, { start: number; end: number | null }> => {
  const stays = new Map<string, { start: number; end: number | null }>();
  const services = countedServices(rows, asOf).sort((a, b) => a.start - b.start);
  for (const { customer, start, end } of services) {
    const stay = stays.get(customer);
    if (stay === undefined) stays.set(customer, { start, end });
    else if (stay.end === null || start <= stay.end + 30) stays.set(customer, { start: stay.start, end: stay.end === null || end === null ? null : Math.max(stay.end, end) });
  }
  return stays;
};

/** Contract ages of first stays: lost = first renewal not reached (ceil), alive = completed (floor). */
export const contractAges = (rows: Rows, asOf: string, months: number): { customer: string; start: number; lost: number | null; alive: number | null }[] =>
  [...firstStays(rows, asOf)].map(([customer, { start, end }]) => {
    let k = 0;
    if (end !== null) {
      while (monthsOn(start, k * months) < end) k++;
      return { customer, start, lost: Math.max(1, k), alive: null };
    }
    while (monthsOn(start, (k + 1) * months) <= (dayOf(asOf) as number)) k++;
    return { customer, start, lost: null, alive: k };
  });

export interface OracleClv {
  readonly n: number;
  readonly values: readonly number[];
  readonly grossMargin: number | null;
  readonly mean: number | null;
  readonly median: number | null;
  readonly active: number;
  readonly model: number | null;
  readonly arpa: number | null;
}

/** K8 row by row; money in currency units. The model is the survival curve (the companies are small). */
export const oracleClv = (rows: Rows, asOf: string, months = 1, perYear = 0.1): OracleClv => {
  const limit = dayOf(asOf) as number;
  const revenue = (rows.revenue ?? []).filter((row) => (dayOf(row['occurred_at']) as number) < limit);
  const both = revenue.filter((row) => typeof row['margin'] === 'number' && typeof row['amount'] === 'number');
  const sum = (list: readonly (number | null)[]): number => list.reduce<number>((total, x) => total + (x ?? 0), 0);
  const amount = sum(both.map((row) => unitsOf(row['amount'])));
  const grossMargin = amount > 0 ? sum(both.map((row) => unitsOf(row['margin']))) / amount : null;
  const acquired = new Set([...firstDates(rows, asOf).keys(), ...revenue.map((row) => String(row['customer_id']))]);
  const values = [...acquired].map((customer) => revenue.filter((row) => row['customer_id'] === customer).reduce((total, row) => {
    const margin = unitsOf(row['margin']);
    return total + (margin ?? (unitsOf(row['amount']) ?? 0) * (grossMargin ?? 1)) / 10_000;
  }, 0)).sort((x, y) => x - y);
  const n = values.length;
  const services = countedServices(rows, asOf);
  const monthly = [...new Set(services.map(({ customer }) => customer))].flatMap((customer) => {
    const own = services.filter((service) => service.customer === customer && service.end === null);
    return own.length === 0 || own.some(({ mrr }) => mrr === null) ? [] : [sum(own.map(({ mrr }) => mrr)) / 10_000];
  });
  const arpa = monthly.length === 0 ? null : sum(monthly) / monthly.length;
  const ages = contractAges(rows, asOf, months);
  const oldest = Math.max(...ages.map(({ lost, alive }) => lost ?? alive ?? 0));
  const horizon = Math.min(Math.ceil(36 / months), oldest + 1);
  let left = 1;
  let periods = 0;
  for (let t = 0; t < horizon; t++) {
    const atRisk = ages.filter(({ lost, alive }) => (lost ?? alive ?? 0) >= t).length;
    const events = ages.filter(({ lost }) => lost === t).length;
    if (atRisk > 0) left *= 1 - events / atRisk;
    periods += left / (1 + perYear) ** ((t * months) / 12);
  }
  const middle = (n - 1) / 2;
  return {
    n, values, grossMargin, arpa,
    mean: n === 0 || revenue.length === 0 ? null : sum(values) / n,
    median: n === 0 ? null : ((values[Math.floor(middle)] as number) + (values[Math.ceil(middle)] as number)) / 2,
    active: new Set(services.filter(({ end }) => end === null).map(({ customer }) => customer)).size,
    model: arpa === null || ages.length === 0 ? null : arpa * (grossMargin ?? 1) * months * periods,
  };
};
