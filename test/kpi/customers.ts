import type { EngineConfig } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import { cac } from '../../src/kpi/cac.js';
import { clv } from '../../src/kpi/clv.js';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { tablesOf, type Rows } from '../fixtures/tables.js';

type Asked = Omit<KpiQuery, 'kpi'>;

/** Closed-form answer of `cac` on row literals. */
export const askCac = (rows: Rows, query: Asked = {}, config: EngineConfig = {}): KpiResult<'cac'> =>
  computeKpi(cac, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'cac', compare: 'none', ...query });

/** Closed-form answer of `clv` on row literals. */
export const askClv = (rows: Rows, query: Asked = {}, config: EngineConfig = {}): KpiResult<'clv'> =>
  computeKpi(clv, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'clv', compare: 'none', ...query });

/** Runs a computation to its end: the answer with bootstrap intervals, and how often it paused. */
const last = <T>(steps: Generator<unknown, T>): T => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

export const finalCac = (rows: Rows, query: Asked = {}, config: EngineConfig = {}): KpiResult<'cac'> =>
  last(computeSteps(cac, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'cac', compare: 'none', ...query }));

export const finalClv = (rows: Rows, query: Asked = {}, config: EngineConfig = {}): KpiResult<'clv'> =>
  last(computeSteps(clv, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'clv', compare: 'none', ...query }));

export const codesOf = (result: { readonly caveats: readonly { readonly code: string }[] }): readonly string[] => result.caveats.map(({ code }) => code);

/** Both texts of a caveat that must be there. */
export const textsOf = (result: { readonly caveats: readonly { readonly code: string; readonly en: string; readonly de: string }[] }, code: string): readonly [string, string] => {
  const found = result.caveats.find((entry) => entry.code === code);
  if (found === undefined) throw new Error(`no caveat ${code}`);
  return [found.en, found.de];
};
