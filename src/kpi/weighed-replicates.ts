import { REPLICATE_STEP } from '../stats/bootstrap-weight.js';
import { fmix32 } from '../stats/fmix32.js';
import { poissonCount, poissonTable } from '../stats/poisson-count.js';
import { weighBatch } from '../stats/weigh-batch.js';
import { sumWeighed, zeroSums, type CellSums, type WeighedRows } from './weighed-rows.js';

const mostReplicates = 1000;
/** Enough for a bound: the fifth smallest and the fifth largest figure. */
const fewestReplicates = 200;
/** Rows weighed in all replicates together: a few seconds. */
const mostWeights = 5e8;
const seed = 1;
/** Rows weighed at once. */
const batch = 512;
/** Weights, or cells drawn, between two pauses: a few milliseconds. */
const slice = 1 << 19;

/** Rows cell after cell, so that a replicate writes each cell once. */
const inCellOrder = (rows: WeighedRows, cells: number) => {
  const next = new Uint32Array(cells + 1);
  for (let row = 0; row < rows.length; row++) next[(rows.cells[row] as number) + 1] = (next[(rows.cells[row] as number) + 1] as number) + 1;
  for (let cell = 0; cell < cells; cell++) next[cell + 1] = (next[cell + 1] as number) + (next[cell] as number);
  const sorted = { starts: new Int32Array(rows.length), cells: new Uint32Array(rows.length), first: new Float64Array(rows.length), second: new Float64Array(rows.length) };
  for (let row = 0; row < rows.length; row++) {
    const cell = rows.cells[row] as number;
    const place = next[cell] as number;
    next[cell] = place + 1;
    sorted.starts[place] = fmix32((rows.hashes[row] as number) ^ seed);
    sorted.cells[place] = cell;
    sorted.first[place] = rows.values[0][row] as number;
    sorted.second[place] = rows.values[1][row] as number;
  }
  return sorted;
};

/** Weighs row by row: an entity weighs the same wherever it is. */
const weighRows = (rows: WeighedRows, sums: CellSums): ((offset: number) => void) => {
  const sorted = inCellOrder(rows, sums.n.length);
  const weights = new Uint8Array(batch);
  return (offset) => {
    let cell = sorted.cells[0] ?? 0;
    let n = 0;
    let first = 0;
    let second = 0;
    const close = (): void => {
      sums.n[cell] = n;
      sums.first[cell] = first;
      sums.second[cell] = second;
    };
    for (let from = 0; from < rows.length; from += batch) {
      const count = Math.min(batch, rows.length - from);
      weighBatch(sorted.starts.subarray(from, from + count), count, offset, weights);
      for (let i = 0; i < count; i++) {
        if (sorted.cells[from + i] !== cell) {
          close();
          cell = sorted.cells[from + i] as number;
          n = first = second = 0;
        }
        const weight = weights[i] as number;
        n += weight;
        first += weight * (sorted.first[from + i] as number);
        second += weight * (sorted.second[from + i] as number);
      }
    }
    close();
  };
};

/** Draws each cell at once: N rows that weigh Poisson(1) each weigh Poisson(N) together. */
const drawCounts = (rows: WeighedRows, sums: CellSums): ((offset: number) => void) => {
  const filled = [...sumWeighed(rows, sums.n.length).n].flatMap((n, cell) => (n === 0 ? [] : [{ cell, start: fmix32(cell ^ seed), table: poissonTable(n) }]));
  return (offset) => {
    for (const { cell, start, table } of filled) sums.n[cell] = poissonCount(table, fmix32((start + offset) | 0));
  };
};

/**
 * How many replicates so many rows are weighed in: a thousand, fewer (but 200) above half a million rows. Their intervals are
 * narrow, and a bound then moves by about a tenth of their width.
 */
export const replicatesFor = (rows: number): number => Math.max(fewestReplicates, Math.min(mostReplicates, Math.floor(mostWeights / rows)));

/** The sums of every replicate of the Poisson bootstrap, one after the other; `visit` gets the same arrays each time. Yields between slices of work. */
export function* eachReplicate(rows: WeighedRows, cells: number, visit: (sums: CellSums) => void): Generator<undefined, void> {
  const sums = zeroSums(cells);
  const isCounted = rows.areApart && !rows.hasValues;
  const draw = isCounted ? drawCounts(rows, sums) : weighRows(rows, sums);
  const replicates = isCounted ? mostReplicates : replicatesFor(rows.length);
  let work = 0;
  for (let b = 1; b <= replicates; b++) {
    draw(Math.imul(b, REPLICATE_STEP));
    visit(sums);
    work += cells + (isCounted ? 0 : rows.length);
    if (work > slice) {
      work = 0;
      yield undefined;
    }
  }
}
