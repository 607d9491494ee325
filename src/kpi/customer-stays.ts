import { release } from '../model/release.js';
import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { revenueRows } from './customer-revenue.js';
import { services, type ServiceColumns } from './customer-service.js';
import { orderByKeys } from './order-by-keys.js';
import { graceDays as usualGraceDays, joinSpells, type Spell } from './spells.js';

/** How stays are read off the data. */
export interface StayRule {
  /** A gap up to this many days is bridged. */
  readonly graceDays: number;
  /** Stays by revenue alone: a customer without revenue for so many days has left; null = stays by subscription. */
  readonly inactiveDays: number | null;
}

/** Options `graceDays` (≥ 0, default 30) and `inactiveDays` (> 0, only when given); anything else is not taken. */
export const stayRule = (options: Readonly<Record<string, unknown>>): StayRule => {
  const [grace, inactive] = [options['graceDays'], options['inactiveDays']];
  const inactiveDays = typeof inactive === 'number' && inactive > 0 ? inactive : null;
  // Revenue that is near enough joins by itself: there is no gap left to bridge.
  if (inactiveDays !== null) return { graceDays: 0, inactiveDays };
  return { graceDays: typeof grace === 'number' && grace >= 0 ? grace : usualGraceDays, inactiveDays };
};

/** Uninterrupted stays per customer who ever had a service before asOf; customers in no order that could be relied on. */
export interface CustomerStays {
  /** Customer number of the index, one per row. */
  readonly customer: Int32Array;
  /** Stays of row i, in time order: `stayFrom[i]..stayFrom[i+1]`. */
  readonly stayFrom: Uint32Array;
  /** −Infinity = begun at an unknown time. */
  readonly startMs: Float64Array;
  /** First instant without service; Infinity while it lasts. */
  readonly endMs: Float64Array;
  /** missingDay = begun at an unknown time. */
  readonly startDay: Int32Array;
  /** Of a stay that lasts the day of asOf. */
  readonly endDay: Int32Array;
  /** Services of row i: `serviceFrom[i]..serviceFrom[i+1]` of `service`. */
  readonly serviceFrom: Uint32Array;
  readonly service: ServiceColumns;
  /** Whether monthly revenue is recorded at all. */
  readonly hasMrr: boolean;
  readonly excluded: number;
}

const none: ServiceColumns = { customer: new Int32Array(0), startMs: new Float64Array(0), endMs: new Float64Array(0), mrr: new Float64Array(0), row: new Uint32Array(0) };

const concat = (a: ServiceColumns, b: ServiceColumns): ServiceColumns => {
  const n = a.row.length;
  const both = {
    customer: new Int32Array(n + b.row.length), startMs: new Float64Array(n + b.row.length), endMs: new Float64Array(n + b.row.length),
    mrr: new Float64Array(n + b.row.length), row: new Uint32Array(n + b.row.length),
  };
  for (const field of ['customer', 'startMs', 'endMs', 'mrr', 'row'] as const) {
    both[field].set(a[field]);
    both[field].set(b[field], n);
  }
  return both;
};

/** Each revenue keeps a customer for so many days; refunds and zero invoices keep nobody. */
const revenueAsService = (context: KpiContext, inactiveDays: number): ServiceColumns => {
  const revenue = revenueRows(context);
  if (revenue === null) return none;
  const kept = Uint32Array.from(revenue.customer.keys()).filter((i) => !((revenue.amount[i] as number) <= 0));
  const startMs = Float64Array.from(kept, (i) => revenue.atMs[i] as number);
  return {
    customer: Int32Array.from(kept, (i) => revenue.customer[i] as number), startMs,
    endMs: startMs.map((at) => (at + inactiveDays * dayMs < context.asOfMs ? at + inactiveDays * dayMs : Infinity)),
    mrr: new Float64Array(kept.length).fill(NaN),
    row: kept,
  };
};

