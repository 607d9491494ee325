import type { TableName } from '../model/schema.js';

/** A finding of the ingest that belongs in every number's provenance, such as merged duplicates. */
export interface KnownRule extends Rule { readonly table: TableName }

/** `column` and `value`: what it says of one column, where it is about one. */
interface Rule { readonly code: string; readonly table: string; readonly count: number; readonly column?: string; readonly value?: string }

/** What a piece of work has counted, by code and table. */
export type Counted = Map<string, Rule>;

/**
 * Rows that a rule dropped, changed or flagged, by rule code and table, as far as the answer in the making has met them:
 * what is built once and kept counts in every answer that it is used for, not only in the first. Setting twice keeps the last count.
 */
export interface RuleCounts {
  set(code: string, table: string, count: number): void;
  get(code: string, table: string): number;
  list(): readonly Rule[];
  /** Works on an answer, or on a part of it that is kept: what is counted meanwhile goes to `own`. */
  during<T>(own: Counted, work: () => T): T;
  /** What a kept part has counted counts here, too. */
  again(own: Counted): void;
}

const keyOf = (code: string, table: string): string => `${code} ${table}`;

export const createRuleCounts = (known: readonly KnownRule[]): RuleCounts => {
  const ofIngest: Counted = new Map();
  for (const rule of known) {
    const { code, table, column, value } = rule;
    const key = column === undefined ? keyOf(code, table) : `${keyOf(code, table)} ${column} ${value ?? ''}`;
    ofIngest.set(key, { ...rule, count: rule.count + (ofIngest.get(key)?.count ?? 0) });
  }
  let current: Counted = new Map();
  return {
    set: (code, table, count) => current.set(keyOf(code, table), { code, table, count }),
    get: (code, table) => (current.get(keyOf(code, table)) ?? ofIngest.get(keyOf(code, table)))?.count ?? 0,
    list: () => [...new Map([...ofIngest, ...current])].filter(([, { count }]) => count > 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, rule]) => rule),
    during: (own, work) => {
      const outer = current;
      current = own;
      try {
        return work();
      } finally {
        current = outer;
      }
    },
    again: (own) => {
      for (const [key, rule] of own) current.set(key, rule);
    },
  };
};
