const firstCapacity = 1024;

/**
 * Rows that each add 1 and up to two whole numbers to one cell; what a figure is made of, kept so that the bootstrap can
 * weigh them. An entity may have several rows: it weighs the same in all of them, in both periods too.
 */
export class WeighedRows {
  length = 0;
  /** Whether any row adds more than its 1. */
  hasValues = false;
  hashes = new Uint32Array(firstCapacity);
  cells = new Uint32Array(firstCapacity);
  readonly values: [Float64Array, Float64Array] = [new Float64Array(firstCapacity), new Float64Array(firstCapacity)];

  /** @param areApart no entity has two rows: then rows without values may be drawn together, cell by cell */
  constructor(readonly areApart = false) {}

  /** Values are whole numbers whose sums, weighed, stay below 2^53. */
  push(hash: number, cell: number, first = 0, second = 0): void {
    if (this.length === this.cells.length) this.grow();
    this.hashes[this.length] = hash;
    this.cells[this.length] = cell;
    this.values[0][this.length] = first;
    this.values[1][this.length] = second;
    if (first !== 0 || second !== 0) this.hasValues = true;
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

export const zeroSums = (cells: number): CellSums => ({ n: new Float64Array(cells), first: new Float64Array(cells), second: new Float64Array(cells) });

/** Every row weighing 1: what the data says. */
export const sumWeighed = (rows: WeighedRows, cells: number): CellSums => {
  const sums = zeroSums(cells);
  const { n, first, second } = sums;
  for (let row = 0; row < rows.length; row++) {
    const cell = rows.cells[row] as number;
    n[cell] = (n[cell] as number) + 1;
    first[cell] = (first[cell] as number) + (rows.values[0][row] as number);
    second[cell] = (second[cell] as number) + (rows.values[1][row] as number);
  }
  return sums;
};
