import type { CategoryColumn } from '../model/table.js';
import type { CellMap } from './cells.js';
import type { KpiContext } from './context.js';
import { crossCodes, separator } from './cross-codes.js';
import { KeyTable } from './key-table.js';
import { KeyedSums } from './keyed-sums.js';
import { orderedKeys } from './ordered-keys.js';
import type { ProductRows } from './product-layout.js';

/** Sums of a product's deals by the values of a dimension; deals without a value are in none. */
export class ProductParts {
  private readonly sums: KeyedSums;
  private readonly size: number;

  /**
   * @param column values per row of the products; null = the data lacks the dimension
   * @param fields names of the sums
   * @param places products there are places for
   */
  constructor(private readonly column: CategoryColumn | null, private readonly fields: readonly string[], places: number) {
    this.size = column?.dictionary.length ?? 0;
    this.sums = new KeyedSums(fields.length, places * this.size);
  }

  /** Adds to one sum of the value that a row has, under a product's place. */
  addAt(place: number, row: number, field: number, x: number): void {
    const code = this.column === null ? 0 : (this.column.codes[row] as number);
    if (code !== 0) this.sums.add(this.sums.placeOf(place * this.size + code), field, x);
  }

  /** Cells by value, for each of the first `count` places. */
  maps(count: number): readonly CellMap[] {
    const { column, size, fields } = this;
    const { names, rankOf } = orderedKeys(column);
    const found = Array.from({ length: count }, (): { code: number; at: number }[] => []);
    this.sums.keys.forEach((key, at) => found[Math.floor(key / size)]?.push({ code: rankOf[key % size] as number, at }));
    return found.map((list) => {
      list.sort((a, b) => a.code - b.code);
      const numbers = Float64Array.from(list.flatMap(({ at }) => fields.map((_, i) => this.sums.at(at, i))));
      return new KeyTable(names, fields, Uint32Array.from(list, ({ code }) => code), numbers);
    });
  }
}

/** Owner × source as one column that is set in every row, its values made of two keys; a dimension that the data lacks is not set. */
export const ownerAndSource = (context: KpiContext, rows: ProductRows): CategoryColumn => context.memo('owner-and-source', () => {
  const { codes, keys } = crossCodes(rows, ['owner_id', 'source']);
  return { kind: 'category', codes: Uint32Array.from(codes, (code) => code + 1), dictionary: [null, ...keys] };
});

/** Owner and source of a value of {@link ownerAndSource}, as keys of values. */
export const splitOwnerAndSource = (value: string): readonly [owner: string, source: string] => value.split(separator) as [string, string];
