/** Key of a dimension's value in a map of cells; not set is distinct from every text. */
export const keyOfValue = (value: string | null): string => (value === null ? '-' : `=${value}`);

export const valueOfKey = (key: string): string | null => (key === '-' ? null : key.slice(1));

/** Values in code-unit order, not set last. */
export const compareValues = (a: string | null, b: string | null): number => (a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1);
