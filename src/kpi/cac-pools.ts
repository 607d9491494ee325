import type { CacCells } from './cac-cells.js';
import { addCells, type CellMap, type Cells } from './cells.js';
import { numberIn, wholeOf } from './clv-figures.js';

const mapIn = (entry: Readonly<Record<string, unknown>> | undefined, field: string): CellMap => {
  const value = entry?.[field];
  return value instanceof Map ? (value as CellMap) : new Map<string, Cells>();
};

/** Customers and shared spend add up; the rows are those of the whole table in each of the parts. */
const joinWhole = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): Cells => {
  const counts = (x: Readonly<Record<string, unknown>>, y: Readonly<Record<string, unknown>>) => ({
    rows: Math.max(numberIn(x, 'rows'), numberIn(y, 'rows')),
    shared: numberIn(x, 'shared') + numberIn(y, 'shared'),
    customers: numberIn(x, 'customers') + numberIn(y, 'customers'),
  });
  const [ours, theirs] = [mapIn(a, 'months'), mapIn(b, 'months')];
  const months = new Map([...new Set([...ours.keys(), ...theirs.keys()])].map((month) => [month, counts(ours.get(month) ?? {}, theirs.get(month) ?? {})] as const));
  return { ...counts(a, b), months };
};

const keyOfAll = '[]';

/**
 * The pools of several values as one: what a filter with these values shares its sales spend within. Each value's own pool
 * must be whole, so values of the channel may not be among them unless nothing else is.
 */
export const joinPools = (cells: CacCells): CacCells => {
  let sums: Cells | null = null;
  let whole: Cells | null = null;
  for (const { whole: own, ...rest } of cells.pools.values()) {
    const best = wholeOf(own instanceof Map ? (own as CellMap) : new Map<string, Cells>()) as Cells;
    sums = sums === null ? (rest) : addCells(sums, rest);
    whole = whole === null ? best : joinWhole(whole, best);
  }
  if (sums === null || whole === null) return cells;
  return { ...cells, pools: new Map([[keyOfAll, { ...sums, whole: new Map([[keyOfAll, whole]]) }]]) };
};
