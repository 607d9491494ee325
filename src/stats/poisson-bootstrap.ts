import { createBootstrap } from './create-bootstrap.js';
import { fnv1a32 } from './fnv1a32.js';
import type { ReplicateInterval } from './percentile-interval.js';

export interface PoissonBootstrapOptions {
  readonly replicates?: number;
  readonly seed?: number;
  /** Confidence level, 0.95 unless told. */
  readonly level?: number;
}

/**
 * Bootstrap interval of a figure made of column sums, by Poisson(1) weights that hang on the entity's id alone.
 *
 * The result does not depend on the order of the entities (exactly so for whole values). No entity, or more than 5 % of
 * the replicates without a figure: null bounds.
 *
 * @param ids one id per entity (deal, lead, customer)
 * @param columns columns of values, one per entity each
 * @param statistic figure of one replicate: weighted sum of each column, and the sum of weights; null = none
 * @param options replicates (1000), seed (1), level (0.95)
 * @throws {RangeError} when a column's length differs from that of the ids
 * @see Chamandy et al., Estimating Uncertainty for Massive Data Streams, Google (2012)
 * @example poissonBootstrap(['a', 'b'], [[1, 3]], ([sum], n) => (n > 0 ? sum / n : null)) // => { lo: null, hi: null, nulls: 125 }
 */
export function poissonBootstrap(
  ids: ArrayLike<string>,
  columns: readonly ArrayLike<number>[],
  statistic: (sums: Float64Array, weight: number) => number | null,
  { replicates = 1000, seed = 1, level = 0.95 }: PoissonBootstrapOptions = {},
): ReplicateInterval {
  for (const column of columns) {
    if (column.length !== ids.length) throw new RangeError(`${ids.length} ids, but ${column.length} values`);
  }
  const bootstrap = createBootstrap({ columns: columns.length + 1, replicates, seed });
  const row = new Float64Array(columns.length + 1).fill(1);
  for (let i = 0; i < ids.length; i += 1) {
    columns.forEach((column, c) => {
      row[c] = column[i]!;
    });
    bootstrap.add(fnv1a32(ids[i]!), row);
  }
  return bootstrap.finish((sums) => statistic(sums.subarray(0, columns.length), sums[columns.length]!), level);
}
