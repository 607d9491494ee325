import type { PlainRow } from '../plain-row.js';
import { dayLater, monthsLater } from './calendar-days.js';
import type { Gathered, Numbered, SkipCode } from './preset.js';
import { firstText } from './record-fields.js';

/** A property under its name in the interface, and as exports label it. */
const property = (record: PlainRow, name: string, label: string): string | null => firstText(record, [name, `property_${name}`, label]);

/**
 * A deal as a subscription, by the properties of HubSpot's recurring revenue tracking: from the day it was won until its inactive date, at
 * its recurring amount, which is per month. Deals without them are none, deals not won are none yet.
 */
export const recurringRow = (record: PlainRow): readonly PlainRow[] | SkipCode => {
  const amount = property(record, 'recurring_revenue_amount', 'Recurring revenue amount');
  const end = property(record, 'recurring_revenue_inactive_date', 'Recurring revenue inactive date');
  const reason = property(record, 'recurring_revenue_inactive_reason', 'Recurring revenue inactive reason');
  if (amount === null && end === null && property(record, 'recurring_revenue_deal_type', 'Recurring revenue deal type') === null) return 'NOTHING_FOR_TABLE';
  const won = property(record, 'hs_is_closed_won', 'Is Closed Won');
  if (won === null ? !/^closed ?won$/i.test(property(record, 'dealstage', 'Deal Stage') ?? '') : won.toLowerCase() !== 'true') return 'NOT_DONE';
  return [{ ...record, recurring_monthly: amount, recurring_end: end, recurring_reason: reason }];
};

const monthsOf: Readonly<Record<string, number>> = { monthly: 1, quarterly: 3, yearly: 12, annual: 12 };

/** The first day behind a forecast: by its kind of period, since an end date alone does not say whether it is in it. */
const endOf = (record: PlainRow, start: string): string | null => {
  const months = monthsOf[firstText(record, ['hs_milestone'])?.toLowerCase() ?? ''];
  if (months !== undefined) return monthsLater(start, months);
  const end = firstText(record, ['hs_forecast_end_date']);
  return end === null ? null : dayLater(end, 1);
};

/**
 * Submissions of the forecasts API, each a snapshot of the day it was made. Where owners submit, those of a team hold the same amounts
 * once more and are left out as sums; where only teams do, the team is the series.
 */
export const gatherForecasts = (records: readonly Numbered[]): Gathered => {
  const ownerOf = (record: PlainRow): string | null => firstText(record, ['hubspot_owner_id']);
  const hasOwners = records.some(({ row }) => ownerOf(row) !== null && firstText(row, ['hs_forecast_start_date']) !== null);
  const rows: Numbered[] = [];
  const skipped: (Numbered & { code: SkipCode })[] = [];
  for (const { row, number } of records) {
    const start = firstText(row, ['hs_forecast_start_date']);
    const owner = ownerOf(row);
    // Rows that are forecasts of ours already.
    if (start === null && firstText(row, ['period_start']) !== null) rows.push({ row, number });
    else if (start === null) skipped.push({ row, number, code: 'NOTHING_FOR_TABLE' });
    else if (hasOwners && owner === null) skipped.push({ row, number, code: 'SUBTOTAL' });
    else {
      const series = owner ?? firstText(row, ['hs_team_id']) ?? 'all';
      rows.push({ row: { ...row, forecast_series: series, forecast_start: dayLater(start, 0), forecast_end: endOf(row, start) }, number });
    }
  }
  return { rows, skipped };
};
