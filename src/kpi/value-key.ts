/** Key of a dimension's value in a map of cells; not set is distinct from every text. */
export const keyOfValue = (value: string | null): string => (value === null ? '-' : `=${value}`);

export const valueOfKey = (key: string): string | null => (key === '-' ? null : key.slice(1));
