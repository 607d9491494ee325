/** Text that is equal for plain values that mean the same, whatever the order of their keys. Functions and cycles are refused. */
export const stableJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(stableJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const record = value as Readonly<Record<string, unknown>>;
  const parts = Object.keys(record).sort().filter((key) => record[key] !== undefined);
  return `{${parts.map((key) => `${JSON.stringify(key)}:${stableJson(record[key])}`).join()}}`;
};
