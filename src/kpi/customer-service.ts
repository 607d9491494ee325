import { missingDay } from '../model/table.js';
import { categoryOf, instantOf } from './columns.js';
import { completedPeriods, lostAtPeriod } from './contract-age.js';
import type { KpiContext } from './context.js';
import { customerIndex } from './customer-index.js';
import { moneyColumn } from './money.js';
import { joinSpells, type Spell } from './spells.js';

/** Subscriptions as columns. */
export interface ServiceColumns {
  /** Customer number of the index per service. */
  readonly customer: Int32Array;
  readonly startMs: Float64Array;
  /** Infinity = still active. */
  readonly endMs: Float64Array;
  /** Monthly revenue in 1/10000 units; NaN = unknown. */
  readonly mrr: Float64Array;
  /** Row of `subscriptions`. */
  readonly row: Uint32Array;
}

/** Subscriptions that count: begun before asOf, ending after they begin; an end at or after asOf is still open. */
export interface Services extends ServiceColumns {
  /** Those without a start, begun before every date (−Infinity): in stocks, in no flow and no cohort (rule 3). */
  readonly undated: ServiceColumns;
  /** False: the data has no ends at all, so who is in service cannot be told. */
  readonly hasEnds: boolean;
  readonly excluded: number;
}

/** Built once per context; null without the table or its required columns. */
export const services = (context: KpiContext): Services | null => context.memo('services', () => {
  const table = context.tables.get('subscriptions');
  const ids = categoryOf(table, 'customer_id');
  const started = instantOf(table, 'started_at');
  const ended = instantOf(table, 'ended_at');
  if (table === undefined || ids === null || started === null) return null;
  const index = customerIndex(context);
  const mrr = moneyColumn(context, 'subscriptions', 'mrr', context.asOfDay);
  const customerOf = index.numbersOf(ids) as Int32Array;
  const rows: number[] = [];
  const undated: number[] = [];
  let nFuture = 0;
  let nReversed = 0;
  for (let row = 0; row < table.rowCount; row++) {
    const start = started.ms[row] as number;
    const end = ended === null ? NaN : (ended.ms[row] as number);
    if (start >= context.asOfMs) nFuture++;
    else if (end <= start) nReversed++;
    else if (customerOf[ids.codes[row] as number] !== -1) (Number.isNaN(start) ? undated : rows).push(row);
  }
  context.rules.set('DQ_FUTURE', 'subscriptions', nFuture);
  context.rules.set('DQ_NEGATIVE_DURATION', 'subscriptions', nReversed);
  context.rules.set('DQ_NO_START', 'subscriptions', undated.length);
  const columnsOf = (of: readonly number[], startOf: (row: number) => number): ServiceColumns => ({
    customer: Int32Array.from(of, (row) => customerOf[ids.codes[row] as number] as number),
    startMs: Float64Array.from(of, startOf),
    endMs: Float64Array.from(of, (row) => {
      const end = ended === null ? NaN : (ended.ms[row] as number);
      return end < context.asOfMs ? end : Infinity;
    }),
    mrr: Float64Array.from(of, (row) => (mrr === null ? NaN : (mrr[row] as number))),
    row: Uint32Array.from(of),
  });
  return {
    ...columnsOf(rows, (row) => started.ms[row] as number),
    undated: columnsOf(undated, () => -Infinity),
    hasEnds: ended !== null,
    excluded: table.rowCount - rows.length - undated.length,
  };
});

/** All services of each customer, in one pass: `visit(customer, positions)`. */
export const forEachCustomer = (own: Services, customers: number, visit: (customer: number, positions: readonly number[]) => void): void => {
  const positions = new Map<number, number[]>();
  own.customer.forEach((customer, i) => {
    const list = positions.get(customer);
    if (list === undefined) positions.set(customer, [i]); else list.push(i);
  });
  for (const [customer, list] of positions) if (customer < customers) visit(customer, list);
};

