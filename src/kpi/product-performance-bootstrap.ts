import type { Interval } from '../model/interval.js';
import type { ProductDetails } from '../model/product-details.js';
import { createBootstrap, type Bootstrap, type BootstrapState } from '../stats/create-bootstrap.js';
import { percentileInterval } from '../stats/percentile-interval.js';
import type { KpiContext } from './context.js';
import { dealHashes } from './deal-rows.js';
import type { Question, RefinedIntervals } from './define-kpi.js';
import { interval95 } from './interval.js';
import { effortOf, exposureWindow, opportunitySlices, partOf } from './product-effort.js';
import type { Basis } from './product-performance-scores.js';
import { productRows } from './product-rows.js';
import { keyOfValue } from './value-key.js';

/** Products with an interval of their own; the smaller ones vary together. */
const mostProducts = 48;
/** Rows weighed between two pauses: some milliseconds. */
const sliceRows = 1024;

/** Rows to weigh, gathered in one pass, and what decides how: wins per product, and groups in which a won line lacks its margin. */
interface Gathered {
  length: number;
  readonly group: Uint32Array;
  readonly product: Uint32Array;
  readonly hash: Uint32Array;
  readonly revenue: Float64Array;
  readonly margin: Float64Array;
  readonly effort: Float64Array;
  readonly won: Float64Array;
  readonly lacksMargin: Uint8Array;
}

const orZero = (x: number): number => (Number.isNaN(x) ? 0 : x);

function* gather(context: KpiContext, question: Question): Generator<undefined, Gathered> {
  const rows = productRows(context);
  const hashes = dealHashes(context);
  const index = question.cut.groupOf(rows);
  const groups = question.cut.groups.length;
  const n = rows.length;
  const found: Gathered = {
    length: 0, group: new Uint32Array(n), product: new Uint32Array(n), hash: new Uint32Array(n),
    revenue: new Float64Array(n), margin: new Float64Array(n), effort: new Float64Array(n),
    won: new Float64Array(rows.product.dictionary.length), lacksMargin: new Uint8Array(groups),
  };
  yield* opportunitySlices(context, rows, exposureWindow(context, question), effortOf(question), ({ row, part, effort }) => {
    const [from, to] = [rows.starts[row] as number, rows.starts[row + 1] as number];
    for (let i = from; i < to; i++) {
      const group = index === null ? 0 : (index[i] as number);
      if (group >= groups) continue;
      const at = found.length++;
      const product = rows.product.codes[i] as number;
      found.group[at] = group;
      found.product[at] = product;
      found.hash[at] = hashes[row] as number;
      found.effort[at] = partOf(rows, effort, from, i);
      if (part !== 1) continue;
      found.revenue[at] = orZero(rows.revenue[i] as number);
      found.margin[at] = orZero(rows.margin[i] as number);
      found.won[product] = (found.won[product] as number) + 1;
      if (rows.lacksMargin[i] === 1) found.lacksMargin[group] = 1;
    }
  });
  return found;
}

/** Rows of each group: those of group g are `order[starts[g]..starts[g + 1]]`. */
const byGroup = ({ group, length }: Gathered, groups: number): { readonly order: Uint32Array; readonly starts: Uint32Array } => {
  const starts = new Uint32Array(groups + 1);
  for (let i = 0; i < length; i++) starts[(group[i] as number) + 1] = (starts[(group[i] as number) + 1] as number) + 1;
  for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] as number) + (starts[g] as number);
  const next = starts.slice();
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) {
    const own = group[i] as number;
    order[next[own] as number] = i;
    next[own] = (next[own] as number) + 1;
  }
  return { order, starts };
};

