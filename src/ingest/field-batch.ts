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
  /** The row as it was written, where rows were written one by one. */
  readonly rowText?: (row: number) => string;
}

/** A row that the decoder could not cut into fields. */
export interface BrokenRow {
  readonly code: 'FIELD_COUNT' | 'QUOTE' | 'TOTAL_ROW' | 'FOOTER' | 'SHAPE' | 'JSON';
  readonly row: number;
  readonly text: string;
  readonly params: Readonly<Record<string, string | number>>;
}
