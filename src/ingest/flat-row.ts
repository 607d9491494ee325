import { hostError, keysOf, type PlainRow, valueAt } from './plain-row.js';

/** Deeper than this a value is left as it is and refused where it is due. */
const deepest = 32;

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** What the value says of itself: libraries for dates and decimals keep theirs behind a method. */
const spoken = (value: unknown, row: number, key: string): unknown => {
  if (!isObject(value)) return value;
  try {
    const { toJSON } = value as { readonly toJSON?: unknown };
    return typeof toJSON === 'function' ? (toJSON.call(value) as unknown) : value;
  } catch (cause) {
    throw hostError(cause, row, key);
  }
};

/**
 * The row with what lies in objects under dotted names (`properties.amount`), the objects themselves kept under theirs; itself when there
 * are none. `number`: for the message when a getter of the host throws.
 */
export const flatRow = (row: PlainRow, number: number): PlainRow => {
  const keys = keysOf(row);
  if (!keys.some((key) => isObject(valueAt(row, key, number)))) return row;
  const flat = Object.create(null) as Record<string, unknown>;
  const open = (from: PlainRow, prefix: string, above: readonly object[]): void => {
    for (const key of keysOf(from)) {
      const value = spoken(valueAt(from, key, number), number, key);
      const name = `${prefix}${key}`;
      flat[name] = value;
      if (isObject(value) && above.length < deepest && !above.includes(value)) open(value as PlainRow, `${name}.`, [...above, value]);
    }
  };
  open(row, '', [row]);
  return flat;
};
