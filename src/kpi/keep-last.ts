import type { KpiContext } from './context.js';

/** The value of a key, built on first use; asking makes it the youngest, and beyond `most` the oldest goes. For what a page asks in many variants. */
export const keepLast = <T extends object>(context: KpiContext, kept: Map<string, T>, key: string, most: number, build: () => T): T => {
  const value = context.kept(kept.get(key), build);
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > most) kept.delete(kept.keys().next().value as string);
  return value;
};
