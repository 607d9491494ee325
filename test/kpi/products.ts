import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { productPerformance } from '../../src/kpi/product-performance.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { ProductFigures } from '../../src/model/product-details.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import type { Row, Rows } from '../fixtures/tables.js';
import { contextOf, dayOf, isoDay, repeat } from './deal-fixtures.js';

type Asked = Omit<KpiQuery, 'kpi'>;

/** A deal that was open for so many days up to its closing; `amount` and `margin` of a won one. */
export const sold = (product: string | null, status: 'won' | 'lost', days: number, amount: number | null = null, margin: number | null = null, more: Row = {}, closedOn = '2025-03-15'): Row =>
  ({ status, product_id: product, created_at: isoDay(dayOf(closedOn) - days), closed_at: closedOn, amount, margin, ...more });

/** Wins and losses of one product, each open for the same days. */
export const course = (product: string, wins: number, losses: number, days: number, margin: number, more: Row = {}): Row[] => [
  ...repeat(wins, () => sold(product, 'won', days, 2 * margin, margin, more)), ...repeat(losses, () => sold(product, 'lost', days, 2 * margin, null, more)),
];

export const ask = (deals: readonly Row[], query: Asked = {}, more: Rows = {}, config: EngineConfig = {}): KpiResult<'product_performance'> =>
  computeKpi(productPerformance, contextOf(deals, more, config), { kpi: 'product_performance', compare: 'none', ...query });

/** The answer with its bootstrap intervals. */
export const final = (deals: readonly Row[], query: Asked = {}, more: Rows = {}): KpiResult<'product_performance'> => {
  const steps = computeSteps(productPerformance, contextOf(deals, more), { kpi: 'product_performance', compare: 'none', ...query });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

export const productOf = (result: KpiResult<'product_performance'>, id: string | null): ProductFigures => {
  const found = result.details.products.find((product) => product.id === id);
  if (found === undefined) throw new Error(`no product ${id}`);
  return found;
};
