import { missingDay } from '../model/table.js';
import type { BuildSettings } from './column-builder.js';

export type DayOrder = 'DMY' | 'MDY';

/** What the slash dates of one column tell about their order: a first number over 12 is a day, a second one over 12 too. */
export class SlashEvidence {
  dayFirst = 0;
  monthFirst = 0;

  /** Both readings of a cell; missingDay where a reading is no day of the calendar. */
  see(dayFirst: number, monthFirst: number): void {
    if (monthFirst === missingDay && dayFirst !== missingDay) this.dayFirst += 1;
    else if (dayFirst === missingDay && monthFirst !== missingDay) this.monthFirst += 1;
  }

  get isContradictory(): boolean {
    return this.dayFirst > 0 && this.monthFirst > 0;
  }

  /** `given` counts only where the column itself says nothing. */
  decide(given: DayOrder | null): DayOrder | null {
    if (this.dayFirst === this.monthFirst) return this.dayFirst === 0 ? given : null;
    return this.dayFirst > this.monthFirst ? 'DMY' : 'MDY';
  }
}

/** The order that the host declared: by dateFormat, else by the habits of its locale. */
export const orderOfSettings = ({ dateFormat, locale }: BuildSettings): DayOrder | null => {
  if (dateFormat === 'DMY' || dateFormat === 'MDY') return dateFormat;
  if (locale === undefined) return null;
  try {
    const parts = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(0).map(({ type }) => type);
    if (parts.indexOf('year') < parts.indexOf('day')) return null;
    return parts.indexOf('day') < parts.indexOf('month') ? 'DMY' : 'MDY';
  } catch {
    return null;
  }
};
