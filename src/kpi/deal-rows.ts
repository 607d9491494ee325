import type { InstantColumn } from '../model/table.js';
import { release } from '../model/release.js';
import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { categoryOf, instantOf, numberOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dealDimension } from './deal-dimensions.js';
import type { DealRows } from './deal-layout.js';
import { dealOutcomes } from './deal-outcome.js';
import { moneyColumn } from './money.js';
import { hashTexts } from './text-index.js';

/** Layouts sort by day within this distance of asOf; anything older lies first in no order. */
const sortedDays = 146_097;

const partOf = (outcome: number, closedMs: number): number => (outcome === 0 ? 0 : Number.isNaN(closedMs) ? outcome + 2 : outcome);

/** Rows in the order (part, day), earlier source rows first; counting sort, linear. */
const layOut = (part: Uint8Array, beginDay: Int32Array, closedDay: Int32Array, asOfDay: number): { order: Uint32Array; parts: number[] } => {
  const first = asOfDay - sortedDays;
  const span = sortedDays + 2;
  const bucketOf = (row: number): number =>
    (part[row] as number) * span + Math.min(span - 1, Math.max(0, ((part[row] === 0 ? beginDay[row] : closedDay[row]) as number) - first));
  const starts = new Uint32Array(5 * span + 1);
  for (let row = 0; row < part.length; row++) if (part[row] !== dropped) starts[bucketOf(row) + 1] = (starts[bucketOf(row) + 1] as number) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const parts = [0, 1, 2, 3, 4, 5].map((k) => starts[k * span] as number);
  const order = new Uint32Array(starts[5 * span] as number);
  for (let row = 0; row < part.length; row++) {
    if (part[row] === dropped) continue;
    const bucket = bucketOf(row);
    order[starts[bucket] as number] = row;
    starts[bucket] = (starts[bucket] as number) + 1;
  }
  return { order, parts };
};

const dropped = 255;

const gather = <A extends Float64Array | Int32Array | Uint8Array>(from: A, order: Uint32Array, into: A): A => {
  for (let i = 0; i < order.length; i++) into[i] = from[order[i] as number] as number;
  return into;
};

/** CRM probabilities per row of the `deals` table, as shares: percentages are recognised by the column's maximum; what lies outside 0–1 then is missing. */
export const crmProbabilities = (context: KpiContext): Float64Array | null => {
  const given = numberOf(context.tables.get('deals'), 'probability')?.values ?? null;
  if (given === null) return null;
  let max = 0;
  let nShares = 0;
  for (const p of given) {
    if (p > max) max = p;
    if (p > 0 && p < 1) nShares++;
  }
  const scale = max > 1 ? 100 : 1;
  context.rules.set('DQ_PROB_MIXED', 'deals', scale === 100 ? nShares : 0);
  return given.map((p) => (p / scale >= 0 && p / scale <= 1 ? p / scale : NaN));
};

/** Local day of an instant; missing = none. */
const dayAt = (context: KpiContext, instants: InstantColumn | null, row: number): number => {
  if (instants === null) return missingDay;
  if (instants.day !== null) return instants.day[row] as number;
  const at = instants.ms[row] as number;
  return at === at ? context.calendar.dayOf(at) : missingDay;
};

const dayColumn = (context: KpiContext, column: string, n: number): Int32Array => {
  const instants = instantOf(context.tables.get('deals'), column);
  const days = new Int32Array(n).fill(missingDay);
  if (instants !== null) for (let row = 0; row < n; row++) days[row] = dayAt(context, instants, row);
  return days;
};

