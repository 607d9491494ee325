import type { CategoryColumn } from '../model/table.js';
import { categoryOf, numberOf } from './columns.js';
import type { KpiContext } from './context.js';
import { lookUp, mapped, monthColumn, scoreBands, scoreCode } from './deal-dimensions.js';
import { leadHours, openings, weekHours } from './lead-hours.js';
import { leadAt, type LeadRows } from './lead-layout.js';

const aliases: Readonly<Record<string, string>> = { owner: 'owner_id', score: 'score_band' };

const hourMs = 3_600_000;

/** Leads a rep receives on a day per open hour of that day. */
const loadBands = ['0-0.49', '0.5-0.99', '1-1.99', '2+'] as const;
const loadCode = (perHour: number): number => (perHour < 0.5 ? 1 : perHour < 1 ? 2 : perHour < 2 ? 3 : 4);

/** `1-09` = Monday from 9:00 to 10:00. */
const hourNames: readonly string[] = Array.from({ length: weekHours }, (_, hour) => `${1 + Math.floor(hour / 24)}-${String(hour % 24).padStart(2, '0')}`);

const coded = (rows: LeadRows, dictionary: readonly (string | null)[], codeOf: (row: number) => number): CategoryColumn =>
  ({ kind: 'category', dictionary, codes: new Uint8Array(rows.length).map((_, row) => codeOf(row)) });

const scoreColumn = (context: KpiContext, rows: LeadRows): CategoryColumn | null => {
  const scores = numberOf(context.tables.get('leads'), 'score')?.values ?? null;
  return scores === null ? null : coded(rows, [null, ...scoreBands], (row) => scoreCode(scores[leadAt(rows, row)] as number));
};

/** How many leads came to the same rep on the same day, per open hour; not set on days without any. null without opening times or reps. */
const loadColumn = (context: KpiContext, rows: LeadRows): CategoryColumn | null => {
  const times = openings(context);
  const owner = rows.dimension('owner_id');
  if (times === null || owner === null) return null;
  const { day } = leadHours(context, rows);
  const size = owner.dictionary.length;
  const keyOf = (row: number): number => (day[row] as number) * size + (owner.codes[row] as number);
  const perDay = new Map<number, number>();
  for (let row = 0; row < rows.length; row++) perDay.set(keyOf(row), (perDay.get(keyOf(row)) ?? 0) + 1);
  return coded(rows, [null, ...loadBands], (row) => {
    const openHours = times.ofDay(day[row] as number) / hourMs;
    return openHours === 0 ? 0 : loadCode((perDay.get(keyOf(row)) as number) / openHours);
  });
};

const ofTable = (context: KpiContext, rows: LeadRows, name: string): CategoryColumn | null => {
  const column = categoryOf(context.tables.get('leads'), name);
  const { source } = rows;
  if (column === null || source === null) return column;
  const codes = new (column.codes.constructor as new (length: number) => CategoryColumn['codes'])(rows.length);
  for (let row = 0; row < codes.length; row++) codes[row] = column.codes[source[row] as number] as number;
  return { kind: 'category', codes, dictionary: column.dictionary };
};

/** Codes of a dimension over the leads, by column name or what joins, bands and clocks make of it; null = the data lacks it. */
export const leadDimension = (context: KpiContext, rows: LeadRows, asked: string): CategoryColumn | null => {
  const name = aliases[asked] ?? asked;
  switch (name) {
    case 'score_band': return scoreColumn(context, rows);
    case 'month': case 'received_month': return monthColumn(Int32Array.from(rows.receivedMs, (at) => context.calendar.dayOf(at)));
    case 'hour_of_week': return rows.receivedIsDay ? null : coded(rows, [null, ...hourNames], (row) => 1 + (leadHours(context, rows).hour[row] as number));
    case 'in_hours': {
      const isOpen = rows.receivedIsDay ? null : leadHours(context, rows).isOpen;
      return isOpen === null ? null : coded(rows, [null, 'in', 'out'], (row) => (isOpen[row] === 1 ? 1 : 2));
    }
    case 'load': return loadColumn(context, rows);
    case 'team': {
      const teams = lookUp(context, 'owners', 'team');
      return teams === null ? null : mapped(rows.dimension('owner_id'), (id) => (id === null ? null : teams.get(id) ?? null));
    }
    default: return ofTable(context, rows, name);
  }
};
