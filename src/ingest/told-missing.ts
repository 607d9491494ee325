import type { DataInputSource } from '../model/input.js';

const nothing: ReadonlySet<string> = new Set();

/** Texts that the host says stand for "no value" in a column, in lower case. */
export const toldMissing = (missing: DataInputSource['missing'], column: string): ReadonlySet<string> => {
  const told = missing === undefined ? [] : Array.isArray(missing) ? (missing as readonly string[])
    : Object.hasOwn(missing, column) ? ((missing as Readonly<Record<string, readonly string[]>>)[column] as readonly string[]) : [];
  return told.length === 0 ? nothing : new Set(told.map((text) => text.trim().toLowerCase()));
};
