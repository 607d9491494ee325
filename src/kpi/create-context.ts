import type { EngineConfig } from '../model/config.js';
import type { TableName } from '../model/schema.js';
import type { Tables } from '../model/table.js';
import { resolveAsOf } from './as-of.js';
import { openingTimes } from './business-hours.js';
import { createCalendar } from './calendar.js';
import type { KpiContext, RuleCounts } from './context.js';
import { constantRateDay, reportCurrency } from './money.js';

/** A finding of the ingest that belongs in every number's provenance, such as merged duplicates. */
export interface KnownRule { readonly code: string; readonly table: TableName; readonly count: number }

const createRules = (known: readonly KnownRule[]): RuleCounts => {
  const counts = new Map<string, { code: string; table: string; count: number }>();
  const rules: RuleCounts = {
    set: (code, table, count) => {
      if (count > 0) counts.set(`${code} ${table}`, { code, table, count });
      else counts.delete(`${code} ${table}`);
    },
    get: (code, table) => counts.get(`${code} ${table}`)?.count ?? 0,
    list: () => [...counts.values()].sort((a, b) => (`${a.code} ${a.table}` < `${b.code} ${b.table}` ? -1 : 1)),
  };
  for (const { code, table, count } of known) rules.set(code, table, rules.get(code, table) + count);
  return rules;
};

/**
 * Everything a KPI reads, for one dataset and one configuration. Cheap: entity rows are built on first use and kept.
 * Throws RangeError for an unknown time zone, an unreadable asOf, impossible opening times or a day of exchange rates
 * that does not exist.
 */
export const createContext = (tables: Tables, config: EngineConfig = {}, known: readonly KnownRule[] = []): KpiContext => {
  const calendar = createCalendar(config);
  // Refused with the first question of any kind, not with the first that waits by them.
  if (config.businessHours !== undefined) openingTimes(config.businessHours);
  if (config.constantFx !== undefined) constantRateDay(config.constantFx);
  const kept = new Map<string, unknown>();
  let other: KpiContext | null = null;
  return {
    tables, calendar, config,
    ...resolveAsOf(tables, config, calendar),
    currency: reportCurrency(tables, config),
    rules: createRules(known),
    memo: <T>(key: string, build: () => T): T => {
      if (!kept.has(key)) kept.set(key, build());
      return kept.get(key) as T;
    },
    atRatesOf: (constantFx) => {
      if (other?.config.constantFx !== constantFx) other = createContext(tables, { ...config, constantFx }, known);
      return other;
    },
  };
};
