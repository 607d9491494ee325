import { fnv1a32 } from '../stats/fnv1a32.js';
import { formatDay } from './calendar-units.js';
import type { KpiContext } from './context.js';
import type { Compared, Question, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation, type PartName, type Split } from './explain.js';
import { mostSegments } from './explain-mix.js';
import { cellsOfTotal, type ForecastCells } from './forecast-accuracy-cells.js';
import { forecastPairs, isUsed, ownerPairs, type UsedPair } from './forecast-accuracy-periods.js';
import { compareValues, valueOfKey } from './value-key.js';
import { WeighedRows } from './weighed-rows.js';

/** One period's error in the direction in which the total erred: what each owner did to it, and what none of them did. */
interface PeriodError { readonly pair: UsedPair; readonly byOwner: ReadonlyMap<string, number>; readonly rest: number }

const errorsOf = (context: KpiContext, question: Question, { cells: all, period }: Compared<'forecast_accuracy', ForecastCells>): readonly PeriodError[] => {
  const cells = cellsOfTotal(all);
  const { window } = forecastPairs(cells, context, { ...question, period });
  const owners = [...cells.owners].map(([key, own]) => ({ key, pairs: new Map(ownerPairs(own, window, context).map((pair) => [pair.index, pair] as const)) }));
  return window.filter(isUsed).map((pair): PeriodError => {
    const direction = Math.sign(pair.actual - pair.forecast);
    let rest = Math.abs(pair.actual - pair.forecast);
    const byOwner = new Map<string, number>();
    for (const { key, pairs } of owners) {
      const own = pairs.get(pair.index);
      if (own === undefined) continue;
      const error = direction * (own.actual - own.forecast);
      byOwner.set(key, error);
      rest -= error;
    }
    return { pair, byOwner, rest };
  });
};

/** Owners with the largest errors first; the others share a place. */
const placesOf = (sides: readonly (readonly PeriodError[])[]): { readonly names: readonly PartName[]; readonly placeOf: ReadonlyMap<string, number> } => {
  const size = new Map<string, number>();
  for (const { byOwner } of sides.flat()) for (const [key, error] of byOwner) size.set(key, (size.get(key) ?? 0) + Math.abs(error));
  const bySize = [...size].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
  const isCrowded = bySize.length > mostSegments;
  const named = (isCrowded ? bySize.slice(0, mostSegments - 1) : bySize).sort((a, b) => compareValues(valueOfKey(a), valueOfKey(b)));
  const names = named.map((key): PartName => ({ kind: 'owner', key: valueOfKey(key) }));
  return {
    names: isCrowded ? [...names, { kind: 'owner', key: null, isRest: true }] : names,
    placeOf: new Map(bySize.map((key) => [key, named.includes(key) ? named.indexOf(key) : named.length] as const)),
  };
};

const split = (head: Pick<Split, 'period' | 'earlier'>, owners: readonly PartName[]): Split => {
  const places = owners.length + 1;
  return {
    ...head, method: 'errors', figure: 'value', subject: null, by: 'owner_id', unit: 'ratio',
    names: [...owners, { kind: 'rest', key: 'unassigned' }, { kind: 'rest', key: 'floor' }],
    of: ({ first }) => {
      const base = 2 * places;
      const [a0, a1] = [first[base] as number, first[base + 1] as number];
      if (a0 === 0 || a1 === 0) return null;
      const parts = Array.from({ length: places }, (_, place) => (first[place] as number) / a0 - (first[places + place] as number) / a1);
      const raw = [0, places].map((from) => 1 - Array.from({ length: places }, (_, place) => first[from + place] as number).reduce((sum, error) => sum + error, 0) / (from === 0 ? a0 : a1));
      const [before, after] = raw.map((accuracy) => Math.max(0, accuracy)) as [number, number];
      // Below 0 an accuracy is told as 0: what that hides is a part of its own.
      return { before, after, parts: [...parts, after - before - ((raw[1] as number) - (raw[0] as number))] };
    },
  };
};

/**
 * A changed accuracy by whose errors make it: each owner's share of Σ|e| (his own error, in the direction in which the
 * period's total erred; one that balanced others' counts against it) over Σ|A|. What no owner's series holds is `unassigned`,
 * what the accuracy's floor of 0 hides `floor`. The bootstrap weighs periods, so it says much only with many of them. null
 * without owners' series.
 */
export const explainForecastAccuracy = ({ context, question, after, before }: ToExplain<'forecast_accuracy', ForecastCells>): Explanation | null => {
  if (before === null) return null;
  const sides = [before, after].map((side) => errorsOf(context, question, side));
  const { names, placeOf } = placesOf(sides);
  if (names.length === 0) return null;
  const places = names.length + 1;
  const weighed = new WeighedRows();
  sides.forEach((errors, at) => {
    for (const { pair, byOwner, rest } of errors) {
      const hash = fnv1a32(formatDay(pair.startDay));
      for (const [key, error] of byOwner) weighed.push(hash, at * places + (placeOf.get(key) as number), error);
      weighed.push(hash, at * places + places - 1, rest);
      weighed.push(hash, 2 * places + at, Math.abs(pair.actual));
    }
  });
  return explainByRows(weighed, 2 * places + 2, [split({ period: after.period, earlier: before.period }, names)]);
};
