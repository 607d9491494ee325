import { POISSON_THRESHOLDS, REPLICATE_STEP } from './bootstrap-weight.js';
import { fmix32 } from './fmix32.js';
import { percentileInterval, type ReplicateInterval } from './percentile-interval.js';
import { weighBatch } from './weigh-batch.js';

export interface BootstrapShape {
  /** How many sums each replicate keeps. */
  readonly columns: number;
  readonly replicates?: number;
  readonly seed?: number;
}

/** Replicate sums as plain data: may cross a worker, and adds up across shards. */
export interface BootstrapState extends Required<BootstrapShape> {
  readonly entities: number;
  /** Sum of column c in replicate b (from 0) is hi · 2^32 + lo at c · replicates + b. */
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

export interface Bootstrap {
  /** Adds one entity: fnv1a32 of its id, and one value per column. */
  add(hash: number, values: ArrayLike<number>): void;
  /** Adds the entities [from, to) of columns; call it slice by slice to stay interruptible. */
  addRows(hashes: ArrayLike<number>, columns: readonly ArrayLike<number>[], from?: number, to?: number): void;
  /** Adds another shard's sums, or with −1 takes them away. */
  merge(other: BootstrapState, sign?: 1 | -1): void;
  state(): BootstrapState;
  /** Interval of a figure made of one replicate's sums. `sums` is reused: do not keep it. */
  finish(statistic: (sums: Float64Array) => number | null, level?: number): ReplicateInterval;
}

const LIMB = 2 ** 32;
/** Entities weighted together: their hashes and values stay in the first-level cache for all replicates. */
const BATCH = 512;
const LARGEST_WEIGHT = POISSON_THRESHOLDS.length;

/**
 * Poisson bootstrap of column sums that can be fed in slices and merged: every entity weighs Poisson(1) in each replicate,
 * by a hash of its id alone (see `bootstrapWeight`).
 *
 * Whole values below 2^49 are summed exactly, so neither order nor sharding changes a bit. Without entities `finish` gives
 * null bounds.
 *
 * @param shape columns, and replicates (1000) and seed (1) unless told
 * @example ((b) => (b.add(fnv1a32('d1'), [10]), b.state().lo[0]))(createBootstrap({ columns: 1 })) // => 20
 */
export function createBootstrap({ columns, replicates = 1000, seed = 1 }: BootstrapShape): Bootstrap {
  const hi = new Float64Array(columns * replicates);
  const lo = new Float64Array(columns * replicates);
  /** How large a column's `lo` may have become; past 2^53 it would round. */
  const bound = new Float64Array(columns);
  const pending = new Float64Array(columns);
  const starts = new Int32Array(BATCH);
  const values = Array.from({ length: columns }, () => new Float64Array(BATCH));
  const weights = new Uint8Array(BATCH);
  let waiting = 0;
  let entities = 0;

  function flush(): void {
    for (let c = 0; c < columns; c += 1) {
      if (bound[c]! + pending[c]! > Number.MAX_SAFE_INTEGER) carry(c);
      bound[c] = bound[c]! + pending[c]!;
      pending[c] = 0;
    }
    let offset = 0;
    for (let b = 0; b < replicates; b += 1) {
      offset = (offset + REPLICATE_STEP) | 0;
      weighBatch(starts, waiting, offset, weights);
      for (let c = 0; c < columns; c += 1) {
        const cell = c * replicates + b;
        lo[cell] = lo[cell]! + weightedSum(weights, values[c]!, waiting);
      }
    }
    entities += waiting;
    waiting = 0;
  }

  function carry(c: number): void {
    for (let cell = c * replicates; cell < (c + 1) * replicates; cell += 1) {
      const whole = Math.floor(lo[cell]! / LIMB);
      hi[cell] = hi[cell]! + whole;
      lo[cell] = lo[cell]! - whole * LIMB;
    }
    bound[c] = LIMB;
  }

  function add(hash: number, row: ArrayLike<number>): void {
    let isFull = waiting === BATCH;
    for (let c = 0; c < columns; c += 1) {
      if (pending[c]! + LARGEST_WEIGHT * Math.abs(row[c]!) > Number.MAX_SAFE_INTEGER / 2) isFull = true;
    }
    if (isFull) flush();
    starts[waiting] = fmix32(hash ^ seed);
    for (let c = 0; c < columns; c += 1) {
      values[c]![waiting] = row[c]!;
      pending[c] = pending[c]! + LARGEST_WEIGHT * Math.abs(row[c]!);
    }
    waiting += 1;
  }

  const scratch = new Float64Array(columns);
  return {
    add,
    addRows(hashes, rows, from = 0, to = hashes.length) {
      for (let i = from; i < to; i += 1) {
        for (let c = 0; c < columns; c += 1) scratch[c] = rows[c]![i]!;
        add(hashes[i]!, scratch);
      }
    },
    merge(other, sign = 1) {
      if (other.columns !== columns || other.replicates !== replicates || other.seed !== seed) {
        throw new RangeError('only bootstraps of the same columns, replicates and seed can be merged');
      }
      flush();
      for (let c = 0; c < columns; c += 1) carry(c);
      for (let cell = 0; cell < lo.length; cell += 1) {
        const whole = Math.floor(other.lo[cell]! / LIMB);
        hi[cell] = hi[cell]! + sign * (other.hi[cell]! + whole);
        lo[cell] = lo[cell]! + sign * (other.lo[cell]! - whole * LIMB);
      }
      bound.fill(2 * LIMB);
      entities += sign * other.entities;
    },
    state() {
      flush();
      return { columns, replicates, seed, entities, hi, lo };
    },
    finish(statistic, level = 0.95) {
      flush();
      const sums = new Float64Array(columns);
      const figures = Array.from({ length: entities > 0 ? replicates : 0 }, (_, b) => {
        for (let c = 0; c < columns; c += 1) sums[c] = hi[c * replicates + b]! * LIMB + lo[c * replicates + b]!;
        return statistic(sums);
      });
      return percentileInterval(figures, level);
    },
  };
}

/** Four running sums, since one alone would wait for its own last addition. */
function weightedSum(weights: Uint8Array, values: Float64Array, count: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    a += weights[i]! * values[i]!;
    b += weights[i + 1]! * values[i + 1]!;
    c += weights[i + 2]! * values[i + 2]!;
    d += weights[i + 3]! * values[i + 3]!;
  }
  for (; i < count; i += 1) a += weights[i]! * values[i]!;
  return a + b + (c + d);
}
