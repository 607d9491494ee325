import { relativeFormat } from './intl-cache.js';

const minuteMs = 60_000;
const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', minuteMs]] as const;

/** How long ago something was, in the largest unit that it fills: `12 min. ago`, under a minute `now`. Ages below 0 are those of a clock set back: `now`. */
export const formatAge = (ageMs: number, locale: string): string => {
  const [unit, unitMs] = units.find(([, ms]) => ageMs >= ms) ?? (['second', Infinity] as const);
  return relativeFormat(locale).format(-Math.floor(Math.max(0, ageMs) / unitMs), unit);
};

/** When an age of now will read differently, in milliseconds from now. */
export const nextAgeMs = (ageMs: number): number => {
  const unitMs = units.find(([, ms]) => ageMs >= ms)?.[1] ?? minuteMs;
  return unitMs - (Math.max(0, ageMs) % unitMs);
};
