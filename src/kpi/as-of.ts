import type { EngineConfig } from '../model/config.js';
import type { InstantColumn, Table, Tables } from '../model/table.js';
import type { TableName } from '../model/schema.js';
import { dayMs, isCivilDate, dayFromCivil, utcFromLocalMs } from '../model/zone.js';
import type { Calendar, CutOff } from './calendar.js';
import { formatDay } from './calendar-units.js';
import { categoryOf, instantOf } from './columns.js';
import { statedOutcomes } from './outcome.js';

/** The cut-off of a dataset. */
export interface AsOf extends CutOff {
  readonly asOfDay: number;
  /** The last event day, when it lies more than 90 days after the one before it (real files hold the years 2050 and 9999). */
  readonly outlierDate: string | null;
}

/** Columns whose latest day ends the data (rule 4); closed_at only of closed deals, the date of a meeting never. */
const eventColumns: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  deals: ['created_at', 'first_contact_at', 'closed_at'],
  leads: ['received_at', 'handed_over_at', 'assigned_at', 'first_response_at', 'qualified_at', 'disqualified_at'],
  activities: ['occurred_at', 'booked_at'],
  stage_history: ['entered_at'],
  customers: ['first_won_at'],
  subscriptions: ['started_at'],
  revenue: ['occurred_at'],
  forecasts: ['made_at'],
};

/** Begins that `all` must reach back to, though they are plans or bookings rather than events. */
const beginColumns: Readonly<Partial<Record<TableName, readonly string[]>>> = { spend: ['period_start'], forecasts: ['period_start'] };

const farDays = 90;

/** Meetings lie in the future by nature: only their booking is an event. */
export const meetingKinds: ReadonlySet<string> = new Set(['meeting', 'video']);

/** Rows whose value in this column is not an event: 1 = skip. */
const skippedRows = (table: Table, column: string): Uint8Array | null => {
  if (table.name === 'deals' && column === 'closed_at') return statedOutcomes(table).map((outcome) => (outcome === 0 ? 1 : 0));
  const kind = table.name === 'activities' && column === 'occurred_at' ? categoryOf(table, 'kind') : null;
  if (kind === null) return null;
  const isMeeting = Uint8Array.from(kind.dictionary, (text) => (text !== null && meetingKinds.has(text) ? 1 : 0));
  return new Uint8Array(kind.codes.length).map((_, row) => isMeeting[kind.codes[row] as number] as number);
};

interface Extent { firstMs: number; lastMs: number; beforeLastMs: number }

/** Extends the extent by one column; `beforeLastMs` is the latest instant on an earlier local day than the last one. */
const extend = (extent: Extent, column: InstantColumn, skip: Uint8Array | null, calendar: Calendar): void => {
  const { ms } = column;
  let { firstMs, lastMs, beforeLastMs } = extent;
  let lastMidnightMs = lastMs === -Infinity ? -Infinity : calendar.midnightOf(calendar.dayOf(lastMs));
  for (let row = 0; row < ms.length; row++) {
    const at = ms[row] as number;
    if (Number.isNaN(at) || (skip !== null && skip[row] === 1)) continue;
    if (at < firstMs) firstMs = at;
    if (at > lastMs) {
      if (lastMs < (lastMidnightMs = calendar.midnightOf(calendar.dayOf(at)))) beforeLastMs = lastMs;
      lastMs = at;
    } else if (at < lastMidnightMs && at > beforeLastMs) beforeLastMs = at;
  }
  Object.assign(extent, { firstMs, lastMs, beforeLastMs });
};

/** A host's asOf: local date (its midnight) or ISO instant; a time without zone is read in the report zone. Throws RangeError. */
export const parseAsOf = (text: string, timeZone: string): number => {
  const found = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,3})\d*)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text);
  const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
  const [hour, minute, second] = [Number(found?.[4] ?? 0), Number(found?.[5] ?? 0), Number(found?.[6] ?? 0)];
  if (found === null || !isCivilDate(year, month, day) || hour > 23 || minute > 59 || second > 59) {
    throw new RangeError(`asOf: expected YYYY-MM-DD or an ISO instant, got ${text.slice(0, 80)}`);
  }
  const wallMs = dayFromCivil(year, month, day) * dayMs + ((hour * 60 + minute) * 60 + second) * 1000 + Number((found[7] ?? '0').padEnd(3, '0'));
  const zone = found[8];
  if (zone === undefined) return utcFromLocalMs(timeZone, wallMs);
  if (zone === 'Z') return wallMs;
  const offset = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return wallMs - (zone.startsWith('-') ? -offset : offset) * 60_000;
};

/** Cut-off of the tables: the host's, else the first local midnight after the last event; never the wall clock. No event at all: 1970-01-01. */
export const resolveAsOf = (tables: Tables, config: EngineConfig, calendar: Calendar): AsOf => {
  const extent: Extent = { firstMs: Infinity, lastMs: -Infinity, beforeLastMs: -Infinity };
  let beginMs = Infinity;
  for (const [name, table] of tables) {
    for (const column of eventColumns[name] ?? []) {
      const instants = instantOf(table, column);
      if (instants !== null) extend(extent, instants, skippedRows(table, column), calendar);
    }
    for (const column of beginColumns[name] ?? []) {
      for (const at of instantOf(table, column)?.ms ?? []) if (at < beginMs) beginMs = at;
    }
  }
  const lastDay = extent.lastMs === -Infinity ? -1 : calendar.dayOf(extent.lastMs);
  const asOfMs = config.asOf === undefined ? calendar.midnightOf(lastDay + 1) : parseAsOf(config.asOf, calendar.timeZone);
  const firstMs = Math.min(extent.firstMs, beginMs, asOfMs - 1);
  const isFar = config.asOf === undefined && extent.beforeLastMs !== -Infinity && lastDay - calendar.dayOf(extent.beforeLastMs) > farDays;
  return { asOfMs, asOfDay: calendar.dayOf(asOfMs), firstDay: calendar.dayOf(firstMs), outlierDate: isFar ? formatDay(lastDay) : null };
};
