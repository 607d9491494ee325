import { dayMs, zoneOffsetMs } from '../model/zone.js';
import { openingTimes, weekdayOf, type OpeningTimes } from './business-hours.js';
import type { KpiContext } from './context.js';
import type { LeadRows } from './lead-layout.js';

const hourMs = 3_600_000;

/** Hours of a week, from Monday 0:00. */
export const weekHours = 168;

/** Opening times of the report; null = not told. */
export const openings = (context: KpiContext): OpeningTimes | null =>
  context.memo('openings', () => (context.config.businessHours === undefined ? null : openingTimes(context.config.businessHours)));

/** When leads come in, per row of the leads: in the zone of the opening times, where those are not told in the report's. */
export interface LeadHours {
  /** Hour of the week, 0 = Monday 0:00–1:00 … 167. */
  readonly hour: Uint8Array;
  /** 1 = within opening times; null = those are not told. */
  readonly isOpen: Uint8Array | null;
  /** Local day. */
  readonly day: Int32Array;
}

/** Built once per dataset. Of leads whose receipt is a day only the hour says nothing: it is that of the midnight. */
export const leadHours = (context: KpiContext, { length, receivedMs }: LeadRows): LeadHours => context.memo('lead-hours', () => {
  const times = openings(context);
  const timeZone = times?.timeZone ?? context.calendar.timeZone;
  const hour = new Uint8Array(length);
  const isOpen = times === null ? null : new Uint8Array(length);
  const day = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const at = receivedMs[row] as number;
    const localMs = at + zoneOffsetMs(timeZone, at);
    const localDay = Math.floor(localMs / dayMs);
    day[row] = localDay;
    hour[row] = weekdayOf(localDay) * 24 + Math.floor((localMs - localDay * dayMs) / hourMs);
    if (times !== null && isOpen !== null && times.isOpen(at)) isOpen[row] = 1;
  }
  return { hour, isOpen, day };
});
