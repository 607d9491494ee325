import type { Rows } from '../fixtures/tables.js';
import { dayOf, unitsOf } from './oracle-customers.js';

/** Days are counted from 2024-01-01; every rule of K9 written out on row literals, one after the other. */
interface Service { readonly customer: string; readonly start: number; readonly end: number; readonly mrr: number | null }
interface Stay { readonly start: number; readonly end: number }

const servicesOf = (rows: Rows, asOf: number): Service[] => (rows.subscriptions ?? []).flatMap((row) => {
  const start = dayOf(row['started_at']) ?? -Infinity;
  const end = dayOf(row['ended_at']);
  if (start >= asOf || (end !== null && end <= start)) return [];
  return [{ customer: String(row['customer_id']), start, end: end === null || end >= asOf ? Infinity : end, mrr: unitsOf(row['mrr']) }];
});

const staysOf = (services: readonly Service[], grace: number): Stay[] => {
  const stays: { start: number; end: number }[] = [];
  for (const { start, end } of [...services].sort((a, b) => (a.start === b.start ? 0 : a.start < b.start ? -1 : 1))) {
    const open = stays.find((stay) => start <= stay.end + grace);
    if (open === undefined) stays.push({ start, end });
    else open.end = Math.max(open.end, end);
  }
  return stays;
};

const isActive = ({ start, end }: Stay, at: number): boolean => start < at && end >= at;

export interface OracleChurn {
  readonly n0: number; readonly churned: number; readonly provisional: number; readonly ends: number; readonly days: number;
  readonly m0: number; readonly m1: number; readonly kept: number; readonly n: number;
  readonly start: number; readonly end: number; readonly bridgeUnknown: number;
  readonly earlyN: number; readonly early: number;
  /** Survival of first stays after t days, by counting at each t. */
  survivalAt(t: number): number;
  readonly owners: ReadonlyMap<string | null, { readonly observed: number; readonly expected: number }>;
  readonly pairs: readonly { readonly id: string; readonly from: number; readonly to: number }[];
}

export const oracleChurn = (rows: Rows, asOfDate: string, window: { start: string; end: string }, grace = 30, wanted: (customer: string) => boolean = () => true): OracleChurn => {
  const asOf = dayOf(asOfDate) as number;
  const [a, b] = [dayOf(window.start) as number, dayOf(window.end) as number];
  const services = servicesOf(rows, asOf).filter(({ customer }) => wanted(customer));
  const customers = [...new Set(services.map(({ customer }) => customer))];
  const total = { n0: 0, churned: 0, provisional: 0, ends: 0, days: 0, m0: 0, m1: 0, kept: 0, n: 0, start: 0, end: 0, bridgeUnknown: 0, earlyN: 0, early: 0 };
  const first: Stay[] = [];
  const pairs: { id: string; from: number; to: number }[] = [];
  const watched: { owner: string | null; kind: string; early: boolean }[] = [];
  for (const id of customers) {
    const own = services.filter(({ customer }) => customer === id);
    const stays = staysOf(own, grace);
    const here = stays.find((stay) => isActive(stay, a));
    const there = stays.find((stay) => isActive(stay, b));
    if (here !== undefined) {
      total.n0++;
      if (here.end < b) {
        total.churned++;
        if (here.end + grace >= asOf) total.provisional++;
      }
    }
    for (const stay of stays) {
      if (stay.end >= a && stay.end < b) total.ends++;
      total.days += Math.max(0, Math.min(stay.end, b, asOf) - Math.max(stay.start, a));
    }
    const inA = own.filter((service) => isActive(service, a));
    const inB = own.filter((service) => isActive(service, b));
    const sum = (list: readonly Service[]): number => list.reduce((s, { mrr }) => s + (mrr ?? 0), 0);
    if ([...inA, ...inB].some(({ mrr }) => mrr === null)) {
      if (here !== undefined || there !== undefined) total.bridgeUnknown++;
    } else {
      total.start += sum(inA);
      total.end += sum(inB);
      if (here !== undefined && sum(inA) > 0) {
        const to = Math.max(0, sum(inB));
        total.n++;
        total.m0 += sum(inA);
        total.m1 += to;
        total.kept += Math.min(sum(inA), to);
        pairs.push({ id, from: sum(inA), to });
      }
    }
    const stay = stays.sort((x, y) => x.start - y.start)[0] as Stay;
    if (stay.start === -Infinity) continue;
    first.push(stay);
    if (asOf - stay.start < 90) continue;
    const isEarly = stay.end - stay.start <= 90;
    total.earlyN++;
    if (isEarly) total.early++;
    const customer = (rows.customers ?? []).find((row) => row['id'] === id);
    watched.push({ owner: (customer?.['sold_by'] ?? null) as string | null, kind: String(customer?.['segment'] ?? null), early: isEarly });
  }
  const owners = new Map<string | null, { observed: number; expected: number }>();
  for (const { owner, kind, early } of watched) {
    const alike = watched.filter((other) => other.kind === kind);
    const known = owners.get(owner) ?? { observed: 0, expected: 0 };
    owners.set(owner, { observed: known.observed + (early ? 1 : 0), expected: known.expected + alike.filter((other) => other.early).length / alike.length });
  }
  return {
    ...total, owners, pairs,
    survivalAt: (t) => {
      let s = 1;
      const lengthOf = ({ start, end }: Stay): number => Math.min(end, asOf) - start;
      for (const day of [...new Set(first.filter(({ end }) => end !== Infinity).map(lengthOf))].sort((x, y) => x - y)) {
        if (day > t) break;
        const atRisk = first.filter((stay) => lengthOf(stay) >= day).length;
        s *= 1 - first.filter((stay) => stay.end !== Infinity && lengthOf(stay) === day).length / atRisk;
      }
      return s;
    },
  };
};
