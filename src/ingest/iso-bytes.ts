import { missingDay } from '../model/table.js';
import { dayFromCivil } from '../model/zone.js';

const firstYear = 1900;
const lastYear = 2199;
/** Day number on which month m (0 = January 1900) starts; the difference to the next one is its length. */
const monthStarts = Int32Array.from({ length: (lastYear - firstYear + 1) * 12 + 1 }, (_, m) =>
  dayFromCivil(firstYear + Math.floor(m / 12), (m % 12) + 1, 1));

/** Two digits at `at`, or a number below 0 or above 99 where a byte is no digit. */
const two = (bytes: Uint8Array, at: number): number => {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
};

/** Day number of a civil date of the years 1900–2199; missingDay for an impossible one. */
export const dayOfDate = (year: number, month: number, day: number): number => {
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1) return missingDay;
  const m = (year - firstYear) * 12 + month - 1;
  const start = monthStarts[m] as number;
  return day <= (monthStarts[m + 1] as number) - start ? start + day - 1 : missingDay;
};

/** Reads `YYYY-MM-DD` at `at`; missingDay when it is not one. */
export const isoDay = (bytes: Uint8Array, at: number): number => {
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return missingDay;
  const century = two(bytes, at);
  const year = two(bytes, at + 2);
  return century < 0 || year < 0 ? missingDay : dayOfDate(century * 100 + year, two(bytes, at + 5), two(bytes, at + 8));
};

/** Added to the result of {@link isoClock} when no offset was written. */
export const noOffset = 1e12;

/**
 * Reads `HH:MM[:SS[.fff…]][Z|±HH[[:]MM]]` from `at` to `end` as ms since the UTC midnight of the written date, offset taken off
 * (so it may be negative); without an offset, {@link noOffset} is added. NaN when it is not a time.
 */
export const isoClock = (bytes: Uint8Array, at: number, end: number): number => {
  const hour = two(bytes, at);
  const minute = two(bytes, at + 3);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || bytes[at + 2] !== 58) return Number.NaN;
  let time = (hour * 60 + minute) * 60_000;
  let i = at + 5;
  if (i < end && bytes[i] === 58) {
    const second = i + 3 <= end ? two(bytes, i + 1) : -1;
    if (second < 0 || second > 59) return Number.NaN;
    time += second * 1000;
    i += 3;
    if (i < end && bytes[i] === 46) {
      let weight = 100;
      const firstDigit = ++i;
      for (; i < end; i++) {
        const digit = (bytes[i] as number) - 48;
        if (digit < 0 || digit > 9) break;
        // Digits beyond milliseconds are cut, not rounded: an event never moves past its own second.
        if (weight >= 1) time += digit * weight;
        weight /= 10;
      }
      if (i === firstDigit || i - firstDigit > 9) return Number.NaN;
    }
  }
  if (i === end) return time + noOffset;
  const mark = bytes[i];
  if (mark === 90 && i + 1 === end) return time;
  if (mark !== 43 && mark !== 45) return Number.NaN;
  const offsetHour = i + 3 <= end ? two(bytes, i + 1) : -1;
  if (offsetHour < 0 || offsetHour > 15) return Number.NaN;
  let offsetMinute = 0;
  if (i + 3 < end) {
    const minuteAt = bytes[i + 3] === 58 ? i + 4 : i + 3;
    offsetMinute = minuteAt + 2 === end ? two(bytes, minuteAt) : -1;
    if (offsetMinute < 0 || offsetMinute > 59) return Number.NaN;
  }
  const offset = (offsetHour * 60 + offsetMinute) * 60_000;
  return mark === 43 ? time - offset : time + offset;
};

/** Reads `end - at` digits as an integer; −1 when a byte is none. */
export const digitsAt = (bytes: Uint8Array, at: number, end: number): number => {
  let value = 0;
  for (let i = at; i < end; i++) {
    const digit = (bytes[i] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
};
