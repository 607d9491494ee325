import { categoryOf, instantOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealRows } from './deal-rows.js';
import type { GroupIndex } from './define-kpi.js';
import type { ForecastGrid } from './forecast-grid.js';

/** Whether deals tell what was won; else rows of the category `actual` have to. */
export const hasDealsToCompare = (context: KpiContext): boolean => {
  const deals = context.tables.get('deals');
  return deals !== undefined && deals.rowCount > 0 && instantOf(deals, 'closed_at') !== null && numberOf(deals, 'amount') !== null
    && (categoryOf(deals, 'status') !== null || categoryOf(deals, 'stage') !== null);
};

/** Won amounts per group and period of the grid, and the same per owner that is asked for. 1/10000 of the report currency. */
export interface WonAmounts {
  /** `group · periods + period`. */
  readonly totals: Float64Array;
  /** Per owner: `group · periods + period`, only of groups in which the owner won something. */
  readonly owners: readonly ReadonlyMap<number, Float64Array>[];
}

/** The stretches between all starts and ends of the grid, so that periods may overlap and each deal is read once. */
const stretchesOf = ({ startDay, endDay }: ForecastGrid) => {
  const bounds = Int32Array.from(new Set([...startDay, ...endDay])).sort();
  const placeOf = new Map(Array.from(bounds, (day, place) => [day, place] as const));
  return { bounds, from: startDay.map((day) => placeOf.get(day) as number), to: endDay.map((day) => placeOf.get(day) as number) };
};

/** Sums of stretches as sums of periods; whole numbers, so running sums lose nothing. */
const periodsOf = (sums: Float64Array, from: Int32Array, to: Int32Array): Float64Array => {
  const running = new Float64Array(sums.length + 1);
  for (let i = 0; i < sums.length; i++) running[i + 1] = (running[i] as number) + (sums[i] as number);
  return Float64Array.from(from, (start, period) => (running[to[period] as number] as number) - (running[start] as number));
};

/**
 * What was won in each period, by closing date; deals without amount add nothing. One pass over the won deals of the grid.
 *
 * @param index group per deal row, `groups` and above = left out; null = all in group 0
 * @param owners ids whose amounts are wanted apart
 */
export const wonAmounts = (context: KpiContext, grid: ForecastGrid, index: GroupIndex | null, groups: number, owners: readonly (string | null)[]): WonAmounts => {
  const rows = dealRows(context);
  const periods = grid.startDay.length;
  const { bounds, from, to } = stretchesOf(grid);
  const count = bounds.length - 1;
  const sums = Array.from({ length: groups }, () => new Float64Array(count));
  const ofOwner = owners.map(() => new Map<number, Float64Array>());
  const place = new Map(owners.map((id, at) => [id, at] as const));
  const column = rows.dimension('owner_id');
  const ownerOf = Int32Array.from(column?.dictionary ?? [null], (id) => place.get(id) ?? -1);
  const run = runOf(rows, 1, bounds[0] as number, bounds[count] as number);
  // Rows ascend by closing day.
  let stretch = 0;
  for (let row = run.from; rows.amountUnits !== null && row < run.to; row++) {
    while ((bounds[stretch + 1] as number) <= (rows.closedDay[row] as number)) stretch++;
    const group = index === null ? 0 : (index[row] as number);
    const units = rows.amountUnits[row] as number;
    if (group >= groups || units !== units) continue;
    const total = sums[group] as Float64Array;
    total[stretch] = (total[stretch] as number) + units;
    const owner = ownerOf[column === null ? 0 : (column.codes[row] as number)] as number;
    if (owner < 0) continue;
    const byGroup = ofOwner[owner] as Map<number, Float64Array>;
    let own = byGroup.get(group);
    if (own === undefined) byGroup.set(group, own = new Float64Array(count));
    own[stretch] = (own[stretch] as number) + units;
  }
  const totals = new Float64Array(groups * periods);
  sums.forEach((own, group) => totals.set(periodsOf(own, from, to), group * periods));
  return { totals, owners: ofOwner.map((byGroup) => new Map([...byGroup].map(([group, own]) => [group, periodsOf(own, from, to)] as const))) };
};
