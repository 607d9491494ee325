import { civilFromDay, dayFromCivil, isCivilDate } from '../../model/zone.js';
import { dayText } from '../day-text.js';

const isoStart = /^(\d{4})-(\d{2})-(\d{2})/;
const dayMs = 86_400_000;

/** Number of the day that a text starts with, or of a moment in milliseconds by UTC; null = neither. */
const dayOf = (text: string): number | null => {
  const parts = isoStart.exec(text)?.slice(1).map(Number) as [number, number, number] | undefined;
  if (parts !== undefined) return isCivilDate(...parts) ? dayFromCivil(...parts) : null;
  return /^\d{12,14}$/.test(text) ? Math.floor(Number(text) / dayMs) : null;
};

/** The day as `2024-01-31`, so many days later; what is no day stays what it is. */
export const dayLater = (text: string, days: number): string => {
  const day = dayOf(text);
  return day === null ? text : dayText(day + days);
};

/** The first day that is so many months after the given one, which is the first of a period; null = no day. */
export const monthsLater = (text: string, months: number): string | null => {
  const day = dayOf(text);
  if (day === null) return null;
  const { year, month, day: dayOfMonth } = civilFromDay(day);
  const index = month - 1 + months;
  return dayText(dayFromCivil(year + Math.floor(index / 12), (index % 12) + 1, dayOfMonth));
};
