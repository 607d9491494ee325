import type { Bag } from './bag.js';
import type { SparseHistogram } from './sparse-histogram.js';

/**
 * Sufficient statistics of one group of rows. Every field is additive: a count, an exact integer sum,
 * a histogram (index = bin, or sparse), a map of cells by key, or a bag of whole numbers. Merging shards or filter values is adding fields.
 */
export type Cell = number | Float64Array | CellMap | Bag | SparseHistogram;
export interface Cells { readonly [field: string]: Cell }
export type CellMap = ReadonlyMap<string, Cells>;
