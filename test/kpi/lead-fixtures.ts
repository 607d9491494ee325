import { createContext } from '../../src/kpi/create-context.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { EngineConfig } from '../../src/model/config.js';
import { dayMs } from '../../src/model/zone.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';

/** All small examples are read at this midnight, UTC. */
export const asOf = '2025-07-01';
export const asOfMs = Date.UTC(2025, 6, 1);

/** So many days (and minutes) before asOf, as an instant. */
export const ago = (days: number, minutes = 0): string => new Date(asOfMs - days * dayMs - minutes * 60_000).toISOString().replace('.000Z', 'Z');
/** So many minutes after an instant. */
export const after = (instant: string, minutes: number): string => new Date(Date.parse(instant) + Math.round(minutes * 60_000)).toISOString().replace('.000Z', 'Z');

export const repeat = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** Leads numbered l1, l2 … with other tables beside them. */
export const contextOf = (leads: readonly Row[], more: Rows = {}, config: EngineConfig = {}): KpiContext =>
  createContext(tablesOf({ leads: leads.map((row, i) => ({ id: `l${i + 1}`, ...row })), ...more }, config.timeZone), { asOf, ...config });

export const codesOf = (result: { readonly caveats: readonly { readonly code: string }[] }): string[] => result.caveats.map(({ code }) => code);

/** A human call by sales to the lead. */
export const call = (lead: string, occurred_at: string, more: Row = {}): Row =>
  ({ lead_id: lead, occurred_at, kind: 'call', actor: 'sales', direction: 'out', automated: false, ...more });
