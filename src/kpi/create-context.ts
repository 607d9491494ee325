import type { EngineConfig } from '../model/config.js';
import type { Tables } from '../model/table.js';
import { resolveAsOf } from './as-of.js';
import { openingTimes } from './business-hours.js';
import { createCalendar } from './calendar.js';
import type { KpiContext } from './context.js';
import { constantRateDay, reportCurrency } from './money.js';
import { createRuleCounts, type Counted, type KnownRule } from './rule-counts.js';

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
  const rules = createRuleCounts(known);
  const memos = new Map<string, { readonly value: unknown }>();
  const countedFor = new WeakMap<object, Counted>();
  const kept = <T extends object>(given: T | undefined, build: () => T): T => {
    const counted = (given === undefined ? undefined : countedFor.get(given)) ?? (new Map() as Counted);
    const value = given ?? rules.during(counted, build);
    if (given === undefined) countedFor.set(value, counted);
    rules.again(counted);
    return value;
  };
  let other: KpiContext | null = null;
  return {
    tables, calendar, config,
    ...resolveAsOf(tables, config, calendar),
    currency: reportCurrency(tables, config),
    rules, kept,
    memo: <T>(key: string, build: () => T): T => {
      const entry = kept(memos.get(key), () => ({ value: build() }));
      memos.set(key, entry);
      return entry.value as T;
    },
    atRatesOf: (constantFx) => {
      if (other?.config.constantFx !== constantFx) other = createContext(tables, { ...config, constantFx }, known);
      return other;
    },
  };
};