/** The deals of a dataset, built once. Deals created at or after asOf are dropped (`DQ_FUTURE`). */
export const dealRows = (context: KpiContext): DealRows => context.memo('deal-rows', () => {
  const deals = context.tables.get('deals');
  const n = deals?.rowCount ?? 0;
  const { outcome, closedMs, closedIsDay, turns } = dealOutcomes(context);
  const createdMs = instantOf(deals, 'created_at')?.ms ?? null;
  const createdDay = dayColumn(context, 'created_at', n);
  const closedRestMs = new Int32Array(n);
  const expected = instantOf(deals, 'expected_close_at');
  const closedDay = new Int32Array(n).fill(missingDay);
  const beginDay = new Int32Array(n);
  const part = new Uint8Array(n);
  let nUndated = 0;
  for (let row = 0; row < n; row++) {
    const at = closedMs[row] as number;
    if (!Number.isNaN(at)) {
      const day = context.calendar.dayOf(at);
      closedDay[row] = day;
      closedRestMs[row] = at - day * dayMs;
    }
    const created = createdDay[row] as number;
    const closed = closedDay[row] as number;
    beginDay[row] = created === missingDay ? closed : closed === missingDay ? created : Math.min(created, closed);
    // A null begin counts as before every day, also for a deal that was closed since.
    if (created === missingDay) beginDay[row] = missingDay;
    part[row] = createdMs !== null && (createdMs[row] as number) >= context.asOfMs ? dropped : partOf(outcome[row] as number, at);
    if (part[row] === 3 || part[row] === 4) nUndated++;
  }
  const { order, parts } = layOut(part, beginDay, closedDay, context.asOfDay);
  release(outcome, closedMs, createdDay, part);
  const length = order.length;
  context.rules.set('DQ_FUTURE', 'deals', n - length);
  context.rules.set('DQ_CLOSED_NO_DATE', 'deals', nUndated);
  context.rules.set('DQ_REOPENED', 'deals', turns.size);
  // Days are only needed to look up rates.
  const rateDays = categoryOf(deals, 'currency') === null ? null : closedDay.map((day) => (day === missingDay ? context.asOfDay : day));
  const amount = moneyColumn(context, 'deals', 'amount', rateDays ?? 0);
  const type = categoryOf(deals, 'type');
  const isRenewalType = Uint8Array.from(type?.dictionary ?? [], (text) => (text === 'renewal' ? 1 : 0));
  const isRenewal = new Uint8Array(length);
  if (type !== null) for (let i = 0; i < length; i++) isRenewal[i] = isRenewalType[type.codes[order[i] as number] as number] as number;
  const [, won, lost, wonUndated, lostUndated] = parts as [number, number, number, number, number];
  const rows: DealRows = {
    length, sources: deals === undefined ? [] : ['deals'], excluded: n - length,
    parts: parts as unknown as DealRows['parts'],
    source: order,
    beginDay: gather(beginDay, order, new Int32Array(length)),
    closedDay: gather(closedDay, order, new Int32Array(length)),
    closedRestMs: gather(closedRestMs, order, new Int32Array(length)),
    closedIsDay: gather(closedIsDay, order, new Uint8Array(length)),
    expectedDay: (row) => dayAt(context, expected, order[row] as number),
    amountUnits: amount === null ? null : gather(amount, order, new Float64Array(length)),
    turns, isRenewal,
    has: {
      open: won > 0, won: lost > won || lostUndated > wonUndated, lost: wonUndated > lost || length > lostUndated,
      closedAt: instantOf(deals, 'closed_at') !== null || won < length && wonUndated > won,
    },
    dimension: (name) => context.memo(`deal-dimension ${name}`, () => dealDimension(context, rows, name)),
  };
  release(beginDay, closedDay, closedRestMs, closedIsDay, amount, rateDays);
  return rows;
});

/** fnv1a32 of the ids, in the layout's order; without ids the source row's number. */
export const dealHashes = (context: KpiContext): Uint32Array => context.memo('deal-hashes', () => {
  const { source } = dealRows(context);
  const ids = textOf(context.tables.get('deals'), 'id');
  if (ids === null) return source;
  const hashes = hashTexts(ids);
  return source.map((row) => hashes[row] as number);
});
