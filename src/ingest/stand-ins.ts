import { type Column, type InstantColumn, missingDay, type NumberColumn } from '../model/table.js';
import { dayFromCivil, dayNumberOf } from '../model/zone.js';
import { dayText } from './day-text.js';
import { isSentinel, sentinelIn } from './sentinels.js';

/** A value that may stand for "no value": how often, and first where. */
export interface StandIn { readonly value: string; readonly count: number; readonly firstRow: number }

/** Negative numbers that programs write for nothing, if there are no other negative ones beside them. */
const negatives: ReadonlySet<number> = new Set([-1, -9, -99, -999, -9999, -99_999, -999_999]);
/** Only nines, and more of them than a price has. */
const isNines = (value: number): boolean => value >= 999_999 && /^9+$/.test(String(value));
/** First and last days that systems know, where they know no empty date. */
const edgeDays: ReadonlySet<number> = new Set(
  ([[1, 1, 1], [1899, 12, 30], [1899, 12, 31], [1900, 1, 1], [1901, 1, 1], [1970, 1, 1], [2050, 12, 31], [2099, 12, 31], [2199, 12, 31], [2999, 12, 31], [9999, 12, 31]] as const)
    .map(([year, month, day]) => dayFromCivil(year, month, day)));

class Tally {
  private readonly found = new Map<string, { value: string; count: number; firstRow: number }>();

  add(value: string, row: number): void {
    const known = this.found.get(value);
    if (known === undefined) this.found.set(value, { value, count: 1, firstRow: row });
    else known.count += 1;
  }

  get list(): readonly StandIn[] {
    return [...this.found.values()];
  }
}

const inNumbers = ({ values }: NumberColumn): readonly StandIn[] => {
  let hasOthers = false;
  let candidates = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value < 0) {
      if (negatives.has(value)) candidates += 1;
      else hasOthers = true;
    } else if (value > highest) highest = value;
  }
  const marksHighest = isNines(highest);
  if ((candidates === 0 || hasOthers) && !marksHighest) return [];
  const tally = new Tally();
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value < 0 ? !hasOthers : marksHighest && value === highest) tally.add(String(value), row);
  }
  return tally.list.filter(({ value, count }) => Number(value) < 0 || count > 1);
};

const inInstants = ({ ms, day, precision }: InstantColumn, timeZone: string): readonly StandIn[] => {
  const length = precision === 'day' && day !== null ? day.length : ms.length;
  const dayAt = (row: number): number => (precision === 'day' && day !== null ? (day[row] as number) : Number.isNaN(ms[row]) ? missingDay : Math.floor((ms[row] as number) / 86_400_000));
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < length; row++) {
    const at = dayAt(row);
    if (at === missingDay) continue;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  const localDayAt = (row: number): number => (precision === 'day' ? dayAt(row) : dayNumberOf(timeZone, ms[row] as number));
  const tally = new Tally();
  // In another zone an edge lies on the day beside it.
  const isNearEdge = (at: number): boolean => edgeDays.has(at) || edgeDays.has(at - 1) || edgeDays.has(at + 1);
  const [isFirst, isLast] = [isNearEdge(first), isNearEdge(last)];
  if (!isFirst && !isLast) return [];
  for (let row = 0; row < length; row++) {
    const at = dayAt(row);
    if (at === missingDay || !((isFirst && at <= first + 1) || (isLast && at >= last - 1))) continue;
    const local = localDayAt(row);
    if (edgeDays.has(local)) tally.add(dayText(local), row);
  }
  return tally.list;
};

/** Values of a column that may stand for "no value"; none is taken for it here. */
export const standInsOf = (column: Column, timeZone: string): readonly StandIn[] => {
  switch (column.kind) {
    case 'number': return inNumbers(column);
    case 'instant': return inInstants(column, timeZone);
    case 'text': {
      const tally = new Tally();
      for (let row = 0; row + 1 < column.offsets.length; row++) {
        const text = sentinelIn(column.bytes, column.offsets[row] as number, column.offsets[row + 1] as number);
        if (text !== null) tally.add(text, row);
      }
      return tally.list;
    }
    case 'category': {
      const { codes, entries } = column;
      const values = entries === undefined
        ? column.dictionary.map((value) => (value !== null && isSentinel(value) ? value : null))
        : Array.from({ length: entries.offsets.length - 1 }, (_, code) => (code === 0 ? null : sentinelIn(entries.bytes, entries.offsets[code] as number, entries.offsets[code + 1] as number)));
      const tally = new Tally();
      if (values.some((value) => value !== null)) {
        for (let row = 0; row < codes.length; row++) {
          const value = values[codes[row] as number] as string | null;
          if (value !== null) tally.add(value, row);
        }
      }
      return tally.list;
    }
    default: return [];
  }
};
