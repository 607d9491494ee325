import { IngestError } from './ingest-error.js';

export type PlainRow = Readonly<Record<string, unknown>>;

export const isPlainRow = (row: unknown): row is PlainRow => typeof row === 'object' && row !== null && !Array.isArray(row);

/** Reading what the host gave failed: a getter or a proxy of its own threw. */
export const hostError = (cause: unknown, row?: number, column?: string): IngestError => new IngestError('HOST', {
  phase: 'tabulate', ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }),
  params: { reason: cause instanceof Error ? cause.message.slice(0, 200) : 'unknown' },
});

export const keysOf = (row: PlainRow): string[] => {
  try {
    return Object.keys(row);
  } catch (cause) {
    throw hostError(cause);
  }
};

/** Own properties only: a key named like something every object inherits is an ordinary column. Getters of the host may throw. */
export const valueAt = (row: PlainRow, key: string, number: number): unknown => {
  try {
    return Object.hasOwn(row, key) ? row[key] : undefined;
  } catch (cause) {
    throw hostError(cause, number, key);
  }
};

/** A row that cannot be used, as a reader may recognise it. */
export const shortText = (value: unknown, longest = 200): string => {
  try {
    return (JSON.stringify(value) ?? String(value)).slice(0, longest);
  } catch {
    return '[object]';
  }
};

/** Adds the keys of rows in the order in which they first occur; true = there were new ones. */
export const collectKeys = (rows: readonly unknown[], keys: Set<string>): boolean => {
  const before = keys.size;
  let last: readonly string[] = [];
  for (const row of rows) {
    if (!isPlainRow(row)) continue;
    const own = keysOf(row);
    // Rows of one source nearly always have the keys of the row before.
    if (own.length === last.length && own.every((key, i) => key === last[i])) continue;
    for (const key of own) keys.add(key);
    last = own;
  }
  return keys.size > before;
};
