import type { KpiQuery } from '../model/query.js';

/** Text that is equal for questions that mean the same: keys in any order, undefined like absent. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const record = value as Readonly<Record<string, unknown>>;
  const parts = Object.keys(record).sort().filter((key) => record[key] !== undefined).map((key) => `${JSON.stringify(key)}:${canonical(record[key])}`);
  return `{${parts.join()}}`;
};

/** A filter names sets: the order of its values does not matter. The order of `segmentBy` does. */
export const queryKey = (query: KpiQuery): string => {
  const { filter, ...rest } = query;
  if (filter === undefined) return canonical(rest);
  const sets = Object.fromEntries(Object.keys(filter).map((name) => [name, [...(filter[name] ?? [])].map(canonical).sort()]));
  return canonical({ ...rest, filter: sets });
};
