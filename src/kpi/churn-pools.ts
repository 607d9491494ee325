import type { CellMap, Cells } from './cells.js';
import { churnRows, isCause } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { stayAt } from './customer-stays.js';
import type { Cut, GroupKey, Question } from './define-kpi.js';

/** Dimensions that a cut filters or segments by. */
export const namesOf = ({ filter, segmentBy }: Cut): readonly string[] => [...Object.keys(filter), ...segmentBy];

const count = (into: Float64Array, group: number): void => { into[group] = (into[group] as number) + 1; };

/** Customers at the start per group of a cut, whatever the reasons of those who left; see `pools` of the churn cells. Empty where no reason is asked for. */
export const poolsOf = (context: KpiContext, question: Question): readonly CellMap[] => {
  const { cut, period, options } = question;
  if (!namesOf(cut).some(isCause)) return cut.groups.map(() => new Map());
  const filter = Object.fromEntries(Object.entries(cut.filter).filter(([name]) => !isCause(name)));
  const segmentBy = cut.segmentBy.filter((name) => !isCause(name));
  const rows = churnRows(context, { period, options, dimensions: [...Object.keys(filter), ...segmentBy] });
  const pooled = createCut(filter, segmentBy, [rows]);
  const groupOf = pooled.groupOf(rows);
  const n0 = new Float64Array(pooled.groups.length + 1);
  for (let row = 0; row < rows.length; row++) if (stayAt(rows.stays, row, period.startMs) !== -1) count(n0, groupOf === null ? 0 : (groupOf[row] as number));
  const keyOf = (key: GroupKey): string => JSON.stringify(key);
  const n0Of = new Map(pooled.groups.map((key, i) => [keyOf(key), n0[i] as number] as const));
  return cut.groups.map((key, group) => {
    const entryOf = (pool: string): readonly [string, Cells] => [pool, { entries: new Map([[keyOf(key), { n0: n0Of.get(pool) ?? 0 }]]) }];
    // The rest of too many segments holds some of every pool.
    if (group === cut.restIndex) return new Map([...n0Of.keys()].sort().map(entryOf));
    return new Map([entryOf(keyOf(key.filter((_, i) => !isCause(cut.segmentBy[i] ?? ''))))]);
  });
};

/** Customers at the start behind the pools of one or several groups. */
export const pooledN0 = (pools: CellMap): number => {
  let n0 = 0;
  for (const { entries } of pools.values()) n0 += Math.max(...[...(entries as CellMap).values()].map((entry) => entry['n0'] as number));
  return n0;
};

/** Whether the lost ones are told by reason: then nothing but their number is theirs alone. */
export const isByCause = ({ cut, isSegment }: Question): boolean =>
  (isSegment === true ? namesOf(cut) : Object.keys(cut.filter)).some(isCause);
