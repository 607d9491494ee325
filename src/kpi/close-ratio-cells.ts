import { missingDay } from '../model/table.js';
import type { CellMap, Cells } from './cells.js';
import type { KpiContext } from './context.js';
import { monthIndexOf } from './calendar-units.js';
import { runOf, type DealRows } from './deal-rows.js';
import { dealEngagements } from './deal-spans.js';
import type { GroupIndex, Question } from './define-kpi.js';
import { closeHorizon } from './horizon.js';
import { ownerCells } from './owner-cells.js';
import { furthestStages } from './stage-reach.js';

/** Sums of one group; H is the horizon, the same for all groups and periods. */
export interface CloseRatioCells extends Cells {
  /** Cohort by days since engagement, 0 … H: won, lost, censored (open, or still undecided after H). */
  readonly curveWon: Float64Array;
  readonly curveLost: Float64Array;
  readonly curveOpen: Float64Array;
  readonly cohort: number;
  /** Open members that H has not passed. */
  readonly openBeforeH: number;
  /** Members older than H, and those of them won within H. */
  readonly matured: number;
  readonly maturedWon: number;
  /** Closed in the period. */
  readonly decidedWon: number;
  readonly decidedLost: number;
  /** Closed at any time, also without a date. */
  readonly everWon: number;
  readonly everLost: number;
  /** Owner × kind of lead → matured members and wins. */
  readonly owners: CellMap;
  /** Month (index since year 0) of engagement, or of closing → cases and wins, over the whole history. */
  readonly months: CellMap;
  readonly closedMonths: CellMap;
  /** Matured members by the furthest stage reached; index 0 = none, last = won within H. */
  readonly furthest: Float64Array;
}

/** Accumulators of several groups in flat arrays. */
interface Tally { readonly n: Float64Array; readonly won: Float64Array; readonly size: number }

const tally = (groups: number, size: number): Tally => ({ n: new Float64Array(groups * size), won: new Float64Array(groups * size), size });

const count = (into: Tally, at: number, isWon: boolean): void => {
  into.n[at] = (into.n[at] as number) + 1;
  if (isWon) into.won[at] = (into.won[at] as number) + 1;
};

const mapOf = ({ n, won, size }: Tally, group: number, keyOf: (code: number) => string): CellMap => {
  const found = new Map<string, Cells>();
  for (let code = 0; code < size; code++) {
    const at = group * size + code;
    if ((n[at] as number) > 0) found.set(keyOf(code), { n: n[at] as number, won: won[at] as number });
  }
  return found;
};

/** Month codes of the rows' days, from the first month of the data; months sort as text because they have equal length. */
interface Months { readonly codes: Uint16Array; readonly size: number; keyOf(code: number): string }

const monthsOf = (days: Int32Array): Months => {
  let least = Infinity;
  let most = -Infinity;
  for (const day of days) {
    if (day === missingDay) continue;
    if (day < least) least = day;
    if (day > most) most = day;
  }
  const first = least === Infinity ? 0 : monthIndexOf(least);
  const size = least === Infinity ? 1 : Math.min(65_535, monthIndexOf(most) - first + 1);
  const monthOfDay = least === Infinity ? new Uint16Array(0) : Uint16Array.from({ length: most - least + 1 }, (_, i) => Math.min(size - 1, monthIndexOf(least + i) - first));
  return {
    codes: Uint16Array.from(days, (day) => (day === missingDay ? 0 : (monthOfDay[day - least] as number))),
    size,
    keyOf: (code) => String(first + code).padStart(6, '0'),
  };
};

/** One group's cells while they grow. */
interface Cohort { readonly won: Float64Array; readonly lost: Float64Array; readonly open: Float64Array; cohort: number; openBeforeH: number; matured: number; maturedWon: number }

const addTo = (histogram: Float64Array, bin: number): void => { histogram[bin] = (histogram[bin] as number) + 1; };

/** Cohort sums for any assignment of rows to slots (groups, or periods of a trend); −1 = not in the cohort. */
export const sumCohorts = (context: KpiContext, horizon: number, slots: number, slotOf: (row: number) => number, onMatured: (row: number, slot: number, isWon: boolean) => void): readonly Cohort[] => {
  const { rows: { parts }, bin, ageDays } = dealEngagements(context);
  const cohorts = Array.from({ length: slots }, (): Cohort => ({
    won: new Float64Array(horizon + 1), lost: new Float64Array(horizon + 1), open: new Float64Array(horizon + 1),
    cohort: 0, openBeforeH: 0, matured: 0, maturedWon: 0,
  }));
  for (let row = 0; row < parts[3]; row++) {
    const slot = slotOf(row);
    if (slot < 0) continue;
    const own = cohorts[slot] as Cohort;
    const t = bin[row] as number;
    const isOpen = row < parts[1];
    const inTime = !isOpen && t <= horizon;
    const isWon = inTime && row < parts[2];
    own.cohort++;
    if (inTime) addTo(isWon ? own.won : own.lost, t);
    else addTo(own.open, t < horizon ? t : horizon);
    if ((ageDays[row] as number) > horizon) {
      own.matured++;
      if (isWon) own.maturedWon++;
      onMatured(row, slot, isWon);
    } else if (isOpen) own.openBeforeH++;
  }
  return cohorts;
};

