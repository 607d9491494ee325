import { civilFromDay } from '../model/zone.js';

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** A day number as `YYYY-MM-DD`. */
export const dayText = (dayNumber: number): string => {
  const { year, month, day } = civilFromDay(dayNumber);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
};
