import type { EngineConfig } from '../model/config.js';
import type { PeriodInput } from '../model/query.js';
import type { Period } from '../model/period.js';
import { dayCounter, localMidnightMs } from '../model/zone.js';
import { civilSteps, formatDay, type CalendarUnit, type UnitSteps } from './calendar-units.js';
import { fiscalWeekSteps } from './fiscal-weeks.js';
import { parsePeriod } from './period-name.js';

/** Where "now" lies and where the data begins; all periods are read against it. */
export interface CutOff {
  readonly asOfMs: number;
  /** First local day with an event; where the period `all` begins. */
  readonly firstDay: number;
}

/** Days and periods of the report zone. Every period begins and ends at a local midnight, so day numbers decide membership. */
export interface Calendar extends UnitSteps {
  readonly timeZone: string;
  dayOf(ms: number): number;
  midnightOf(day: number): number;
  /** Half-open period of local days. */
  between(startDay: number, endDay: number, asOfMs: number, name?: string): Period;
  /** From a local midnight up to asOf; complete even when asOf lies within a day, since nothing later is known. */
  upTo(asOfMs: number, startDay: number, name?: string): Period;
  /** Local days of a period, half-open. */
  daysOf(period: Period): { readonly startDay: number; readonly endDay: number };
  /** Named or dated period (conventions, rule 2). Throws RangeError for an unknown name or a date that does not exist. */
  resolve(input: PeriodInput, cutOff: CutOff): Period;
  /** The earlier period that is compared with: an open one up to as many days as have passed. null: nothing before it. */
  earlier(period: Period, how: 'previous' | 'year', cutOff: CutOff): Period | null;
  /** The last complete units before asOf, oldest first. */
  lastUnits(unit: CalendarUnit, count: number, asOfMs: number): readonly Period[];
  /** The period cut at month starts (or other units), oldest first; first and last piece may be shorter. */
  split(period: Period, unit: CalendarUnit, asOfMs: number): readonly Period[];
  /** The calendar unit of the period's own length that contains a day; a period of odd length gives its month. */
  unitAround(period: Period, day: number, asOfMs: number): Period;
}

/** How far a period is moved back to meet its predecessor. */
const strideOf = ({ startOf, monthIndexOf }: UnitSteps, name: string | null, startDay: number, endDay: number): { unit: CalendarUnit; count: number } | null => {
  if (name === 'all') return null;
  if (name === 'year_to_date') return { unit: 'year', count: 1 };
  const spec = name === null ? null : parsePeriod(name as PeriodInput);
  if (spec !== null && (spec.kind === 'last' || spec.kind === 'this')) return { unit: spec.unit, count: spec.count };
  const isFirstOfMonth = (day: number): boolean => startOf('month', day) === day;
  if (isFirstOfMonth(startDay) && isFirstOfMonth(endDay)) return { unit: 'month', count: monthIndexOf(endDay) - monthIndexOf(startDay) };
  return { unit: 'day', count: endDay - startDay };
};

/** Calendar of a report: its zone (default UTC), fiscal year (of months, or of whole weeks) and week start. Throws RangeError for an unknown zone. */
export const createCalendar = (config: EngineConfig): Calendar => {
  const timeZone = config.timeZone ?? 'UTC';
  const fiscalYearStart = config.fiscalYearStart ?? 1;
  const weekStart = config.weekStart ?? 1;
  const dayOf = dayCounter(timeZone);
  const midnightOf = (day: number): number => localMidnightMs(timeZone, day);
  const steps = config.fiscalWeeks === undefined ? civilSteps(fiscalYearStart, weekStart) : fiscalWeekSteps(config.fiscalWeeks, fiscalYearStart, weekStart);
  const { startOf, add } = steps;

  const between = (startDay: number, endDay: number, asOfMs: number, name?: string): Period => {
    const endMs = midnightOf(endDay);
    return { start: formatDay(startDay), end: formatDay(endDay), startMs: midnightOf(startDay), endMs, partial: endMs > asOfMs, name: name ?? null };
  };

  const upTo = (asOfMs: number, startDay: number, name?: string): Period =>
    ({ ...between(startDay, dayOf(asOfMs - 1) + 1, asOfMs, name), endMs: asOfMs, partial: false });

  const daysOf = (period: Period): { startDay: number; endDay: number } => ({ startDay: dayOf(period.startMs), endDay: dayOf(period.endMs - 1) + 1 });

  const resolve = (input: PeriodInput, { asOfMs, firstDay }: CutOff): Period => {
    const spec = parsePeriod(input);
    const name = typeof input === 'string' ? input : undefined;
    const lastDay = dayOf(asOfMs - 1);
    switch (spec.kind) {
      case 'days': return between(spec.startDay, spec.endDay, asOfMs);
      case 'all': return upTo(asOfMs, Math.min(firstDay, lastDay), name);
      case 'to-date': return upTo(asOfMs, startOf('year', lastDay), name);
      case 'this': {
        const start = startOf(spec.unit, lastDay);
        return between(start, add(spec.unit, start, 1), asOfMs, name);
      }
      case 'last': {
        const end = startOf(spec.unit, dayOf(asOfMs));
        return between(add(spec.unit, end, -spec.count), end, asOfMs, name);
      }
    }
  };

  const earlier = (period: Period, how: 'previous' | 'year', { asOfMs }: CutOff): Period | null => {
    const { startDay, endDay } = daysOf(period);
    const stride = strideOf(steps, period.name, startDay, endDay);
    if (stride === null) return null;
    // A year back keeps weekdays for weeks and days of the month for everything else.
    const back = (day: number): number =>
      how === 'previous' ? add(stride.unit, day, -stride.count) : stride.unit === 'week' ? day - 364 : add('year', day, -1);
    const start = back(startDay);
    const isOpen = period.partial || period.name === 'year_to_date';
    const elapsed = Math.min(endDay, dayOf(asOfMs - 1) + 1) - startDay;
    if (elapsed <= 0) return null;
    const end = !isOpen ? back(endDay) : period.name === 'year_to_date' ? start + elapsed : Math.min(start + elapsed, back(endDay));
    return end > start ? between(start, end, asOfMs) : null;
  };

  const lastUnits = (unit: CalendarUnit, count: number, asOfMs: number): readonly Period[] => {
    const end = startOf(unit, dayOf(asOfMs));
    return Array.from({ length: count }, (_, i) => between(add(unit, end, i - count), add(unit, end, i - count + 1), asOfMs));
  };

  const split = (period: Period, unit: CalendarUnit, asOfMs: number): readonly Period[] => {
    const { startDay, endDay } = daysOf(period);
    const pieces: Period[] = [];
    for (let day = startDay; day < endDay;) {
      const next = Math.min(endDay, add(unit, startOf(unit, day), 1));
      pieces.push(between(day, next, asOfMs));
      day = next;
    }
    return pieces;
  };

  const unitAround = (period: Period, day: number, asOfMs: number): Period => {
    const { startDay, endDay } = daysOf(period);
    const fits = (['week', 'quarter', 'year'] as const).find((unit) => startOf(unit, startDay) === startDay && add(unit, startDay, 1) === endDay);
    const unit = fits ?? 'month';
    const start = startOf(unit, day);
    return between(start, add(unit, start, 1), asOfMs);
  };

  return { timeZone, dayOf, midnightOf, ...steps, between, upTo, daysOf, resolve, earlier, lastUnits, split, unitAround };
};
