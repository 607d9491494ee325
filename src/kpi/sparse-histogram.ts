/**
 * An additive histogram of whole numbers that lie far apart, such as minutes up to years: only the numbers that occur,
 * ascending, each once. A dense one would be as long as its largest number in every group.
 */
export interface SparseHistogram { readonly bins: Uint32Array; readonly counts: Uint32Array }

export const emptySparse: SparseHistogram = { bins: new Uint32Array(0), counts: new Uint32Array(0) };

export const isSparse = (cell: object): cell is SparseHistogram => 'bins' in cell && cell.bins instanceof Uint32Array;

const trimmed = (bins: Uint32Array, counts: Uint32Array, length: number): SparseHistogram =>
  (length === bins.length ? { bins, counts } : { bins: bins.slice(0, length), counts: counts.slice(0, length) });

/**
 * Writes the bins [i, iEnd) of one histogram and [j, jEnd) of the other together from `to` on, and returns where they end. Bins lie
 * below 2^31: which of two comes first is told by the sign of their difference, since the branch would be guessed wrongly every other time.
 */
export const writeTogether = (left: SparseHistogram, i: number, iEnd: number, right: SparseHistogram, j: number, jEnd: number, out: SparseHistogram, to: number): number => {
  const { bins, counts } = out;
  while (i < iEnd && j < jEnd) {
    const p = (left.bins[i] as number) | 0;
    const q = (right.bins[j] as number) | 0;
    const isLeft = 1 - ((q - p) >>> 31);
    const isRight = 1 - ((p - q) >>> 31);
    bins[to] = q ^ ((p ^ q) & -isLeft);
    counts[to++] = isLeft * (left.counts[i] as number) + isRight * (right.counts[j] as number);
    i += isLeft;
    j += isRight;
  }
  for (; i < iEnd; i++, to++) {
    bins[to] = left.bins[i] as number;
    counts[to] = left.counts[i] as number;
  }
  for (; j < jEnd; j++, to++) {
    bins[to] = right.bins[j] as number;
    counts[to] = right.counts[j] as number;
  }
  return to;
};

const together = (a: SparseHistogram, b: SparseHistogram): SparseHistogram => {
  const length = a.bins.length + b.bins.length;
  const [bins, counts] = [new Uint32Array(length), new Uint32Array(length)];
  return trimmed(bins, counts, writeTogether(a, 0, a.bins.length, b, 0, b.bins.length, { bins, counts }, 0));
};

const without = (whole: SparseHistogram, part: SparseHistogram): SparseHistogram => {
  const bins = new Uint32Array(whole.bins.length);
  const counts = new Uint32Array(whole.bins.length);
  let [j, to] = [0, 0];
  for (let i = 0; i < whole.bins.length; i++) {
    const bin = whole.bins[i] as number;
    const count = (whole.counts[i] as number) - (part.bins[j] === bin ? (part.counts[j++] as number) : 0);
    if (count < 0) throw new RangeError('a histogram can only lose what it holds');
    if (count === 0) continue;
    bins[to] = bin;
    counts[to++] = count;
  }
  if (j < part.bins.length) throw new RangeError('a histogram can only lose what it holds');
  return trimmed(bins, counts, to);
};

/** Both histograms together, or the first without the second, which it must contain. */
export const combineSparse = (a: SparseHistogram, b: SparseHistogram, sign: 1 | -1): SparseHistogram => {
  if (b.bins.length === 0) return a;
  if (sign === -1) return without(a, b);
  return a.bins.length === 0 ? b : together(a, b);
};

/** All histograms together; halves are put together before the whole, so that none is copied once per other one. */
export const sumSparse = (parts: readonly SparseHistogram[]): SparseHistogram => {
  const middle = parts.length >> 1;
  return middle === 0 ? parts[0] ?? emptySparse : combineSparse(sumSparse(parts.slice(0, middle)), sumSparse(parts.slice(middle)), 1);
};

/** Histograms of many groups at once, filled with rows that come in ascending order of their number: one pass, no sort. */
export interface SparseTally {
  add(group: number, bin: number): void;
  of(group: number): SparseHistogram;
  /** Those of some groups one after the other, and where each of them ends. */
  inOrder(groups: readonly number[]): { readonly all: SparseHistogram; readonly ends: Uint32Array };
}

/** @param sizes at most so many rows will come per group */
export const sparseTallies = (sizes: ArrayLike<number>): SparseTally => {
  const starts = new Uint32Array(sizes.length + 1);
  for (let group = 0; group < sizes.length; group++) starts[group + 1] = (starts[group] as number) + (sizes[group] as number);
  const next = starts.slice(0, sizes.length);
  const bins = new Uint32Array(starts[sizes.length] as number);
  const counts = new Uint32Array(bins.length);
  return {
    add: (group, bin) => {
      const at = next[group] as number;
      if (at > (starts[group] as number) && bins[at - 1] === bin) counts[at - 1] = (counts[at - 1] as number) + 1;
      else {
        bins[at] = bin;
        counts[at] = 1;
        next[group] = at + 1;
      }
    },
    of: (group) => ({ bins: bins.slice(starts[group], next[group]), counts: counts.slice(starts[group], next[group]) }),
    inOrder: (groups) => {
      const length = groups.reduce((sum, group) => sum + (next[group] as number) - (starts[group] as number), 0);
      const all = { bins: new Uint32Array(length), counts: new Uint32Array(length) };
      let end = 0;
      const ends = Uint32Array.from(groups, (group) => {
        all.bins.set(bins.subarray(starts[group], next[group]), end);
        all.counts.set(counts.subarray(starts[group], next[group]), end);
        return end += (next[group] as number) - (starts[group] as number);
      });
      return { all, ends };
    },
  };
};
