import type { EngineConfig } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import { churn } from '../../src/kpi/churn.js';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';

type Asked = Omit<KpiQuery, 'kpi'>;

/** The year that most examples ask about, known a year later: nothing is provisional, nothing censored by it. */
export const year = { start: '2024-01-01', end: '2025-01-01' };
export const later = { asOf: '2026-01-01' };

/** A subscription; `ended` null = still active. */
export const sub = (customer_id: string, started_at: string | null, ended_at: string | null, more: Row = {}): Row => ({ customer_id, started_at, ended_at, ...more });

export const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Closed-form answer of `churn` over the year. */
export const askChurn = (rows: Rows, query: Asked = {}, config: EngineConfig = later): KpiResult<'churn'> =>
  computeKpi(churn, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'churn', period: year, compare: 'none', ...query });

/** The answer with bootstrap intervals. */
export const finalChurn = (rows: Rows, query: Asked = {}, config: EngineConfig = later): KpiResult<'churn'> => {
  const steps = computeSteps(churn, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'churn', period: year, compare: 'none', ...query });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};
