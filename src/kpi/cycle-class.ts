import { missingDay, type CategoryColumn } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { quantileOfHistogram } from '../stats/quantile-of-histogram.js';
import type { EntityRows, KpiContext } from './context.js';
import { dealCycles } from './deal-spans.js';
import { GrowingHistogram } from './growing-histogram.js';
import { isQuantileReliable } from './reliability.js';

/** Sales cycles in days, by the median of what is sold to a market segment. */
export const cycleClasses = ['0-7', '8-30', '31-90', '91+'] as const;

const lastDays = [7, 30, 90] as const;

/** Median cycle of won deals by segment, in classes; only where enough deals tell a median. */
const classOfSegment = (context: KpiContext): ReadonlyMap<string | null, number> => context.memo('cycle-class-of-segment', () => {
  const { rows, startDay, bin, unitMs } = dealCycles(context);
  const segment = rows.dimension('segment');
  const won = new Map<string | null, GrowingHistogram>();
  for (let row = rows.parts[1]; row < rows.parts[2]; row++) {
    if (startDay[row] === missingDay) continue;
    const name = segment === null ? null : (segment.dictionary[segment.codes[row] as number] ?? null);
    let own = won.get(name);
    if (own === undefined) won.set(name, own = new GrowingHistogram());
    own.add(bin[row] as number);
  }
  return new Map([...won].flatMap(([name, own]) => {
    const median = quantileOfHistogram(own.counts, 0.5);
    if (median === null || !isQuantileReliable(own.total(), 0.5)) return [];
    const days = (median * unitMs) / dayMs;
    const place = lastDays.findIndex((last) => days <= last);
    return [[name, 1 + (place === -1 ? lastDays.length : place)] as const];
  }));
});

/** The class of each row's segment; not set where its segment has won too few deals. null where rows or deals have no segments. */
export const cycleClass = (context: KpiContext, rows: EntityRows): CategoryColumn | null => {
  const segment = rows.dimension('segment');
  if (segment === null || !context.tables.has('deals')) return null;
  const classOf = classOfSegment(context);
  const codeOf = Uint8Array.from(segment.dictionary, (name) => classOf.get(name) ?? 0);
  return { kind: 'category', dictionary: [null, ...cycleClasses], codes: Uint8Array.from(segment.codes, (code) => codeOf[code] as number) };
};
