import { shapleyProduct } from '../stats/shapley-product.js';
import type { Split } from './explain.js';
import type { CellSums } from './weighed-rows.js';

export interface FactorShape extends Pick<Split, 'figure' | 'subject' | 'unit' | 'period' | 'earlier'> {
  readonly factors: readonly string[];
  /** The factors of the earlier (0) or later (1) period, in that order; their product is the figure. null = one of them cannot be told. */
  factorsAt(sums: CellSums, period: 0 | 1): readonly number[] | null;
}

const product = (factors: readonly number[]): number => factors.reduce((value, factor) => value * factor, 1);

/** By factors: each one's effect averaged over all orders in which they could have changed (Shapley; Das Gupta). Exact with zeros and negative factors. */
export const factorSplit = ({ factors, factorsAt, ...head }: FactorShape): Split => ({
  ...head, method: 'factors', by: null,
  names: factors.map((key) => ({ kind: 'factor', key })),
  of: (sums) => {
    const [then, now] = [factorsAt(sums, 0), factorsAt(sums, 1)];
    return then === null || now === null ? null : { before: product(then), after: product(now), parts: shapleyProduct(then, now) };
  },
});
