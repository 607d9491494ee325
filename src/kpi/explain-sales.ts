import { priceVolumeMix, type ProductSales } from '../stats/price-volume-mix.js';
import type { Split } from './explain.js';
import type { CellSums } from './weighed-rows.js';

export interface SalesShape extends Pick<Split, 'period' | 'earlier'> {
  /** Sales of each product in the earlier (0) or later (1) period; null = not sold. Quantities above 0. */
  salesAt(sums: CellSums, period: 0 | 1): readonly (ProductSales | null)[];
  /** Revenue of a period that no quantity belongs to. */
  unpricedAt(sums: CellSums, period: 0 | 1): number;
}

const revenueOf = (sales: readonly (ProductSales | null)[]): number => sales.reduce((sum, one) => sum + (one === null ? 0 : one.quantity * one.price), 0);

/** A changed revenue by price, volume and mix of the products of both periods, with added and dropped ones apart. Nothing sold in both: no answer. */
export const salesSplit = ({ salesAt, unpricedAt, ...head }: SalesShape): Split => ({
  ...head, method: 'price-volume-mix', figure: 'revenue', subject: null, by: 'product_id', unit: 'money',
  names: [
    { kind: 'volume', key: null }, { kind: 'mix', key: null }, { kind: 'price', key: null }, { kind: 'added', key: null }, { kind: 'dropped', key: null },
    { kind: 'rest', key: 'unpriced' },
  ],
  of: (sums) => {
    const [then, now] = [salesAt(sums, 0), salesAt(sums, 1)];
    const { volume, mix, price, added, dropped } = priceVolumeMix(then, now);
    if (volume === null || mix === null || price === null) return null;
    const [before, after] = [unpricedAt(sums, 0), unpricedAt(sums, 1)];
    return { before: revenueOf(then) + before, after: revenueOf(now) + after, parts: [volume, mix, price, added, dropped, after - before] };
  },
});
