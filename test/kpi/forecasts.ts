import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { KpiContext } from '../../src/kpi/context.js';
import { createContext } from '../../src/kpi/create-context.js';
import { forecastAccuracy } from '../../src/kpi/forecast-accuracy.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';

/** First day of a quarter, counted from the first of 2023. */
export const quarterStart = (quarter: number): string => new Date(Date.UTC(2023, 3 * quarter, 1)).toISOString().slice(0, 10);
/** The same of a month. */
export const monthStart = (month: number): string => new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10);

const dayBefore = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** A forecast of a quarter, made so many days before it begins. */
export const forecastOf = (quarter: number, amount: number | null, more: Row = {}, daysBefore = 1): Row =>
  ({ made_at: dayBefore(quarterStart(quarter), daysBefore), period_start: quarterStart(quarter), period_end: quarterStart(quarter + 1), amount, ...more });

/** What was won in a quarter, on its tenth day. */
export const wonIn = (quarter: number, amount: number | null, more: Row = {}): Row =>
  ({ id: `q${quarter} ${JSON.stringify(more)}`, status: 'won', created_at: '2022-01-01', closed_at: dayBefore(quarterStart(quarter), -9), amount, ...more });

/** Quarters from the first of 2023 on, each with its forecast and what was won. */
export const quarters = (forecasts: readonly (number | null)[], actuals: readonly (number | null)[]): Rows => ({
  forecasts: forecasts.flatMap((amount, i) => (amount === null ? [] : [forecastOf(i, amount)])),
  deals: actuals.flatMap((amount, i) => (amount === null ? [] : [wonIn(i, amount)])),
});

/** The data of so many quarters end with them. */
export const asOfQuarter = (quarter: number): EngineConfig => ({ asOf: quarterStart(quarter) });

type Asked = Omit<KpiQuery, 'kpi'>;

export const contextOf = (rows: Rows, config: EngineConfig = {}): KpiContext => createContext(tablesOf(rows, config.timeZone), config);

export const ask = (rows: Rows, query: Asked = {}, config: EngineConfig = {}): KpiResult<'forecast_accuracy'> =>
  computeKpi(forecastAccuracy, contextOf(rows, config), { kpi: 'forecast_accuracy', compare: 'none', ...query });