/** Services by customer, start and end. */
const inOrder = (own: ServiceColumns): ServiceColumns => {
  const byCustomer = Float64Array.from(own.customer);
  const order = orderByKeys(byCustomer, own.startMs, own.endMs);
  const pick = <A extends Int32Array | Float64Array | Uint32Array>(from: A, into: A): A => {
    for (let i = 0; i < order.length; i++) into[i] = from[order[i] as number] as number;
    return into;
  };
  const n = order.length;
  const ordered = {
    customer: pick(own.customer, new Int32Array(n)), startMs: pick(own.startMs, new Float64Array(n)), endMs: pick(own.endMs, new Float64Array(n)),
    mrr: pick(own.mrr, new Float64Array(n)), row: pick(own.row, new Uint32Array(n)),
  };
  release(byCustomer, order);
  return ordered;
};

const build = (context: KpiContext, rule: StayRule, service: ServiceColumns, about: { hasMrr: boolean; excluded: number }): CustomerStays => {
  const n = service.row.length;
  const customer = new Int32Array(n);
  const [stayFrom, serviceFrom] = [new Uint32Array(n + 1), new Uint32Array(n + 1)];
  const [startMs, endMs] = [new Float64Array(n), new Float64Array(n)];
  let rows = 0;
  let stays = 0;
  for (let from = 0, to = 0; from < n; from = to) {
    const number = service.customer[from] as number;
    for (to = from + 1; to < n && service.customer[to] === number; to++);
    const spellOf = (i: number): Spell => ({ startMs: service.startMs[i] as number, endMs: service.endMs[i] as number });
    const own = to - from === 1 ? [spellOf(from)] : joinSpells(Array.from({ length: to - from }, (_, i) => spellOf(from + i)), rule.graceDays);
    customer[rows] = number;
    serviceFrom[rows] = from;
    stayFrom[rows++] = stays;
    for (const spell of own) {
      startMs[stays] = spell.startMs;
      endMs[stays++] = spell.endMs;
    }
  }
  serviceFrom[rows] = n;
  stayFrom[rows] = stays;
  const startDay = new Int32Array(stays);
  const endDay = new Int32Array(stays);
  for (let stay = 0; stay < stays; stay++) {
    const [begun, ended] = [startMs[stay] as number, endMs[stay] as number];
    startDay[stay] = begun === -Infinity ? missingDay : context.calendar.dayOf(begun);
    endDay[stay] = ended === Infinity ? context.asOfDay : context.calendar.dayOf(ended);
  }
  const built = {
    customer: customer.slice(0, rows), stayFrom: stayFrom.slice(0, rows + 1), serviceFrom: serviceFrom.slice(0, rows + 1), service,
    startMs: startMs.slice(0, stays), endMs: endMs.slice(0, stays), startDay, endDay, ...about,
  };
  release(customer, stayFrom, serviceFrom, startMs, endMs);
  return built;
};

/** Built anew at every call; the churn rows keep it. Without the table that the rule reads: nobody ever stayed. */
export const customerStays = (context: KpiContext, rule: StayRule): CustomerStays => {
  if (rule.inactiveDays !== null) {
    const service = revenueAsService(context, rule.inactiveDays);
    const rowCount = context.tables.get('revenue')?.rowCount ?? 0;
    return build(context, rule, inOrder(service), { hasMrr: false, excluded: rowCount - service.row.length });
  }
  const own = services(context);
  const service = own === null || !own.hasEnds ? none : own.undated.row.length === 0 ? own : concat(own, own.undated);
  const table = context.tables.get('subscriptions');
  return build(context, rule, inOrder(service), { hasMrr: numberOf(table, 'mrr') !== null, excluded: (table?.rowCount ?? 0) - service.row.length });
};

/** The stay of a row that is active at an instant (left limit, rule 3): an end exactly then is still active. -1 = none. */
export const stayAt = ({ stayFrom, startMs, endMs }: CustomerStays, row: number, atMs: number): number => {
  for (let stay = stayFrom[row] as number; stay < (stayFrom[row + 1] as number); stay++) {
    if ((startMs[stay] as number) < atMs && (endMs[stay] as number) >= atMs) return stay;
  }
  return -1;
};