/** Intervals of the scores of the products, by their place, of those with rows: their own sums beside those of all; `amount` and `effort` are columns. */
function* scoreIntervals(own: readonly (Bootstrap | undefined)[], columns: number, amount: number): Generator<undefined, readonly (Interval | null)[]> {
  const states = own.map((one) => one?.state());
  const whole = createBootstrap({ columns });
  for (const state of states) if (state !== undefined) whole.merge(state);
  yield undefined;
  const all = whole.state();
  const effort = columns - 1;
  const sum = ({ hi, lo, replicates }: BootstrapState, column: number, b: number): number => (hi[column * replicates + b] as number) * 2 ** 32 + (lo[column * replicates + b] as number);
  const found: (Interval | null)[] = [];
  for (const state of states) {
    found.push(state === undefined ? null : interval95(percentileInterval(Array.from({ length: all.replicates }, (_, b) => {
      const [its, itsEffort, total, totalEffort] = [sum(state, amount, b), sum(state, effort, b), sum(all, amount, b), sum(all, effort, b)];
      return itsEffort > 0 && total > 0 && totalEffort > 0 ? (100 * (its / itsEffort)) / (total / totalEffort) : null;
    })), 'bootstrap'));
    yield undefined;
  }
  return found;
}

/**
 * Intervals of the scores by the Poisson bootstrap over deals, in total and within each segment: a deal weighs the same in all its
 * products and in the portfolio. The portfolio itself always scores 100: it has none.
 */
export function* bootstrapProductPerformance(context: KpiContext, question: Question): Generator<undefined, RefinedIntervals<'product_performance'>> {
  const { groups, segmentBy } = question.cut;
  const rows = yield* gather(context, question);
  const keys = productRows(context).product.dictionary.map((id) => keyOfValue(id));
  const bySize = [...keys.keys()].sort((a, b) => (rows.won[b] as number) - (rows.won[a] as number) || ((keys[a] as string) < (keys[b] as string) ? -1 : 1)).slice(0, mostProducts);
  const places = new Map(bySize.map((product, place) => [keys[product] as string, place] as const));
  const placeOf = Uint8Array.from(keys, (key) => places.get(key) ?? places.size);

  const basisOf = (lacks: boolean): Basis => (lacks ? 'revenue' : 'margin');
  const basis = basisOf(rows.lacksMargin.includes(1));
  const bases = [...new Set([basis, ...Array.from(rows.lacksMargin, (lacks) => basisOf(lacks === 1))])];
  const columns = bases.length + 1;
  const values = new Float64Array(columns);
  const { order, starts } = byGroup(rows, groups.length);
  const total: (Bootstrap | undefined)[] = Array.from({ length: places.size + 1 }, () => undefined);
  const ofGroups: (readonly (Interval | null)[])[] = [];
  for (let group = 0; group < groups.length; group++) {
    const own: (Bootstrap | undefined)[] = total.map(() => undefined);
    for (let at = starts[group] as number; at < (starts[group + 1] as number); at++) {
      const i = order[at] as number;
      bases.forEach((name, column) => { values[column] = rows[name][i] as number; });
      values[columns - 1] = rows.effort[i] as number;
      const place = placeOf[rows.product[i] as number] as number;
      (own[place] ??= createBootstrap({ columns })).add(rows.hash[i] as number, values);
      if (at % sliceRows === sliceRows - 1) yield undefined;
    }
    if (segmentBy.length > 0) ofGroups.push(yield* scoreIntervals(own, columns, bases.indexOf(basisOf(rows.lacksMargin[group] === 1))));
    for (const [place, one] of own.entries()) {
      if (one === undefined) continue;
      const sum = (total[place] ??= createBootstrap({ columns }));
      sum.merge(one.state());
    }
    yield undefined;
  }
  const ofTotal = yield* scoreIntervals(total, columns, bases.indexOf(basis));
  const refine = (details: ProductDetails, group: number | null): ProductDetails => {
    const found = group === null ? ofTotal : ofGroups[group];
    return { ...details, products: details.products.map((product) => ({ ...product, scoreCi: product.score === null ? null : (found?.[places.get(keyOfValue(product.id)) ?? -1] ?? null) })) };
  };
  return { total: null, groups: groups.map(() => null), refine };
}
