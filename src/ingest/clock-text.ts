export interface Clock {
  /** Local time of day. */
  readonly timeMs: number;
  /** Offset from UTC; null = none written. */
  readonly offsetMs: number | null;
}

/** Behind an offset a name of the zone may stand, which tells nothing more: `+01:00[Europe/Berlin]`, `GMT+0100 (CET)`. */
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(?:Uhr)?([AaPp])?(?:\.?[Mm]\.?)?\s?(?:(Z|z|UTC|GMT|(?:UTC|GMT)?[+\-\u2212]\d{2}(?::?\d{2})?)(?:\s?\([^()]{1,50}\)|\[[\w/+-]{1,50}\])?)?$/;
const offset = /([+\-\u2212])(\d{2}):?(\d{2})?$/;

/** Reads `14:30`, `2:30:05.25 PM`, `12:30+02:00`; null = no time. Names of zones alone (`CET`) are none: several zones share them. */
export const readClock = (text: string): Clock | null => {
  const found = clock.exec(text.trim());
  if (found === null) return null;
  const [, hourText, minuteText, secondText = '0', fraction = '', half, zone] = found;
  let hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  }
  if (hour > 23 || minute > 59 || second > 59) return null;
  const timeMs = ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (zone === undefined) return { timeMs, offsetMs: null };
  const digits = offset.exec(zone);
  if (digits === null) return { timeMs, offsetMs: 0 };
  const offsetHours = Number(digits[2]);
  const offsetMinutes = Number(digits[3] ?? '0');
  if (offsetHours > 15 || offsetMinutes > 59) return null;
  return { timeMs, offsetMs: (digits[1] === '+' ? 1 : -1) * (offsetHours * 60 + offsetMinutes) * 60_000 };
};
