import type { DataInputSource } from './input.js';

/** Rows that come after a load: more of them, or in place of those with the same key. */
export interface LiveRows {
  readonly input: DataInputSource;
  /** Canonical column by which rows before are replaced; null = they are only added. */
  readonly key: string | null;
}