/** Closed deals per group, in rows [from, to) of one outcome; renewals left out. */
const countClosed = (rows: DealRows, index: GroupIndex | null, groups: number, from: number, to: number): Float64Array => {
  const counts = new Float64Array(groups + 1);
  for (let row = from; row < to; row++) {
    if (rows.isRenewal[row] === 1) continue;
    const group = index === null ? 0 : (index[row] as number);
    counts[group] = (counts[group] as number) + 1;
  }
  return counts;
};

/** Cells per group of the cut: one pass over the deals with an engagement, and the closed runs. */
export const closeRatioCells = (context: KpiContext, { period, cut, options }: Question): readonly CloseRatioCells[] => {
  const spans = dealEngagements(context);
  const { rows, startDay } = spans;
  const { parts } = rows;
  const groups = cut.groups.length;
  const index = cut.groupOf(rows);
  const horizon = closeHorizon(context, options);
  const { startDay: fromDay, endDay: toDay } = context.calendar.daysOf(period);
  const byOwner = ownerCells(context);
  const engagedMonths = context.memo('engaged-months', () => monthsOf(startDay));
  const months = tally(groups, engagedMonths.size);
  const owners = sparseTally(groups, byOwner.keys.length);
  const reach = furthestStages(context);
  const furthest = Array.from({ length: groups }, () => new Float64Array(reach === null ? 0 : reach.stages.length + 2));
  const { ageDays, bin } = spans;

  const slotOf = (row: number): number => {
    const day = startDay[row] as number;
    if (day === missingDay) return -1;
    const group = index === null ? 0 : (index[row] as number);
    if (group >= groups) return -1;
    if ((ageDays[row] as number) > horizon) {
      count(months, group * engagedMonths.size + (engagedMonths.codes[row] as number), row >= parts[1] && row < parts[2] && (bin[row] as number) <= horizon);
    }
    return day >= fromDay && day < toDay ? group : -1;
  };
  const cohorts = sumCohorts(context, horizon, groups, slotOf, (row, group, isWon) => {
    owners.add(group, byOwner.codes[row] as number, isWon);
    if (reach !== null) addTo(furthest[group] as Float64Array, isWon ? reach.stages.length + 1 : (reach.rank[row] as number));
  });
  const [wonRun, lostRun] = [runOf(rows, 1, fromDay, toDay), runOf(rows, 2, fromDay, toDay)];
  const decidedWon = countClosed(rows, index, groups, wonRun.from, wonRun.to);
  const decidedLost = countClosed(rows, index, groups, lostRun.from, lostRun.to);
  const [everWon, everLost] = [countClosed(rows, index, groups, parts[1], parts[2]), countClosed(rows, index, groups, parts[2], parts[3])];
  const [undatedWon, undatedLost] = [countClosed(rows, index, groups, parts[3], parts[4]), countClosed(rows, index, groups, parts[4], parts[5])];
  const closed = closedMonthTally(context, rows, index, groups);
  return cohorts.map((own, group): CloseRatioCells => ({
    curveWon: own.won, curveLost: own.lost, curveOpen: own.open, cohort: own.cohort, openBeforeH: own.openBeforeH,
    matured: own.matured, maturedWon: own.maturedWon,
    decidedWon: decidedWon[group] as number, decidedLost: decidedLost[group] as number,
    everWon: (everWon[group] as number) + (undatedWon[group] as number), everLost: (everLost[group] as number) + (undatedLost[group] as number),
    owners: owners.mapOf(group, byOwner.keys),
    months: mapOf(months, group, engagedMonths.keyOf),
    closedMonths: closed(group),
    furthest: furthest[group] as Float64Array,
  }));
};

/** Won and lost by closing month, over the whole history. */
const closedMonthTally = (context: KpiContext, rows: DealRows, index: GroupIndex | null, groups: number): ((group: number) => CellMap) => {
  const months = context.memo('closed-months', () => monthsOf(rows.closedDay));
  const sums = tally(groups, months.size);
  for (let row = rows.parts[1]; row < rows.parts[3]; row++) {
    const group = index === null ? 0 : (index[row] as number);
    if (group < groups && rows.isRenewal[row] !== 1) count(sums, group * months.size + (months.codes[row] as number), row < rows.parts[2]);
  }
  return (group) => mapOf(sums, group, months.keyOf);
};

/** Cells above which a flat array per group would be mostly empty. */
const largestFlat = 1 << 21;

interface SparseTally { add(group: number, code: number, isWon: boolean): void; mapOf(group: number, keys: readonly string[]): CellMap }

const sparseTally = (groups: number, size: number): SparseTally => {
  if (groups * size <= largestFlat) {
    const flat = tally(groups, size);
    return { add: (group, code, isWon) => count(flat, group * size + code, isWon), mapOf: (group, keys) => mapOf(flat, group, (code) => keys[code] as string) };
  }
  const found = Array.from({ length: groups }, () => new Map<number, { n: number; won: number }>());
  return {
    add: (group, code, isWon) => {
      const own = found[group] as Map<number, { n: number; won: number }>;
      const entry = own.get(code) ?? { n: 0, won: 0 };
      entry.n++;
      if (isWon) entry.won++;
      own.set(code, entry);
    },
    mapOf: (group, keys) => new Map([...(found[group] as Map<number, { n: number; won: number }>)].sort(([a], [b]) => a - b)
      .map(([code, { n, won }]) => [keys[code] as string, { n, won }] as const)),
  };
};
