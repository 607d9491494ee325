import { missingDay, type CategoryColumn, type InstantColumn, type Table } from '../model/table.js';
import { categoryOf, instantOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { hasDealsToCompare } from './forecast-actuals.js';
import { longestDays } from './forecast-grid.js';
import { moneyColumn } from './money.js';

/** The forecast table as read: what each row says, and which rows can be used at all. */
export interface ForecastSource {
  readonly table: Table;
  readonly startDay: Int32Array;
  readonly endDay: Int32Array;
  /** 1/10000 of the report currency, NaN = missing. */
  readonly units: Float64Array;
  /** 1 = what happened, not a forecast. */
  readonly isActual: Uint8Array;
  readonly category: CategoryColumn | null;
  readonly hasMadeAt: boolean;
  /** Rows with a period and an amount, made before asOf. */
  readonly usable: Uint32Array;
  /** When a row was made; -Infinity = not told. */
  madeMs(row: number): number;
  /** What tells rows apart that agree in all else: updated last, then the greater content. */
  isSmaller(a: number, b: number): boolean;
}

/** Category of rows that say what happened. */
const actualWord = 'actual';

const daysOf = (context: KpiContext, column: InstantColumn): Int32Array =>
  column.day ?? Int32Array.from(column.ms, (at) => (at === at ? context.calendar.dayOf(at) : missingDay));

const orNever = (column: InstantColumn | null, row: number): number => {
  const at = column === null ? NaN : (column.ms[row] as number);
  return at === at ? at : -Infinity;
};

/** Usable rows, the others counted by the rule that leaves them out. */
const usableRows = (context: KpiContext, given: Float64Array, source: Omit<ForecastSource, 'usable'>): Uint32Array => {
  const { startDay, endDay, units, isActual, madeMs } = source;
  const needsActual = !hasDealsToCompare(context);
  const counts = { DQ_FUTURE: 0, FC_INCOMPLETE: 0, FC_ACTUAL_UNUSED: 0 };
  const rows: number[] = [];
  for (let row = 0; row < units.length; row++) {
    const [from, to] = [startDay[row] as number, endDay[row] as number];
    if (madeMs(row) >= context.asOfMs) counts.DQ_FUTURE++;
    else if (from === missingDay || to === missingDay || to <= from || to - from > longestDays || Number.isNaN(given[row])) counts.FC_INCOMPLETE++;
    else if (isActual[row] === 1 && !needsActual) counts.FC_ACTUAL_UNUSED++;
    // What lacks a rate is counted as such.
    else if (!Number.isNaN(units[row])) rows.push(row);
  }
  for (const [code, n] of Object.entries(counts)) context.rules.set(code, 'forecasts', n);
  return Uint32Array.from(rows);
};

/** Day whose rate converts a row: the one it was made on; of what happened, or without a date, the last and first of its period. */
const rateDays = (context: KpiContext, { startDay, endDay, isActual, madeMs }: Pick<ForecastSource, 'startDay' | 'endDay' | 'isActual' | 'madeMs'>): Int32Array =>
  startDay.map((start, row) => {
    const made = madeMs(row);
    return isActual[row] === 1 ? Math.min((endDay[row] as number) - 1, context.asOfDay - 1) : made > -Infinity ? context.calendar.dayOf(made) : start;
  });

/** null without the table or what it cannot do without. */
export const forecastSource = (context: KpiContext): ForecastSource | null => {
  const table = context.tables.get('forecasts');
  const [start, end, made] = [instantOf(table, 'period_start'), instantOf(table, 'period_end'), instantOf(table, 'made_at')];
  const given = numberOf(table, 'amount')?.values ?? null;
  if (table === undefined || start === null || end === null || given === null) return null;
  const [category, currency, updated] = [categoryOf(table, 'category'), categoryOf(table, 'currency'), instantOf(table, 'updated_at')];
  const actualCodes = Uint8Array.from(category?.dictionary ?? [], (text) => (text?.trim().toLowerCase() === actualWord ? 1 : 0));
  const contentOf = (row: number): string => `${given[row]} ${currency === null ? '' : (currency.dictionary[currency.codes[row] as number] ?? '')}`;
  const read = {
    table, category, hasMadeAt: made !== null,
    startDay: daysOf(context, start), endDay: daysOf(context, end),
    isActual: new Uint8Array(table.rowCount).map((_, row) => (category === null ? 0 : (actualCodes[category.codes[row] as number] as number))),
    madeMs: (row: number) => orNever(made, row),
    isSmaller: (a: number, b: number) => {
      const later = orNever(updated, b) - orNever(updated, a);
      return later > 0 || (!(later < 0) && contentOf(a) < contentOf(b));
    },
  };
  const source = { ...read, units: moneyColumn(context, 'forecasts', 'amount', currency === null ? 0 : rateDays(context, read)) as Float64Array };
  return { ...source, usable: usableRows(context, given, source) };
};
