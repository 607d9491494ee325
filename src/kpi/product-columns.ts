import { toMoneyUnits, unitsPerCurrency } from './money.js';
import type { DealLines } from './product-lines.js';

/** Money of a deal row in 1/10000 of the report currency; NaN = missing, or without rate. */
export type Convert = (row: number, amount: number) => number;

const add = (sums: Float64Array, row: number, x: number): void => {
  if (Number.isNaN(x)) return;
  sums[row] = (Number.isNaN(sums[row]) ? 0 : (sums[row] as number)) + x;
};

/** Columns of the products of deals while they grow: one row per deal and product, those of a deal by product. */
export class ProductColumns {
  length = 0;
  hasBundle = false;
  readonly product: Uint32Array; readonly quantity: Float64Array; readonly revenue: Float64Array; readonly margin: Float64Array;
  readonly lacksMargin: Uint8Array; readonly shareEnd: Float64Array;
  /** Row and weight of each product in the deal at hand. */
  private readonly rowOf: Int32Array; private readonly weight: Float64Array;

  constructor(most: number, products: number) {
    this.product = new Uint32Array(most);
    [this.quantity, this.revenue, this.margin] = [0, 0, 0].map(() => new Float64Array(most).fill(NaN)) as [Float64Array, Float64Array, Float64Array];
    this.lacksMargin = new Uint8Array(most);
    this.shareEnd = new Float64Array(most).fill(1);
    this.rowOf = new Int32Array(products);
    this.weight = new Float64Array(products);
  }

  /** A deal without lines: all of it is one product. */
  pushWhole(product: number, revenue: number, marginOf: () => number): void {
    const row = this.length++;
    this.product[row] = product;
    this.quantity[row] = unitsPerCurrency;
    this.addMoney(row, revenue, marginOf);
  }

  /** The lines of a deal, by product. */
  pushLines(deal: number, lines: Uint32Array, own: DealLines, convert: Convert): void {
    const codes = lines.length === 1 ? [own.productCode(lines[0] as number)] : [...new Set(Array.from(lines, own.productCode))].sort((a, b) => a - b);
    for (const code of codes) {
      this.rowOf[code] = this.length;
      this.product[this.length++] = code;
    }
    for (const line of lines) {
      const row = this.rowOf[own.productCode(line)] as number;
      add(this.quantity, row, toMoneyUnits(own.quantity(line)));
      this.addMoney(row, convert(deal, own.total(line)), () => convert(deal, own.margin(line)));
    }
    if (codes.length > 1) this.share(codes, lines, own);
  }

  /** A line without total is counted in units only. */
  private addMoney(row: number, revenue: number, marginOf: () => number): void {
    if (Number.isNaN(revenue)) return;
    add(this.revenue, row, revenue);
    const margin = marginOf();
    if (Number.isNaN(margin)) this.lacksMargin[row] = 1; else add(this.margin, row, margin);
  }

  /** Running shares by line total, by number of lines where the totals come to nothing; the last is exactly 1, so that parts of the effort add up to it. */
  private share(codes: readonly number[], lines: Uint32Array, own: DealLines): void {
    this.hasBundle = true;
    // Whole numbers: their sum is the same in any order of the lines.
    const totalOf = (line: number): number => (Number.isNaN(own.total(line)) ? 0 : toMoneyUnits(own.total(line)));
    let whole = lines.reduce((sum, line) => sum + totalOf(line), 0);
    const byTotal = whole > 0;
    if (!byTotal) whole = lines.length;
    for (const code of codes) this.weight[code] = 0;
    for (const line of lines) this.weight[own.productCode(line)] = (this.weight[own.productCode(line)] as number) + (byTotal ? totalOf(line) : 1);
    let end = 0;
    for (const code of codes) {
      end += this.weight[code] as number;
      this.shareEnd[this.rowOf[code] as number] = end / whole;
    }
  }
}
