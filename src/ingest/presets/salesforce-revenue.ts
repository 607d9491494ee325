import type { PlainRow } from '../plain-row.js';
import { dayLater } from './calendar-days.js';
import type { SkipCode } from './preset.js';
import { firstText } from './record-fields.js';

/**
 * A contract as a subscription of its account. Its end date is the last day of service, so the next one is the first without. Drafts and
 * contracts that wait for approval are none yet. Whether a contract is renewed, only the next one tells.
 */
export const contractRow = (record: PlainRow): readonly PlainRow[] | SkipCode => {
  const status = firstText(record, ['StatusCode', 'status_code', 'Status', 'status']);
  if (/^(?:draft|in ?approval(?: ?process)?)$/i.test(status ?? '')) return 'NOT_DONE';
  const end = firstText(record, ['EndDate', 'end_date']);
  return [{ ...record, contract_end: end === null ? null : dayLater(end, 1) }];
};

/**
 * An amount of one owner, period and category. The period's end date is its last day. Closed business is what happened, not a forecast.
 * Items of managers hold those of their people, too: the owner's own amount goes before the rolled-up one.
 */
export const forecastingRow = (record: PlainRow): readonly PlainRow[] => {
  const end = firstText(record, ['Period.EndDate', 'period_end_date']);
  const category = firstText(record, ['ForecastCategoryName', 'forecast_category_name', 'ForecastingItemCategory', 'forecasting_item_category']);
  return [{
    ...record, ...(end === null ? {} : { forecast_end: dayLater(end, 1) }), ...(category === null ? {} : { forecast_category: /^closed(?:only)?$/i.test(category) ? 'actual' : category }),
  }];
};
