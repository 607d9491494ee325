/** Cells of whole numbers far beyond 2^53: each is hi · 2^48 + lo with 0 <= lo < 2^48. Plain data, may cross a worker. */
export interface TwoLimbCells {
  readonly hi: Float64Array;
  readonly lo: Float64Array;
}

export interface TwoLimbSum {
  readonly cells: TwoLimbCells;
  /** Adds a whole number, |x| <= 2^53. */
  add(cell: number, x: number): void;
  /** Adds x · y exactly; whole numbers below 2^50. For squares pass x twice. */
  addProduct(cell: number, x: number, y: number): void;
  /** Adds (or with −1 takes away) the cells of another shard. */
  merge(other: TwoLimbCells, sign?: 1 | -1): void;
  /** The exact sum, rounded once. */
  value(cell: number): number;
  exact(cell: number): bigint;
}

const LIMB = 2 ** 48;
const HALF = 2 ** 24;

/**
 * Exact, mergeable sums of whole numbers and of their products (Σms, Σms², Σa²), up to about 2^100 per cell.
 *
 * Additions commute, so shards merge in any order to the same bytes.
 *
 * @param size number of cells
 * @param cells state to go on with; it is used as it is, not copied
 * @example ((sum) => (sum.addProduct(0, 3e10, 3e10), sum.exact(0)))(createTwoLimbSum(1)) // => 900000000000000000000n
 */
export function createTwoLimbSum(
  size: number,
  cells: TwoLimbCells = { hi: new Float64Array(size), lo: new Float64Array(size) },
): TwoLimbSum {
  const { hi, lo } = cells;

  function put(cell: number, high: number, low: number): void {
    const sum = lo[cell]! + low;
    const carry = Math.floor(sum / LIMB);
    hi[cell] = hi[cell]! + high + carry;
    lo[cell] = sum - carry * LIMB;
  }

  return {
    cells,
    add(cell, x) {
      const high = Math.floor(x / LIMB);
      put(cell, high, x - high * LIMB);
    },
    addProduct(cell, x, y) {
      const sign = Math.sign(x) * Math.sign(y);
      const a = Math.floor(Math.abs(x) / HALF);
      const b = Math.abs(x) - a * HALF;
      const c = Math.floor(Math.abs(y) / HALF);
      const d = Math.abs(y) - c * HALF;
      const middle = a * d + b * c;
      const carry = Math.floor(middle / HALF);
      put(cell, sign * (a * c + carry), sign * ((middle - carry * HALF) * HALF + b * d));
    },
    merge(other, sign = 1) {
      for (let cell = 0; cell < hi.length; cell += 1) put(cell, sign * other.hi[cell]!, sign * other.lo[cell]!);
    },
    value: (cell) => hi[cell]! * LIMB + lo[cell]!,
    exact: (cell) => BigInt(hi[cell]!) * BigInt(LIMB) + BigInt(lo[cell]!),
  };
}
