import { addMonths, monthsBetween } from './calendar-units.js';

/**
 * Age in contract periods of calendar months between two local days, month ends clamped.
 * A customer who is still there has completed `floor` periods; one who left was lost at renewal `ceil`
 * (at least the first: leaving within the first period is not renewing once).
 */
export const completedPeriods = (startDay: number, endDay: number, contractMonths: number): number =>
  Math.max(0, Math.floor(monthsBetween(startDay, endDay) / contractMonths));

export const lostAtPeriod = (startDay: number, endDay: number, contractMonths: number): number => {
  const whole = Math.max(0, monthsBetween(startDay, endDay));
  const begun = addMonths(startDay, whole) < endDay ? whole + 1 : whole;
  return Math.max(1, Math.ceil(begun / contractMonths));
};
