import { REPLICATE_STEP } from '../stats/bootstrap-weight.js';
import { fmix32 } from '../stats/fmix32.js';
import { weighBatch } from '../stats/weigh-batch.js';

const firstCapacity = 1024;

/**
 * Rows that each add 1 and up to two whole numbers to one cell; what a figure is made of, kept so that the bootstrap can
 * weigh them. An entity may have several rows: it weighs the same in all of them, in both periods too.
 */
export class WeighedRows {
  length = 0;
  hashes = new Uint32Array(firstCapacity);
  cells = new Uint32Array(firstCapacity);
  readonly values: [Float64Array, Float64Array] = [new Float64Array(firstCapacity), new Float64Array(firstCapacity)];

  /** Values are whole numbers whose sums, weighed, stay below 2^53. */
  push(hash: number, cell: number, first = 0, second = 0): void {
    if (this.length === this.cells.length) this.grow();
    this.hashes[this.length] = hash;
    this.cells[this.length] = cell;
    this.values[0][this.length] = first;
    this.values[1][this.length] = second;
    this.length++;
  }

  private grow(): void {
    const larger = <A extends Uint32Array | Float64Array>(from: A, into: A): A => {
      into.set(from);
      return into;
    };
    const capacity = 2 * this.cells.length;
    this.hashes = larger(this.hashes, new Uint32Array(capacity));
    this.cells = larger(this.cells, new Uint32Array(capacity));
    this.values[0] = larger(this.values[0], new Float64Array(capacity));
    this.values[1] = larger(this.values[1], new Float64Array(capacity));
  }
}

/** Rows and sums of their values per cell. */
export interface CellSums { readonly n: Float64Array; readonly first: Float64Array; readonly second: Float64Array }

const zeroSums = (cells: number): CellSums => ({ n: new Float64Array(cells), first: new Float64Array(cells), second: new Float64Array(cells) });

const addTo = ({ n, first, second }: CellSums, rows: WeighedRows, row: number, weight: number): void => {
  const cell = rows.cells[row] as number;
  n[cell] = (n[cell] as number) + weight;
  first[cell] = (first[cell] as number) + weight * (rows.values[0][row] as number);
  second[cell] = (second[cell] as number) + weight * (rows.values[1][row] as number);
};

/** Every row weighing 1: what the data says. */
export const sumWeighed = (rows: WeighedRows, cells: number): CellSums => {
  const sums = zeroSums(cells);
  for (let row = 0; row < rows.length; row++) addTo(sums, rows, row, 1);
  return sums;
};

const replicates = 1000;
const seed = 1;
/** Rows weighed at once. */
const batch = 512;
/** Weights, or cells cleared, between two pauses: a few milliseconds. */
const slice = 1 << 19;

/** The sums of every replicate of the Poisson bootstrap, one after the other; `visit` gets the same arrays each time. Yields between slices of work. */
export function* eachReplicate(rows: WeighedRows, cells: number, visit: (sums: CellSums) => void): Generator<undefined, void> {
  const starts = Int32Array.from(rows.hashes.subarray(0, rows.length), (hash) => fmix32(hash ^ seed));
  const weights = new Uint8Array(batch);
  const sums = zeroSums(cells);
  let work = 0;
  for (let b = 1; b <= replicates; b++) {
    for (const field of [sums.n, sums.first, sums.second]) field.fill(0);
    const offset = Math.imul(b, REPLICATE_STEP);
    for (let from = 0; from < rows.length; from += batch) {
      const count = Math.min(batch, rows.length - from);
      weighBatch(starts.subarray(from, from + count), count, offset, weights);
      for (let i = 0; i < count; i++) if (weights[i] !== 0) addTo(sums, rows, from + i, weights[i] as number);
    }
    visit(sums);
    work += rows.length + cells;
    if (work > slice) {
      work = 0;
      yield undefined;
    }
  }
}
