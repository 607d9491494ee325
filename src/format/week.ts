import { dateFormat } from './intl-cache.js';

const dayMs = 86_400_000;
/** A Monday, at midnight in UTC. */
const someMonday = Date.UTC(2024, 0, 1);

/** Weekday 1 (Monday) to 7 (Sunday) in words: `Mon`, `Montag`. */
export const formatWeekday = (weekday: number, locale: string, form: 'short' | 'long'): string =>
  dateFormat(locale, { weekday: form, timeZone: 'UTC' }).format(new Date(someMonday + (weekday - 1) * dayMs));

/** The beginning of an hour of the day: `15:00`. */
export const formatHour = (hour: number, locale: string): string =>
  dateFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' }).format(new Date(someMonday + hour * 3_600_000)).replaceAll(' ', '\u00a0');
