/**
 * An additive histogram of whole numbers that lie far apart, such as minutes up to years: only the numbers that occur,
 * ascending, each once. A dense one would be as long as its largest number in every group.
 */
export interface SparseHistogram { readonly bins: Uint32Array; readonly counts: Uint32Array }

export const emptySparse: SparseHistogram = { bins: new Uint32Array(0), counts: new Uint32Array(0) };

export const isSparse = (cell: object): cell is SparseHistogram => 'bins' in cell && cell.bins instanceof Uint32Array;

const trimmed = (bins: Uint32Array, counts: Uint32Array, length: number): SparseHistogram => ({ bins: bins.slice(0, length), counts: counts.slice(0, length) });

/** Both histograms together, or the first without the second, which it must contain. */
export const combineSparse = (a: SparseHistogram, b: SparseHistogram, sign: 1 | -1): SparseHistogram => {
  if (b.bins.length === 0) return a;
  if (sign === 1 && a.bins.length === 0) return b;
  const bins = new Uint32Array(a.bins.length + b.bins.length);
  const counts = new Uint32Array(bins.length);
  let [i, j, to] = [0, 0, 0];
  while (i < a.bins.length || j < b.bins.length) {
    const left = i < a.bins.length ? (a.bins[i] as number) : Infinity;
    const right = j < b.bins.length ? (b.bins[j] as number) : Infinity;
    let count = 0;
    if (left <= right) count += a.counts[i++] as number;
    if (right <= left) count += sign * (b.counts[j++] as number);
    if (count < 0) throw new RangeError('a histogram can only lose what it holds');
    if (count === 0) continue;
    bins[to] = Math.min(left, right);
    counts[to++] = count;
  }
  return trimmed(bins, counts, to);
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
  };
};
