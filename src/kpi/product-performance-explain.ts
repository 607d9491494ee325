import type { Period } from '../model/period.js';
import type { KpiContext } from './context.js';
import { dealHashes } from './deal-rows.js';
import type { Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation, type Split } from './explain.js';
import { mostSegments } from './explain-mix.js';
import { salesSplit } from './explain-sales.js';
import { unitsPerCurrency } from './money.js';
import { eachOpportunity, effortOf, exposureWindow, partOf } from './product-effort.js';
import type { ProductCells } from './product-performance-cells.js';
import { basisOf, scoreOf, splitOf, type Basis, type Exposure } from './product-performance-scores.js';
import { productRows } from './product-rows.js';
import { WeighedRows, type CellSums } from './weighed-rows.js';

/** Cells of a product in a period. */
const cell = { offered: 0, won: 1, sold: 2, unpriced: 3 } as const;
const cells = 4;

/** Effort in two whole numbers, whose sums stay exact. */
const effortLimb = 60_000;
const effortAt = (sums: CellSums, at: number): number => (sums.first[at] as number) * effortLimb + (sums.second[at] as number);

const orZero = (x: number): number => (Number.isNaN(x) ? 0 : x);

/** Opportunities of both periods: cell (period · products + product) · cells + cell; every deal weighs the same in all its products. */
const opportunities = (context: KpiContext, question: Question, periods: readonly Period[], basis: Basis): WeighedRows => {
  const rows = productRows(context);
  const { cut } = question;
  const index = cut.groupOf(rows);
  const products = rows.product.dictionary.length;
  const hashes = dealHashes(context);
  const effort = effortOf(question);
  const weighed = new WeighedRows();
  periods.forEach((period, at) => eachOpportunity(context, rows, exposureWindow(context, { period }), effort, ({ row, part, effort: whole }) => {
    const hash = hashes[row] as number;
    for (let i = rows.starts[row] as number; i < (rows.starts[row + 1] as number); i++) {
      if (index !== null && (index[i] as number) >= cut.groups.length) continue;
      const own = (at * products + (rows.product.codes[i] as number)) * cells;
      const units = partOf(rows, whole, rows.starts[row] as number, i);
      const limbs = Math.floor(units / effortLimb);
      weighed.push(hash, own + cell.offered, limbs, units - limbs * effortLimb);
      if (part !== 1) continue;
      const [quantity, revenue] = [orZero(rows.quantity[i] as number), orZero(rows.revenue[i] as number)];
      weighed.push(hash, own + cell.won, orZero(rows[basis][i] as number));
      if (revenue !== 0 || quantity !== 0) weighed.push(hash, own + (quantity > 0 ? cell.sold : cell.unpriced), revenue, quantity);
    }
  }));
  return weighed;
};

type Head = Pick<Split, 'period' | 'earlier'>;

/** ln of a product's score by what it is made of: easier to convert, worth more when won, sooner decided. */
const scoreSplit = (head: Head, subject: string | null, exposuresAt: (sums: CellSums, period: 0 | 1) => { readonly own: Exposure; readonly all: Exposure }): Split => ({
  ...head, method: 'logarithms', figure: 'score', subject, by: null, unit: 'log',
  names: ['convert', 'margin', 'speed'].map((key) => ({ kind: 'factor', key })),
  of: (sums) => {
    const [then, now] = ([0, 1] as const).map((period) => {
      const { own, all } = exposuresAt(sums, period);
      const [score, parts] = [scoreOf(own, all), splitOf(own, all)];
      return score === null || parts === null ? null : { score, parts };
    });
    if (then === null || then === undefined || now === null || now === undefined) return null;
    return {
      before: then.score, after: now.score,
      parts: [now.parts.convert - then.parts.convert, now.parts.margin - then.parts.margin, now.parts.speed - then.parts.speed],
    };
  },
});

/** Products with the most opportunities in both periods, by name, not set last. */
const chosenProducts = (weighed: WeighedRows, products: number): readonly number[] => {
  const offered = new Float64Array(products);
  for (let i = 0; i < weighed.length; i++) {
    const at = weighed.cells[i] as number;
    if (at % cells === cell.offered) offered[Math.floor(at / cells) % products] = (offered[Math.floor(at / cells) % products] as number) + 1;
  }
  const bySize = [...offered.keys()].filter((code) => (offered[code] as number) > 0).sort((a, b) => (offered[b] as number) - (offered[a] as number) || a - b);
  // Code 0 is "not set"; all others ascend by name.
  return bySize.slice(0, mostSegments).sort((a, b) => (a === 0 ? products : a) - (b === 0 ? products : b));
};

/**
 * The portfolio is 100 by definition, so what changed is told beside it: revenue won by price, volume and mix of the products,
 * and each product's score (the ones with the most opportunities) by its three factors.
 */
export const explainProductPerformance = ({ context, question, after, before }: ToExplain<'product_performance', ProductCells>): Explanation | null => {
  if (before === null) return null;
  const { product } = productRows(context);
  const products = product.dictionary.length;
  // Both periods are measured alike: by margin only where it is known throughout.
  const basis: Basis = [before.cells, after.cells].every((own) => basisOf(own) === 'margin') ? 'margin' : 'revenue';
  const weighed = opportunities(context, question, [before.period, after.period], basis);
  const head: Head = { period: after.period, earlier: before.period };
  const at = (period: 0 | 1, code: number): number => (period * products + code) * cells;
  const codes = Array.from({ length: products }, (_, code) => code);
  const exposureAt = (sums: CellSums, period: 0 | 1, code: number): Exposure => {
    const from = at(period, code);
    return { offered: sums.n[from + cell.offered] as number, won: sums.n[from + cell.won] as number, amount: sums.first[from + cell.won] as number, effort: effortAt(sums, from + cell.offered) };
  };
  const portfolioAt = (sums: CellSums, period: 0 | 1): Exposure => codes.map((code) => exposureAt(sums, period, code)).reduce((sum, own) => ({
    offered: sum.offered + own.offered, won: sum.won + own.won, amount: sum.amount + own.amount, effort: sum.effort + own.effort,
  }));
  const sales = salesSplit({
    ...head,
    salesAt: ({ first, second }, period) => codes.map((code) => {
      const from = at(period, code) + cell.sold;
      const quantity = (second[from] as number) / unitsPerCurrency;
      return quantity > 0 ? { quantity, price: (first[from] as number) / unitsPerCurrency / quantity } : null;
    }),
    unpricedAt: ({ first }, period) => codes.reduce((sum, code) => sum + (first[at(period, code) + cell.unpriced] as number), 0) / unitsPerCurrency,
  });
  const scores = chosenProducts(weighed, products).map((code) =>
    scoreSplit(head, product.dictionary[code] ?? null, (sums, period) => ({ own: exposureAt(sums, period, code), all: portfolioAt(sums, period) })));
  return explainByRows(weighed, 2 * products * cells, [sales, ...scores]);
};
