import type { BusinessHours } from '../model/config.js';
import { dayFromCivil, dayMs, dayNumberOf, isCivilDate, isTimeZone, utcFromLocalMs } from '../model/zone.js';

/** Opening times along the time line, built per local day: an opening from 9 to 18 lasts nine hours by the clock on the wall. */
export interface OpeningTimes {
  readonly timeZone: string;
  /** Milliseconds of [fromMs, toMs) within opening times; 0 when it ends before it begins. */
  between(fromMs: number, toMs: number): number;
  isOpen(ms: number): boolean;
  /** Milliseconds that a local day is open. */
  ofDay(day: number): number;
}

const minuteMs = 60_000;
/** Days are looked up by the year: rows mostly come in the order of time. */
const yearDays = 366;

/** Stretches of one day in local ms since its midnight, ascending, apart from each other. */
type Stretches = readonly (readonly [from: number, to: number])[];

const refuse = (what: string, got: unknown): never => { throw new RangeError(`businessHours: ${what}, got ${String(JSON.stringify(got)).slice(0, 80)}`); };

/** `HH:MM` as ms since midnight; 24:00 is the end of the day. */
const clockMs = (text: unknown): number => {
  const found = typeof text === 'string' ? /^(\d\d):(\d\d)$/.exec(text) : null;
  const [hour, minute] = [Number(found?.[1] ?? 99), Number(found?.[2] ?? 99)];
  if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) refuse('times must be HH:MM from 00:00 to 24:00', text);
  return (hour * 60 + minute) * minuteMs;
};

/** Openings that touch or overlap become one: no minute counts twice. */
const joined = (stretches: Stretches): Stretches => {
  const out: (readonly [number, number])[] = [];
  for (const [from, to] of [...stretches].sort(([a], [b]) => a - b)) {
    const last = out[out.length - 1];
    if (last !== undefined && from <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], to)]; else out.push([from, to]);
  }
  return out;
};

/** Per weekday, 0 = Monday. */
const weekOf = (week: BusinessHours['week']): readonly Stretches[] => {
  if (!Array.isArray(week) || week.length === 0) refuse('week must list at least one opening', week);
  const days: (readonly [number, number])[][] = Array.from({ length: 7 }, () => []);
  for (const opening of week) {
    if (typeof opening !== 'object' || opening === null) refuse('week must list openings', opening);
    const { dow, from, to } = opening;
    if (!Number.isInteger(dow) || dow < 1 || dow > 7) refuse('dow must be 1 (Monday) to 7 (Sunday)', dow);
    if (clockMs(from) >= clockMs(to)) refuse('an opening must end after it begins, on the same day (split it at midnight)', opening);
    (days[dow - 1] as (readonly [number, number])[]).push([clockMs(from), clockMs(to)]);
  }
  return days.map(joined);
};

const holidaysOf = (holidays: BusinessHours['holidays']): ReadonlySet<number> => {
  if (!Array.isArray(holidays)) refuse('holidays must be a list of dates', holidays);
  return new Set(holidays.map((date) => {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
    const [year, month, day] = [Number(found?.[1]), Number(found?.[2]), Number(found?.[3])];
    return found !== null && isCivilDate(year, month, day) ? dayFromCivil(year, month, day) : refuse('holidays must be dates YYYY-MM-DD', date);
  }));
};

/** Weekday of a local day, 0 = Monday: 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/**
 * Opening times of a company. Throws RangeError for what cannot be meant: an unknown zone, no opening at all, a weekday
 * outside 1–7, a time that does not exist, an opening that ends before it begins, a date that is none.
 */
export const openingTimes = ({ tz, week, holidays }: BusinessHours): OpeningTimes => {
  if (typeof tz !== 'string' || !isTimeZone(tz)) refuse('tz must be a time zone', tz);
  const byWeekday = weekOf(week);
  const closed = holidaysOf(holidays);
  const stretchesOf = (day: number): Stretches =>
    (closed.has(day) ? [] : byWeekday[weekdayOf(day)] as Stretches).map(([from, to]) => [utcFromLocalMs(tz, day * dayMs + from), utcFromLocalMs(tz, day * dayMs + to)]);

  // Openings of the days asked for so far, [first, first + known.length), and what is open before each of them.
  let first = 0;
  let known: Stretches[] = [];
  let before = new Float64Array(0);
  const extend = (day: number): void => {
    const end = first + known.length;
    const from = known.length > 0 && day >= first ? first : day - yearDays;
    const to = known.length > 0 && day < end ? end : day + yearDays;
    known = Array.from({ length: to - from }, (_, i) => known[from + i - first] ?? stretchesOf(from + i));
    first = from;
    before = new Float64Array(known.length + 1);
    known.forEach((stretches, i) => { before[i + 1] = (before[i] as number) + stretches.reduce((sum, [opens, closes]) => sum + closes - opens, 0); });
  };
  const indexOf = (day: number): number => {
    if (day < first || day >= first + known.length) extend(day);
    return day - first;
  };
  const openingsOf = (day: number): Stretches => {
    const index = indexOf(day);
    return known[index] as Stretches;
  };
  /** What is open from the first known day up to an instant of day `index`. */
  const openUntil = (ms: number, index: number): number => {
    let open = before[index] as number;
    for (const [opens, closes] of known[index] as Stretches) {
      if (ms <= opens) break;
      open += Math.min(ms, closes) - opens;
    }
    return open;
  };

  return {
    timeZone: tz,
    between: (fromMs, toMs) => {
      if (!(toMs > fromMs)) return 0;
      const [fromDay, toDay] = [dayNumberOf(tz, fromMs), dayNumberOf(tz, toMs)];
      indexOf(fromDay);
      const end = indexOf(toDay);
      return openUntil(toMs, end) - openUntil(fromMs, fromDay - first);
    },
    isOpen: (ms) => openingsOf(dayNumberOf(tz, ms)).some(([opens, closes]) => ms >= opens && ms < closes),
    ofDay: (day) => openingsOf(day).reduce((sum, [opens, closes]) => sum + closes - opens, 0),
  };
};
