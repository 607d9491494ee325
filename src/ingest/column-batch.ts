/**
 * Some cells of one column as columnar files keep them; `isMissing` is asked where the kind has no value of its own for it.
 * texts: UTF-8 of row i is `bytes[offsets[i]..offsets[i+1])`. codes: rows name entries of a dictionary, where null and codes beyond it are missing.
 * numbers: NaN = missing. days: numbers since 1970-01-01, missingDay = missing. instants: ms, NaN = missing, of wall clocks (`isLocal`) or UTC.
 * values: anything, as in plain objects.
 */
export type ColumnCells =
  | { readonly kind: 'texts'; readonly bytes: Uint8Array; readonly offsets: Int32Array; readonly isMissing: ((row: number) => boolean) | null }
  | { readonly kind: 'codes'; readonly codes: ArrayLike<number>; readonly dictionary: readonly (string | null)[]; readonly isMissing: ((row: number) => boolean) | null }
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'days'; readonly days: Int32Array }
  | { readonly kind: 'instants'; readonly ms: Float64Array; readonly isLocal: boolean }
  | { readonly kind: 'values'; readonly values: readonly unknown[] };

export interface NamedCells { readonly name: string; readonly cells: ColumnCells }

/** Rows that come column by column; every batch has the same columns. */
export interface ColumnBatch {
  readonly rowCount: number;
  readonly columns: readonly NamedCells[];
}
