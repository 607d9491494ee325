import type { KpiId } from '../model/kpi-id.js';
import type { InstantColumn } from '../model/table.js';
import { categoryOf, instantOf, numberOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { textAt } from './text-at.js';

/** A row of the `milestones` table. */
export interface Stone {
  readonly id: string | null; readonly segment: string | null; readonly owner: string | null;
  readonly startDay: number | null; readonly dueDay: number | null; readonly startValue: number | null; readonly target: number;
}

const dayAt = (context: KpiContext, column: InstantColumn | null, row: number): number | null => {
  const ms = column?.ms[row] ?? NaN;
  return Number.isNaN(ms) ? null : context.calendar.dayOf(ms);
};

/** Milestones of a KPI by due date, then id; rows without target are none. */
export const stonesOf = (context: KpiContext, kpi: KpiId): readonly Stone[] => {
  const table = context.tables.get('milestones');
  const [target, startValue, ids] = [numberOf(table, 'target'), numberOf(table, 'start_value'), textOf(table, 'id')];
  const read = (column: string, row: number): string | null => {
    const found = categoryOf(table, column);
    return found === null ? null : found.dictionary[found.codes[row] as number] ?? null;
  };
  const numberAt = (values: Float64Array | undefined, row: number): number | null => {
    const value = values?.[row] ?? NaN;
    return Number.isNaN(value) ? null : value;
  };
  const found: Stone[] = [];
  for (let row = 0; row < (table?.rowCount ?? 0); row++) {
    const to = numberAt(target?.values, row);
    if (read('kpi', row) !== kpi || to === null) continue;
    const segment = read('segment', row);
    found.push({
      id: ids === null ? null : textAt(ids, row), segment: segment === 'all' ? null : segment, owner: read('owner', row), target: to, startValue: numberAt(startValue?.values, row),
      startDay: dayAt(context, instantOf(table, 'start_at'), row), dueDay: dayAt(context, instantOf(table, 'due_at'), row),
    });
  }
  const late = (day: number | null): number => day ?? Infinity;
  return found.sort((a, b) => late(a.dueDay) - late(b.dueDay) || ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
};
