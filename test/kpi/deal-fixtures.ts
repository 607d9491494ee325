import { createContext } from '../../src/kpi/create-context.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { EngineConfig } from '../../src/model/config.js';
import { dayFromCivil, dayMs } from '../../src/model/zone.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';

/** All small examples are read on this day. */
export const asOf = '2025-07-01';
export const asOfDay = dayFromCivil(2025, 7, 1);

export const isoDay = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
export const dayOf = (text: string): number => Math.round(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1, Number(text.slice(8, 10))) / dayMs);

/** A deal closed on a day after so many days. */
export const closedDeal = (status: 'won' | 'lost', days: number, more: Row = {}, closedOn = '2025-06-15'): Row =>
  ({ status, created_at: isoDay(dayOf(closedOn) - days), closed_at: closedOn, ...more });

/** A deal that has been open for so many days on asOf. */
export const openDeal = (days: number, more: Row = {}): Row => ({ status: 'open', created_at: isoDay(asOfDay - days), closed_at: null, ...more });

/** A deal engaged so many days before asOf and closed after `days`, or open. */
export const engagedDeal = (age: number, status: 'won' | 'lost' | 'open', days = 0, more: Row = {}): Row =>
  ({ status, created_at: isoDay(asOfDay - age), closed_at: status === 'open' ? null : isoDay(asOfDay - age + days), ...more });

export const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Deals numbered d1, d2 … with other tables beside them. */
export const contextOf = (deals: readonly Row[], more: Rows = {}, config: EngineConfig = {}): KpiContext =>
  createContext(tablesOf({ deals: deals.map((row, i) => ({ id: `d${i + 1}`, ...row })), ...more }, config.timeZone), { asOf, ...config });

export const codesOf = (result: { readonly caveats: readonly { readonly code: string }[] }): string[] => result.caveats.map(({ code }) => code);
