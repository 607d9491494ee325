import { missingDay } from '../model/table.js';

/** How long a customer has been there, in local days; a day on the edge belongs to the band that it ends. */
export const tenureBands = ['0-90', '91-365', '366+'] as const;

/** Last day of a band; the last band has none. */
export const bandEnds = [90, 365] as const;

/** Leaving up to this day is leaving early. */
export const earlyDays = bandEnds[0];

/** Index of the band that follows the named ones: begun at an unknown time. */
export const unknownBand = tenureBands.length;

/** Band of a tenure between two local days; missingDay as the start = unknown. */
export const bandOf = (startDay: number, day: number): number => {
  if (startDay === missingDay) return unknownBand;
  const days = day - startDay;
  return days <= bandEnds[0] ? 0 : days <= bandEnds[1] ? 1 : 2;
};
