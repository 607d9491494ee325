import type { Interval } from '../model/interval.js';
import { kaplanMeierBinned } from '../stats/kaplan-meier-binned.js';
import { stepAt } from '../stats/step-at.js';
import { categoryOf } from './columns.js';
import type { KpiContext } from './context.js';
import { services } from './customer-service.js';
import { GrowingHistogram } from './growing-histogram.js';
import { interval95 } from './interval.js';
import { orderByKeys } from './order-by-keys.js';
import { joinSpells } from './spells.js';

/** Share of a product's customers still in service after twelve months, those still active censored. */
export interface Retention { readonly factor: number; readonly ci: Interval | null; readonly n: number }

/** Twelve months, in local days. */
const yearDays = 365;

interface Life { readonly ended: GrowingHistogram; readonly active: GrowingHistogram }

const retentionOf = ({ ended, active }: Life): Retention | null => {
  const curve = kaplanMeierBinned(ended.trimmed(), active.trimmed());
  const survival = stepAt<number | null>(curve.time, curve.survival, yearDays, 1) ?? 1;
  const isWatched = survival === 0 || Math.max(ended.trimmed().length, active.trimmed().length) > yearDays;
  if (!isWatched) return null;
  const bounds = { lo: stepAt<number | null>(curve.time, curve.lo, yearDays, null), hi: stepAt<number | null>(curve.time, curve.hi, yearDays, null) };
  return { factor: survival, ci: interval95(bounds, 'log-log'), n: ended.total() + active.total() };
};

export interface ProductRetention {
  readonly byProduct: ReadonlyMap<string | null, Retention | null>;
  readonly all: Retention | null;
}

/**
 * Retention of the first stay of each customer with each product, over the whole data: a trait of the product, whatever is
 * filtered. Kaplan–Meier in local days; gaps up to 30 days are bridged; a stay begun at an unknown time tells nothing. null without subscriptions that name products and ends.
 */
export const productRetention = (context: KpiContext): ProductRetention | null => context.memo('product-retention', () => {
  const own = services(context);
  const column = categoryOf(context.tables.get('subscriptions'), 'product_id');
  if (own === null || !own.hasEnds || column === null) return null;
  const { row, customer, startMs, endMs } = own;
  const products = column.dictionary.length;
  const keyOf = (number: number, subscription: number): number => number * products + (column.codes[subscription] as number);
  const keys = Float64Array.from(customer, (number, i) => keyOf(number, row[i] as number));
  const undated = new Set(Array.from(own.undated.customer, (number, i) => keyOf(number, own.undated.row[i] as number)));
  const order = orderByKeys(keys, startMs);
  const lives = new Map<number, Life>();
  const whole: Life = { ended: new GrowingHistogram(), active: new GrowingHistogram() };
  for (let from = 0, to = 0; from < order.length; from = to) {
    const key = keys[order[from] as number] as number;
    for (to = from + 1; to < order.length && keys[order[to] as number] === key; to++);
    if (undated.has(key)) continue;
    const stays = Array.from(order.subarray(from, to), (i) => ({ startMs: startMs[i] as number, endMs: endMs[i] as number }));
    const [first] = joinSpells(stays);
    if (first === undefined) continue;
    const hasEnded = first.endMs < Infinity;
    const days = (hasEnded ? context.calendar.dayOf(first.endMs) : context.asOfDay) - context.calendar.dayOf(first.startMs);
    const code = key % products;
    const life = lives.get(code) ?? { ended: new GrowingHistogram(), active: new GrowingHistogram() };
    lives.set(code, life);
    for (const into of [life, whole]) (hasEnded ? into.ended : into.active).add(days);
  }
  return {
    byProduct: new Map([...lives].map(([code, life]) => [column.dictionary[code] ?? null, retentionOf(life)] as const)),
    all: retentionOf(whole),
  };
});
