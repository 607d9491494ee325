import { missingDay } from '../model/table.js';
import type { BuildSettings, CellFindings } from './column-builder.js';
import type { DayOrder } from './date-format.js';
import { dayText } from './day-text.js';

/** The readings of one cell; missingDay where a reading is no day of the calendar or the form does not allow it. */
export interface SlashDate { readonly DMY: number; readonly MDY: number; readonly YMD: number }

const orders: readonly DayOrder[] = ['DMY', 'MDY', 'YMD'];

/** What the slash dates of one column tell about their order: a first number over 12 is a day, a second one over 12 too. */
export class SlashEvidence {
  /** Cells that can be read in this order only. */
  readonly votes = { DMY: 0, MDY: 0, YMD: 0 };

  see(date: SlashDate): void {
    const [only, other] = orders.filter((order) => date[order] !== missingDay);
    if (only !== undefined && other === undefined) this.votes[only] += 1;
  }

  get isContradictory(): boolean {
    return orders.filter((order) => this.votes[order] > 0).length > 1;
  }

  /** `given` counts only where the column itself says nothing. */
  decide(given: DayOrder | null): DayOrder | null {
    const [first, second] = [...orders].sort((a, b) => this.votes[b] - this.votes[a]) as [DayOrder, DayOrder];
    if (this.votes[first] === 0) return given;
    return this.votes[first] > this.votes[second] ? first : null;
  }
}

/** The order that the host declared: by dateFormat, else by the habits of its locale. */
export const orderOfSettings = ({ dateFormat, locale }: BuildSettings): DayOrder | null => {
  if (dateFormat === 'DMY' || dateFormat === 'MDY' || dateFormat === 'YMD') return dateFormat;
  if (locale === undefined) return null;
  try {
    const parts = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(0).map(({ type }) => type);
    if (parts.indexOf('year') < parts.indexOf('day')) return 'YMD';
    return parts.indexOf('day') < parts.indexOf('month') ? 'DMY' : 'MDY';
  } catch {
    return null;
  }
};

export type PickDay = (row: number, date: SlashDate, text: () => string) => number;

/** Chooses between the readings of a slash date, or reports why it cannot. */
export const dayPicker = (order: DayOrder | null, isSure: boolean, findings: CellFindings): PickDay => (row, date, text) => {
  const possible = orders.filter((one) => date[one] !== missingDay);
  const [first] = possible;
  const rival = first === undefined ? undefined : possible.find((one) => date[one] !== date[first]);
  // Few forms can have the year in front: where this one cannot, the question is as open as before.
  const chosen = order === 'YMD' && date.YMD === missingDay ? null : order;
  if (first !== undefined && rival !== undefined && (!isSure || chosen === null)) {
    findings.add('AMBIGUOUS_DATE', row, text(), { a: dayText(date[first]), b: dayText(date[rival]), option: 'dateFormat', forA: first, forB: rival });
    return missingDay;
  }
  const day = chosen === null ? (first === undefined ? missingDay : date[first]) : date[chosen];
  if (day === missingDay) findings.add('DATE', row, text());
  return day;
};
