import { missingDay } from '../model/table.js';
import { monthIndexOf } from './calendar-units.js';
import type { CellMap, Cells } from './cells.js';
import { KeyTable } from './key-table.js';

/** Accumulators of several groups in flat arrays. */
export interface Tally { readonly n: Float64Array; readonly won: Float64Array; readonly size: number }

export const tally = (groups: number, size: number): Tally => ({ n: new Float64Array(groups * size), won: new Float64Array(groups * size), size });

export const count = (into: Tally, at: number, isWon: boolean): void => {
  into.n[at] = (into.n[at] as number) + 1;
  if (isWon) into.won[at] = (into.won[at] as number) + 1;
};

export const mapOf = ({ n, won, size }: Tally, group: number, keyOf: (code: number) => string): CellMap => {
  const found = new Map<string, Cells>();
  for (let code = 0; code < size; code++) {
    const at = group * size + code;
    if ((n[at] as number) > 0) found.set(keyOf(code), { n: n[at] as number, won: won[at] as number });
  }
  return found;
};

/** Month codes of days, from the first month of the data; months sort as text because they have equal length. */
export interface Months {
  /** Code of a day among those that the codes were made from; 0 for a missing one. */
  codeOf(day: number): number;
  readonly size: number;
  keyOf(code: number): string;
}

export const monthsOf = (days: Int32Array): Months => {
  let least = Infinity;
  let most = -Infinity;
  for (const day of days) {
    if (day === missingDay) continue;
    if (day < least) least = day;
    if (day > most) most = day;
  }
  const first = least === Infinity ? 0 : monthIndexOf(least);
  const size = least === Infinity ? 1 : Math.min(65_535, monthIndexOf(most) - first + 1);
  const monthOfDay = least === Infinity ? new Uint16Array(0) : Uint16Array.from({ length: most - least + 1 }, (_, i) => Math.min(size - 1, monthIndexOf(least + i) - first));
  return {
    codeOf: (day) => (day === missingDay ? 0 : (monthOfDay[day - least] as number)),
    size,
    keyOf: (code) => String(first + code).padStart(6, '0'),
  };
};

/** Cells above which a flat array per group would be mostly empty. */
const largestFlat = 1 << 21;

const fields = ['n', 'won'];

/** As a table where codes are in the order of their keys, else as the few entries they are. */
const asMap = (table: KeyTable): CellMap =>
  (table.names.every((name, i) => i === 0 || (table.names[i - 1] as string) < name) ? table : new Map([...table].sort(([a], [b]) => (a < b ? -1 : 1))));

export interface SparseTally { add(group: number, code: number, isWon: boolean): void; /** @param keys by code */ mapOf(group: number, keys: readonly string[]): CellMap }

export const sparseTally = (groups: number, size: number): SparseTally => {
  if (groups * size <= largestFlat) {
    const flat = new Float64Array(groups * size * 2);
    return {
      add: (group, code, isWon) => {
        const at = 2 * (group * size + code);
        flat[at] = (flat[at] as number) + 1;
        if (isWon) flat[at + 1] = (flat[at + 1] as number) + 1;
      },
      mapOf: (group, keys) => asMap(KeyTable.ofDense(keys, fields, flat.subarray(2 * group * size, 2 * (group + 1) * size))),
    };
  }
  const found = Array.from({ length: groups }, () => new Map<number, { n: number; won: number }>());
  return {
    add: (group, code, isWon) => {
      const own = found[group] as Map<number, { n: number; won: number }>;
      const entry = own.get(code) ?? { n: 0, won: 0 };
      entry.n++;
      if (isWon) entry.won++;
      own.set(code, entry);
    },
    mapOf: (group, keys) => {
      const entries = [...(found[group] as Map<number, { n: number; won: number }>)].sort(([a], [b]) => a - b);
      return asMap(new KeyTable(keys, fields, Uint32Array.from(entries, ([code]) => code), Float64Array.from(entries.flatMap(([, { n, won }]) => [n, won]))));
    },
  };
};
