/**
 * Time zones and calendar days, the one place where wall clocks meet instants. Pure functions over numbers, with
 * caches; the only behaviour in this layer, because ingest and kpi both read local days and neither may import the other.
 * Days are numbered from 1970-01-01 in the proleptic Gregorian calendar.
 */
export const dayMs = 86_400_000;

/** Day number of a civil date; month 1–12. The date must exist, see {@link isCivilDate}. After Hinnant, "days_from_civil". */
export const dayFromCivil = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
};

export interface CivilDate { readonly year: number; readonly month: number; readonly day: number }

/** Civil date of a day number. After Hinnant, "civil_from_days". */
export const civilFromDay = (dayNumber: number): CivilDate => {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
};

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Whether a calendar has this day: 30 February is refused, not rolled over. */
export const isCivilDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] as number));

/** Days 1970 to 2105 lie in a flat table, others in the map; a day on which the offset changes is marked and split. */
const tableDays = 49_308;
const unknownOffset = 0x7fff_ffff;
const splitDay = 0x7fff_fffe;

interface Split { readonly atMs: number; readonly before: number; readonly after: number }
interface ZoneCache {
  readonly formatter: Intl.DateTimeFormat;
  readonly table: Int32Array;
  readonly others: Map<number, number>;
  readonly splits: Map<number, Split>;
}

const caches = new Map<string, ZoneCache | null>();

const cacheOf = (timeZone: string): ZoneCache | null => {
  const known = caches.get(timeZone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone, hourCycle: 'h23', era: 'short', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  // UTC needs no look-up at all and is the default.
  const cache = timeZone === 'UTC' ? null : {
    formatter, table: new Int32Array(tableDays).fill(unknownOffset), others: new Map<number, number>(), splits: new Map<number, Split>(),
  };
  caches.set(timeZone, cache);
  return cache;
};

const askOffsetMs = (formatter: Intl.DateTimeFormat, utcMs: number): number => {
  const secondsMs = Math.floor(utcMs / 1000) * 1000;
  const field = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  let isBeforeChrist = false;
  for (const part of formatter.formatToParts(secondsMs)) {
    if (part.type in field) field[part.type as keyof typeof field] = Number(part.value);
    else if (part.type === 'era') isBeforeChrist = part.value.startsWith('B');
  }
  const year = isBeforeChrist ? 1 - field.year : field.year;
  const local = dayFromCivil(year, field.month, field.day) * dayMs + ((field.hour * 60 + field.minute) * 60 + field.second) * 1000;
  return local - secondsMs;
};

const learnDay = (cache: ZoneCache, utcDay: number): number => {
  const startMs = utcDay * dayMs;
  const before = askOffsetMs(cache.formatter, startMs);
  const after = askOffsetMs(cache.formatter, startMs + dayMs);
  if (before === after) return before;
  let lo = startMs;
  let hi = startMs + dayMs;
  while (hi - lo > 1000) {
    const mid = lo + Math.floor((hi - lo) / 2000) * 1000;
    if (askOffsetMs(cache.formatter, mid) === before) lo = mid; else hi = mid;
  }
  cache.splits.set(utcDay, { atMs: hi, before, after });
  return splitDay;
};

/** Whether the runtime's zone database knows the name. */
export const isTimeZone = (timeZone: string): boolean => {
  try {
    cacheOf(timeZone);
    return true;
  } catch {
    return false;
  }
};

const offsetIn = (cache: ZoneCache, utcMs: number): number => {
  const utcDay = Math.floor(utcMs / dayMs);
  const inTable = utcDay >= 0 && utcDay < tableDays;
  let offset = inTable ? (cache.table[utcDay] as number) : (cache.others.get(utcDay) ?? unknownOffset);
  if (offset === unknownOffset) {
    offset = learnDay(cache, utcDay);
    if (inTable) cache.table[utcDay] = offset; else cache.others.set(utcDay, offset);
  }
  if (offset !== splitDay) return offset;
  const split = cache.splits.get(utcDay) as Split;
  return utcMs < split.atMs ? split.before : split.after;
};

/** Local time minus UTC in ms at an instant. Throws RangeError for an unknown zone or an instant outside ±8.64e15. */
export const zoneOffsetMs = (timeZone: string, utcMs: number): number => {
  const cache = cacheOf(timeZone);
  return cache === null ? 0 : offsetIn(cache, utcMs);
};

/** Local calendar days of one zone, for whoever asks about millions of instants: the zone is looked up once. */
export const dayCounter = (timeZone: string): ((utcMs: number) => number) => {
  const cache = cacheOf(timeZone);
  return cache === null ? (utcMs) => Math.floor(utcMs / dayMs) : (utcMs) => Math.floor((utcMs + offsetIn(cache, utcMs)) / dayMs);
};

/** Local calendar day of an instant. */
export const dayNumberOf = (timeZone: string, utcMs: number): number =>
  Math.floor((utcMs + zoneOffsetMs(timeZone, utcMs)) / dayMs);

/**
 * Instant of a wall-clock time given as ms since 1970-01-01T00:00 local. Twice on the clock: the first;
 * skipped by the clock: as far after the gap as it lay in it (Temporal's "compatible").
 */
export const utcFromLocalMs = (timeZone: string, localMs: number): number => {
  if (cacheOf(timeZone) === null) return localMs;
  const before = zoneOffsetMs(timeZone, localMs - dayMs);
  const after = zoneOffsetMs(timeZone, localMs + dayMs);
  if (before === after) return localMs - before;
  const early = localMs - before;
  if (zoneOffsetMs(timeZone, early) === before) return early;
  const late = localMs - after;
  return zoneOffsetMs(timeZone, late) === after ? late : early;
};

/** Whether the clock skips a wall-clock time or shows it twice; null = it shows it once. Arguments as of {@link utcFromLocalMs}. */
export const clockChangeAt = (timeZone: string, localMs: number): 'skipped' | 'repeated' | null => {
  if (cacheOf(timeZone) === null) return null;
  const before = zoneOffsetMs(timeZone, localMs - dayMs);
  const after = zoneOffsetMs(timeZone, localMs + dayMs);
  if (before === after) return null;
  const isEarly = zoneOffsetMs(timeZone, localMs - before) === before;
  const isLate = zoneOffsetMs(timeZone, localMs - after) === after;
  return isEarly === isLate ? (isEarly ? 'repeated' : 'skipped') : null;
};

/** First instant of a local day; where the clock skips midnight, the first instant after the gap. */
export const localMidnightMs = (timeZone: string, dayNumber: number): number => {
  const localMs = dayNumber * dayMs;
  const utcMs = utcFromLocalMs(timeZone, localMs);
  if (utcMs + zoneOffsetMs(timeZone, utcMs) === localMs) return utcMs;
  // The gap may have begun before midnight (23:30 → 00:30) or swallowed the day (Apia, 2011-12-30): the day starts where it ends.
  let lo = utcMs - dayMs;
  let hi = utcMs;
  while (hi - lo > 1) {
    const mid = Math.floor((lo + hi) / 2);
    if (mid + zoneOffsetMs(timeZone, mid) < localMs) lo = mid; else hi = mid;
  }
  return hi;
};
