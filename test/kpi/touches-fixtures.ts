import type { EngineConfig } from '../../src/model/config.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import { computeKpi, computeSteps } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { touches } from '../../src/kpi/touches.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';

type Asked = Omit<KpiQuery, 'kpi'>;

/** The half-year that the examples ask about, known at its end. */
export const half = { start: '2025-01-01', end: '2025-07-01' };
export const known = { asOf: '2025-07-01' };

/** So many days (and minutes) after 1 January 2025, UTC. */
export const at = (day: number, minute = 0): string => new Date(Date.UTC(2025, 0, 1 + day, 0, minute)).toISOString().replace('.000Z', 'Z');

/** A lead received on a day at 00:00; of it only what is told. */
export const lead = (id: string, day = 0, more: Row = {}): Row => ({ id, received_at: at(day), disqualified_at: null, ...more });

/** A mail by sales to a lead. */
export const mail = (lead_id: string, day: number, more: Row = {}): Row =>
  ({ lead_id, occurred_at: at(day), kind: 'email', actor: 'sales', direction: 'out', automated: false, outcome: null, channel: null, booked_at: null, ...more });

/** A meeting on a day, booked on an earlier one. */
export const meeting = (lead_id: string, day: number, bookedDay: number | null, more: Row = {}): Row =>
  mail(lead_id, day, { kind: 'meeting', booked_at: bookedDay === null ? null : at(bookedDay), ...more });

/** So many mails, one a day from the first day after receipt on. */
export const mails = (lead_id: string, count: number, more: Row = {}): Row[] => Array.from({ length: count }, (_, i) => mail(lead_id, 1 + i, more));

/** Closed-form answer of `touches_to_meeting` over the half-year. */
export const askTouches = (rows: Rows, query: Asked = {}, config: EngineConfig = known): KpiResult<'touches_to_meeting'> =>
  computeKpi(touches, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'touches_to_meeting', period: half, compare: 'none', ...query });

/** The answer with its bootstrap interval. */
export const finalTouches = (rows: Rows, query: Asked = {}, config: EngineConfig = known): KpiResult<'touches_to_meeting'> => {
  const steps = computeSteps(touches, createContext(tablesOf(rows, config.timeZone), config), { kpi: 'touches_to_meeting', period: half, compare: 'none', ...query });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** Touches to the meeting 0, 2, 3, 3, 5, 8; without a meeting 4, 6, 7; given up after 2. */
export const example: Rows = {
  leads: [
    ...[0, 2, 3, 3, 5, 8].map((_, i) => lead(`met${i}`)), ...[4, 6, 7].map((count) => lead(`open${count}`)), lead('gone', 0, { disqualified_at: at(20) }),
  ],
  activities: [
    ...[0, 2, 3, 3, 5, 8].flatMap((count, i) => [...mails(`met${i}`, count), meeting(`met${i}`, 40, 10)]),
    ...[4, 6, 7].flatMap((count) => mails(`open${count}`, count)), ...mails('gone', 2),
  ],
};
