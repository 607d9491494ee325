import type { KpiId } from '../model/kpi-id.js';
import type { Period } from '../model/period.js';
import { dayFromCivil, isCivilDate } from '../model/zone.js';
import type { Calendar } from './calendar.js';
import { addMonths } from './calendar-units.js';
import { categoryOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';

/**
 * Local days of a target's period text: `2025`, `2025-Q3` or `Q3 2025`, `2025-07`; null = unreadable. A year is named after
 * the one it begins in. The unit is the calendar's own that holds the middle of the named time.
 */
const daysOf = (text: string, calendar: Calendar, fiscalYearStart: number): { start: number; end: number } | null => {
  const unitAt = (unit: 'month' | 'quarter' | 'year', nominal: number, halfDays: number): { start: number; end: number } => {
    const start = calendar.startOf(unit, nominal + halfDays);
    return { start, end: calendar.add(unit, start, 1) };
  };
  const quarter = /^(?:(\d{4})[- ]?Q([1-4])|Q([1-4])[- ](\d{4}))$/i.exec(text);
  if (quarter !== null) {
    const year = dayFromCivil(Number(quarter[1] ?? quarter[4]), fiscalYearStart, 1);
    return unitAt('quarter', addMonths(year, 3 * (Number(quarter[2] ?? quarter[3]) - 1)), 45);
  }
  const dated = /^(\d{4})(?:-(\d{2}))?$/.exec(text);
  if (dated === null) return null;
  const month = dated[2] === undefined ? fiscalYearStart : Number(dated[2]);
  if (!isCivilDate(Number(dated[1]), month, 1)) return null;
  const nominal = dayFromCivil(Number(dated[1]), month, 1);
  return dated[2] === undefined ? unitAt('year', nominal, 182) : unitAt('month', nominal, 15);
};

/**
 * Target of a KPI from the `targets` table: the row for the given segment (null = all) whose period is the shortest that
 * contains the asked one; a row without period holds always. null = none.
 */
export const findTarget = (context: KpiContext, kpi: KpiId | 'pipeline_volume', period: Period, segment: string | null = null): number | null => {
  const table = context.tables.get('targets');
  const value = numberOf(table, 'value');
  const kpiOf = categoryOf(table, 'kpi');
  if (table === undefined || value === null || kpiOf === null) return null;
  const read = (column: string, row: number): string | null => {
    const found = categoryOf(table, column);
    return found === null ? null : (found.dictionary[found.codes[row] as number] ?? null);
  };
  const [start, end] = [context.calendar.dayOf(period.startMs), context.calendar.dayOf(period.endMs)];
  let best: { length: number; value: number } | null = null;
  for (let row = 0; row < table.rowCount; row++) {
    const amount = value.values[row] as number;
    const own = read('segment', row);
    if (read('kpi', row) !== kpi || Number.isNaN(amount) || (own === 'all' ? null : own) !== segment) continue;
    const text = read('period', row);
    const days = text === null ? { start: -Infinity, end: Infinity } : daysOf(text, context.calendar, context.config.fiscalYearStart ?? 1);
    if (days === null || days.start > start || days.end < end) continue;
    if (best === null || days.end - days.start < best.length) best = { length: days.end - days.start, value: amount };
  }
  return best?.value ?? null;
};
