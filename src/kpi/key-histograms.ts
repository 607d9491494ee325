import { release } from '../model/release.js';
import type { Cells } from './cell.js';
import { KeyedCells } from './keyed-cells.js';
import { emptySparse, isSparse, writeTogether, type SparseHistogram } from './sparse-histogram.js';

/** A sparse histogram by key, all of them one after the other. */
export class KeyHistograms extends KeyedCells {
  /**
   * @param field name of the histogram in each cell
   * @param ends where the histogram of each key that occurs ends
   */
  constructor(names: readonly string[], readonly field: string, codes: Uint32Array, readonly ends: Uint32Array, readonly all: SparseHistogram) {
    super(names, codes);
  }

  startAt(at: number): number {
    return at === 0 ? 0 : (this.ends[at - 1] as number);
  }

  override get byteLength(): number {
    return this.codes.byteLength + this.ends.byteLength + this.all.bins.byteLength + this.all.counts.byteLength;
  }

  protected override cellsAt(at: number): Cells {
    const [from, to] = [this.startAt(at), this.ends[at]];
    return { [this.field]: { bins: this.all.bins.subarray(from, to), counts: this.all.counts.subarray(from, to) } };
  }
}

/** Two of the same names, by place: one pass over both. */
const together = (a: KeyHistograms, b: KeyHistograms): KeyHistograms => {
  const length = a.all.bins.length + b.all.bins.length;
  const all = { bins: new Uint32Array(length), counts: new Uint32Array(length) };
  const codes = new Uint32Array(a.size + b.size);
  const ends = new Uint32Array(codes.length);
  let [i, j, to, n] = [0, 0, 0, 0];
  for (let [x, y] = [0, 0]; x < a.size || y < b.size; n++) {
    const [own, other] = [x < a.size ? (a.codes[x] as number) : Infinity, y < b.size ? (b.codes[y] as number) : Infinity];
    codes[n] = Math.min(own, other);
    const iEnd = own <= other ? (a.ends[x++] as number) : i;
    const jEnd = other <= own ? (b.ends[y++] as number) : j;
    to = writeTogether(a.all, i, iEnd, b.all, j, jEnd, all, to);
    [i, j] = [iEnd, jEnd];
    ends[n] = to;
  }
  return new KeyHistograms(a.names, a.field, codes.slice(0, n), ends.slice(0, n), { bins: all.bins.subarray(0, to), counts: all.counts.subarray(0, to) });
};

const halves = (parts: readonly KeyHistograms[]): KeyHistograms => {
  const middle = parts.length >> 1;
  if (middle === 0) return parts[0] as KeyHistograms;
  const both = [halves(parts.slice(0, middle)), halves(parts.slice(middle))] as const;
  const sum = together(...both);
  // Halves that were made on the way are as long as what they were made of.
  for (const half of both) if (!parts.includes(half)) release(half.all.bins, half.all.counts);
  return sum;
};

/** All together, which must be of the same names and field; null where they are not. */
export const sumKeyHistograms = (parts: readonly KeyHistograms[]): KeyHistograms | null => {
  const [first] = parts;
  if (first === undefined || parts.some(({ names, field }) => names !== first.names || field !== first.field)) return null;
  const occurring = parts.filter(({ size }) => size > 0);
  return occurring.length === 0 ? first : halves(occurring);
};

/** Visits the histogram of every key, wherever its numbers lie: [from, to) of `all`. */
export const eachHistogram = (cells: ReadonlyMap<string, Cells>, field: string, visit: (key: string, all: SparseHistogram, from: number, to: number) => void): void => {
  if (cells instanceof KeyHistograms) {
    for (let at = 0; at < cells.size; at++) visit(cells.nameAt(at), cells.all, cells.startAt(at), cells.ends[at] as number);
    return;
  }
  for (const [key, { [field]: cell }] of cells) {
    const own = typeof cell === 'object' && isSparse(cell) ? cell : emptySparse;
    visit(key, own, 0, own.bins.length);
  }
};