/** The first stay of each customer in local days, per customer number. */
export interface FirstSpells {
  /** missingDay = no subscription, or one without a start: then how long the first stay was is not known (rule 3). */
  readonly startDay: Int32Array;
  /** Day of the first instant without service; of one still active, the day of asOf. */
  readonly endDay: Int32Array;
  readonly hasEnded: Uint8Array;
  /** 1 = in service at asOf, in the first or a later stay. */
  readonly isActive: Uint8Array;
}

export const firstSpells = (context: KpiContext): FirstSpells | null => context.memo('first-spells', () => {
  const own = services(context);
  if (own === null || !own.hasEnds) return null;
  const { size } = customerIndex(context);
  const startDay = new Int32Array(size).fill(missingDay);
  const endDay = new Int32Array(size).fill(missingDay);
  const hasEnded = new Uint8Array(size);
  const isActive = new Uint8Array(size);
  forEachCustomer(own, size, (customer, positions) => {
    const stays: Spell[] = positions.map((i) => ({ startMs: own.startMs[i] as number, endMs: own.endMs[i] as number }));
    const first = (stays.length === 1 ? stays : joinSpells(stays))[0] as Spell;
    startDay[customer] = context.calendar.dayOf(first.startMs);
    hasEnded[customer] = first.endMs === Infinity ? 0 : 1;
    endDay[customer] = first.endMs === Infinity ? context.asOfDay : context.calendar.dayOf(first.endMs);
    isActive[customer] = stays.some(({ endMs }) => endMs === Infinity) ? 1 : 0;
  });
  own.undated.customer.forEach((customer, i) => {
    startDay[customer] = missingDay;
    if (own.undated.endMs[i] === Infinity) isActive[customer] = 1;
  });
  return { startDay, endDay, hasEnded, isActive };
});

/** Age of each first stay in contract periods: completed while it lasts, the renewal it was lost at once ended; -1 = none. */
export const contractAges = (context: KpiContext, contractMonths: number): Int32Array =>
  context.memo(`contract-ages ${contractMonths}`, () => {
    const spells = firstSpells(context);
    if (spells === null) return new Int32Array(0);
    return Int32Array.from(spells.startDay, (start, customer) => {
      if (start === missingDay) return -1;
      const end = spells.endDay[customer] as number;
      return spells.hasEnded[customer] === 1 ? lostAtPeriod(start, end, contractMonths) : completedPeriods(start, end, contractMonths);
    });
  });

/**
 * Monthly revenue per customer number in service at an instant (left limit): NaN = not in service, or a part of it unknown.
 * null = the data cannot tell who is in service.
 */
export const mrrAt = (context: KpiContext, atMs: number): Float64Array | null =>
  // Only the cut-off is asked again and again; other instants would pile up in the memo.
  (atMs === context.asOfMs ? context.memo('mrr', () => sumMrr(context, atMs)) : sumMrr(context, atMs));

const sumMrr = (context: KpiContext, atMs: number): Float64Array | null => {
  const own = services(context);
  if (own === null || !own.hasEnds) return null;
  const sums = new Float64Array(customerIndex(context).size).fill(NaN);
  const isUnknown = new Uint8Array(sums.length);
  for (const { customer: customers, startMs, endMs, mrr: monthly } of [own, own.undated]) {
    for (let i = 0; i < customers.length; i++) {
      if (!((startMs[i] as number) < atMs && (endMs[i] as number) >= atMs)) continue;
      const customer = customers[i] as number;
      const mrr = monthly[i] as number;
      if (Number.isNaN(mrr)) isUnknown[customer] = 1;
      else sums[customer] = (Number.isNaN(sums[customer]) ? 0 : (sums[customer] as number)) + mrr;
    }
  }
  isUnknown.forEach((unknown, customer) => { if (unknown === 1) sums[customer] = NaN; });
  return sums;
};
