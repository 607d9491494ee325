import type { CategoryColumn } from '../model/table.js';
import { keyOfValue } from './value-key.js';

export interface OrderedKeys {
  /** Keys of all values, ascending. */
  readonly names: readonly string[];
  /** Place among `names` per code of the column. */
  readonly rankOf: Uint32Array;
}

const known = new WeakMap<CategoryColumn, OrderedKeys>();
const notSet: OrderedKeys = { names: [keyOfValue(null)], rankOf: new Uint32Array(1) };

/** Keys of a column's values, made once: tables by the same names are added by place. null = nothing is set. */
export const orderedKeys = (column: CategoryColumn | null): OrderedKeys => {
  if (column === null) return notSet;
  const found = known.get(column);
  if (found !== undefined) return found;
  const keys = column.dictionary.map(keyOfValue);
  const order = keys.map((_, code) => code).sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  const rankOf = new Uint32Array(order.length);
  order.forEach((code, place) => { rankOf[code] = place; });
  const made = { names: order.map((code) => keys[code] as string), rankOf };
  known.set(column, made);
  return made;
};
