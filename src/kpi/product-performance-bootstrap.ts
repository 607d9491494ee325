import type { ProductDetails } from '../model/product-details.js';
import { createBootstrap, type Bootstrap, type BootstrapState } from '../stats/create-bootstrap.js';
import { percentileInterval } from '../stats/percentile-interval.js';
import type { KpiContext } from './context.js';
import { dealHashes } from './deal-rows.js';
import type { Question, RefinedIntervals } from './define-kpi.js';
import { addAll } from './filtered-cells.js';
import { interval95 } from './interval.js';
import { eachOpportunity, effortOf, effortUnits, exposureWindow, partOf } from './product-effort.js';
import { productCells, type ProductCell } from './product-performance-cells.js';
import { basisOf, type Basis } from './product-performance-scores.js';
import { productRows } from './product-rows.js';
import { keyOfValue } from './value-key.js';

/** Products with an interval of their own; the smaller ones vary together. */
const mostProducts = 48;
/** Rows weighed between two pauses: some milliseconds. */
const sliceRows = 1024;
const sumsPerProduct = 2;

/** Rows to weigh, gathered in one pass: product's place, hash of the deal, amount, effort. */
interface Weighed { readonly place: Uint8Array; readonly hash: Uint32Array; readonly amount: Float64Array; readonly effort: Float64Array; readonly length: number }

const gather = (context: KpiContext, question: Question, basis: Basis, placeOf: Uint8Array): Weighed => {
  const rows = productRows(context);
  const hashes = dealHashes(context);
  const index = question.cut.groupOf(rows);
  const groups = question.cut.groups.length;
  const effort = effortOf(question);
  const found = { place: new Uint8Array(rows.length), hash: new Uint32Array(rows.length), amount: new Float64Array(rows.length), effort: new Float64Array(rows.length), length: 0 };
  eachOpportunity(context, rows, exposureWindow(context, question), effort, ({ row, part, openMs, touches }) => {
    const [from, to] = [rows.starts[row] as number, rows.starts[row + 1] as number];
    const whole = effort === 'touches' ? touches * effortUnits.touches : openMs;
    for (let i = from; i < to; i++) {
      if (index !== null && (index[i] as number) >= groups) continue;
      const amount = rows[basis][i] as number;
      const at = found.length++;
      found.place[at] = placeOf[rows.product.codes[i] as number] as number;
      found.hash[at] = hashes[row] as number;
      found.amount[at] = part === 1 && !Number.isNaN(amount) ? amount : 0;
      found.effort[at] = partOf(rows, whole, from, i);
    }
  });
  return found;
};

/** Scores of one product by replicate: its own sums beside those of all products. */
const scoresOf = (own: BootstrapState, all: BootstrapState): readonly (number | null)[] =>
  Array.from({ length: own.replicates }, (_, b) => {
    const at = (state: BootstrapState, column: 0 | 1): number => {
      const cell = column * state.replicates + b;
      return (state.hi[cell] as number) * 2 ** 32 + (state.lo[cell] as number);
    };
    const [amount, effort, allAmount, allEffort] = [at(own, 0), at(own, 1), at(all, 0), at(all, 1)];
    return effort > 0 && allAmount > 0 && allEffort > 0 ? (100 * (amount / effort)) / (allAmount / allEffort) : null;
  });

/**
 * Intervals of the scores by the Poisson bootstrap over deals: a deal weighs the same in all its products and in the portfolio.
 * The portfolio itself always scores 100: it has none. Segments keep their points.
 */
export function* bootstrapProductPerformance(context: KpiContext, question: Question): Generator<undefined, RefinedIntervals<'product_performance'>> {
  const cells = addAll(productCells(context, question));
  const none = { total: null, groups: question.cut.groups.map(() => null) };
  if (cells === null) return { ...none, refine: (details) => details };
  yield undefined;
  const dictionary = productRows(context).product.dictionary;
  const bySize = [...cells.products].sort(([a, x], [b, y]) => (y as ProductCell).won - (x as ProductCell).won || (a < b ? -1 : 1)).map(([key]) => key);
  const places = new Map(bySize.slice(0, mostProducts).map((key, place) => [key, place] as const));
  const count = places.size + 1;
  const placeOf = Uint8Array.from(dictionary, (id) => places.get(keyOfValue(id)) ?? count - 1);
  const { place, hash, amount, effort, length } = gather(context, question, basisOf(cells), placeOf);
  const own = Array.from({ length: count }, (): Bootstrap => createBootstrap({ columns: sumsPerProduct }));
  const values = new Float64Array(sumsPerProduct);
  for (let i = 0; i < length; i++) {
    values[0] = amount[i] as number;
    values[1] = effort[i] as number;
    (own[place[i] as number] as Bootstrap).add(hash[i] as number, values);
    if (i % sliceRows === sliceRows - 1) yield undefined;
  }
  const all = createBootstrap({ columns: sumsPerProduct });
  for (const one of own) all.merge(one.state());
  yield undefined;
  const states = own.map((one) => one.state());
  const whole = all.state();
  const refine = (details: ProductDetails, group: number | null): ProductDetails => (group !== null ? details : {
    ...details,
    products: details.products.map((product) => {
      const at = places.get(keyOfValue(product.id));
      const bounds = at === undefined || product.score === null ? null : percentileInterval(scoresOf(states[at] as BootstrapState, whole));
      return { ...product, scoreCi: bounds === null ? null : interval95(bounds, 'bootstrap') };
    }),
  });
  return { ...none, refine };
}
