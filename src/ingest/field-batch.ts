/**
 * Complete rows of one piece of input, as positions into its bytes: field f of row r is
 * `bytes[bounds[2 * (r * fieldCount + f)] .. bounds[2 * (r * fieldCount + f) + 1])`, quotes taken off. Valid until the next batch is asked for.
 * Columns read it one after the other, so that each reads all its cells in one tight loop.
 */
export interface FieldBatch {
  readonly bytes: Uint8Array;
  /** Where `bytes[0]` lies in the input. */
  readonly byteOffset: number;
  readonly bounds: Int32Array;
  readonly fieldCount: number;
  readonly rowCount: number;
  /** Row number in the source, header = row 1; the first `rowCount` entries. */
  readonly sourceRow: Uint32Array;
  /** Name of each field, where they have names of their own (JSON) and no header did it; a batch may have more than the one before. */
  readonly names?: readonly string[];
  /** Per cell, as `bounds`: 1 = a number as JSON writes it, which needs no guess about its marks. */
  readonly literals?: Uint8Array;
  /** Per field: 1 = one of its numbers is more than digits. */
  readonly fractional?: Uint8Array;
  /** Cells that hold no single value; in `bounds` they are empty. */
  readonly odd?: readonly OddCell[];
  /** The row as it was written, where rows were written one by one. */
  readonly rowText?: (row: number) => string;
}

/** A list or an object where one value is due; `row` within its batch. */
export interface OddCell { readonly row: number; readonly field: number; readonly what: 'array' | 'object' }

/** A row that the decoder could not cut into fields. */
export interface BrokenRow {
  readonly code: 'FIELD_COUNT' | 'QUOTE' | 'TOTAL_ROW' | 'FOOTER' | 'SHAPE' | 'JSON';
  readonly row: number;
  readonly text: string;
  readonly params: Readonly<Record<string, string | number>>;
}
