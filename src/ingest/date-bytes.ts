import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import { form } from './instant-cells.js';
import { dayOfDate } from './iso-bytes.js';
import { packDate } from './packed-date.js';

/** The date read last: cells come by the million, and an object for each would cost more than reading it. */
export const scanned = { kind: form.none as number, days: 0, ms: 0 };

const digitAt = (bytes: Uint8Array, at: number, end: number): number => {
  const digit = at < end ? (bytes[at] as number) - 48 : -1;
  return digit >= 0 && digit <= 9 ? digit : -1;
};

/** Time of day in ms of `H:MM[:SS[.f…]][ AM]` up to `end`; −1 = it is another form or none. */
const timeOf = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start;
  let hour = digitAt(bytes, at++, end);
  const second = digitAt(bytes, at, end);
  if (second >= 0) {
    hour = hour * 10 + second;
    at += 1;
  }
  if (hour < 0 || bytes[at] !== 58) return -1;
  let ms = 0;
  let parts = 0;
  for (; parts < 2 && at < end && bytes[at] === 58; parts++, at += 3) {
    const tens = digitAt(bytes, at + 1, end);
    const ones = digitAt(bytes, at + 2, end);
    if (tens < 0 || tens > 5 || ones < 0) return -1;
    ms += (tens * 10 + ones) * (parts === 0 ? 60_000 : 1000);
  }
  if (parts === 2 && at < end && bytes[at] === 46) {
    const firstDigit = at + 1;
    let weight = 100;
    for (at += 1; digitAt(bytes, at, end) >= 0; at++, weight /= 10) if (weight >= 1) ms += digitAt(bytes, at, end) * weight;
    if (at === firstDigit || at - firstDigit > 9) return -1;
  }
  if (at < end) {
    if (bytes[at] === 32) at += 1;
    const half = (bytes[at] as number) | 32;
    if (at + 2 !== end || (half !== 97 && half !== 112) || ((bytes[at + 1] as number) | 32) !== 109 || hour < 1 || hour > 12) return -1;
    hour = (hour % 12) + (half === 112 ? 12 : 0);
  }
  return hour > 23 ? -1 : hour * 3_600_000 + ms;
};

/**
 * Reads `31.12.2024`, `12/31/2024`, `2024/12/31` and the like with one or two digits a part, with or without a time of day, into
 * {@link scanned}: days of dotted and slash dates packed (packed-date.ts), with a time as packed days and milliseconds in one number.
 * false = another form: `readDate` tells. What both read, they read alike.
 */
export const scanDate = (bytes: Uint8Array, start: number, end: number): boolean => {
  let at = start;
  let part = 0;
  let value = 0;
  let digits = 0;
  let mark = 0;
  let a = 0;
  let b = 0;
  let digitsOfA = 0;
  let digitsOfB = 0;
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte >= 48 && byte <= 57) {
      value = value * 10 + byte - 48;
      if (++digits > 4) return false;
      continue;
    }
    if (part === 2) break;
    if (digits === 0 || (byte !== 46 && byte !== 47 && byte !== 45) || (part === 1 && byte !== mark)) return false;
    if (part === 0) {
      mark = byte;
      a = value;
      digitsOfA = digits;
      // Between day, month and year, hyphens may also stand for the year first in two digits: that takes a closer look.
      if (digits === 3 || (digits < 3 && byte === 45)) return false;
    } else {
      if (digits > 2) return false;
      b = value;
      digitsOfB = digits;
    }
    part += 1;
    value = digits = 0;
  }
  const isYearFirst = digitsOfA === 4;
  if (part !== 2 || (isYearFirst ? digits < 1 || digits > 2 : digits !== 4 || value < 1900 || value > 2199)) return false;
  const day = isYearFirst ? dayOfDate(a, b, value) : packDate(a, b, value, digitsOfA, digitsOfB);
  if (day === missingDay) return false;
  scanned.days = day;
  if (at === end) {
    scanned.kind = isYearFirst ? form.isoDate : mark === 46 ? form.dmyDot : form.slash;
    return true;
  }
  const clockAt = at;
  while (at < end && (bytes[at] === 32 || bytes[at] === 44 || (at === clockAt && (bytes[at] === 84 || bytes[at] === 116)))) at += 1;
  const time = at === clockAt ? -1 : timeOf(bytes, at, end);
  if (time < 0) return false;
  scanned.ms = day * dayMs + time;
  scanned.kind = isYearFirst ? form.isoLocal : mark === 46 ? form.dotLocal : form.slashLocal;
  return true;
};
