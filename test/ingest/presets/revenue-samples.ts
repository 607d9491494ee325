import { hubspotDeal, type Sample, records as reply, results, utc } from './samples.js';

const company = (id: string): Record<string, unknown> => ({ associations: { companies: { results: [{ id, type: 'deal_to_company' }] } } });
const forecast = (id: string, properties: Record<string, unknown>): Record<string, unknown> => ({ id, properties, archived: false });
const contract = (more: Record<string, unknown>): Record<string, unknown> => ({ attributes: { type: 'Contract' }, StatusCode: 'Activated', IsDeleted: false, ...more });
const item = (more: Record<string, unknown>): Record<string, unknown> =>
  ({ attributes: { type: 'ForecastingItem' }, OwnerId: '005000000000001AAA', Period: { attributes: { type: 'Period' }, StartDate: '2024-01-01', EndDate: '2024-03-31' }, ...more });

/** What customers pay again and again, and what sellers say will come. */
export const revenueSamples: readonly Sample[] = [
  {
    preset: 'hubspot', table: 'subscriptions', what: 'deals with recurring revenue', reply: results,
    records: [
      hubspotDeal('9101', { closedate: '2024-02-10T15:30:00.000Z', hs_is_closed_won: 'true', recurring_revenue_amount: '250', recurring_revenue_deal_type: 'NEW_BUSINESS', deal_currency_code: 'EUR' }, company('400')),
      hubspotDeal('9102', {
        closedate: '2023-01-05T09:00:00.000Z', hs_is_closed_won: 'true', recurring_revenue_amount: '99.50', recurring_revenue_inactive_date: '2024-03-30T22:15:00.000Z', recurring_revenue_inactive_reason: 'CHURNED', deal_currency_code: 'EUR',
      }, company('401')),
      hubspotDeal('9103', { closedate: '2024-06-30T12:00:00.000Z', hs_is_closed_won: 'false', recurring_revenue_amount: '500', deal_currency_code: 'EUR' }, company('402')),
      hubspotDeal('9104', { closedate: '2024-06-30T12:00:00.000Z', hs_is_closed_won: 'true', amount: '500', deal_currency_code: 'EUR' }, company('403')),
    ],
    rows: [
      { customer_id: '400', started_at: utc('2024-02-10T15:30:00'), mrr: 250, currency: 'EUR', updated_at: utc('2024-05-01T08:00:00'), archived: false },
      { customer_id: '401', started_at: utc('2023-01-05T09:00:00'), ended_at: utc('2024-03-30T22:15:00'), end_reason: 'CHURNED', mrr: 99.5, currency: 'EUR', updated_at: utc('2024-05-01T08:00:00'), archived: false },
    ],
    skipped: [[3, 'NOT_DONE'], [4, 'NOTHING_FOR_TABLE']],
  },
  {
    preset: 'hubspot', table: 'forecasts', what: 'submissions of the forecasts interface', reply: results,
    records: [
      forecast('1', { hs_amount: '40000', hubspot_owner_id: '77', hs_milestone: 'monthly', hs_forecast_start_date: '1704067200000', hs_forecast_end_date: '1706745599999', hs_createdate: '2024-01-03T10:00:00.000Z' }),
      forecast('2', { hs_amount: '90000', hubspot_owner_id: '78', hs_milestone: 'quarterly', hs_forecast_start_date: '2023-11-01', hs_forecast_end_date: '2024-01-31', hs_createdate: '2023-11-02T10:00:00.000Z' }),
      forecast('3', { hs_amount: '130000', hs_team_id: '5', hs_milestone: 'monthly', hs_forecast_start_date: '1704067200000', hs_createdate: '2024-01-03T10:00:00.000Z' }),
      forecast('4', { hs_amount: '1', hubspot_owner_id: '77', hs_year: '2024' }),
    ],
    rows: [
      { series: '77', amount: 40000, period_start: '2024-01-01', period_end: '2024-02-01', made_at: utc('2024-01-03T10:00:00'), archived: false },
      { series: '78', amount: 90000, period_start: '2023-11-01', period_end: '2024-02-01', made_at: utc('2023-11-02T10:00:00'), archived: false },
    ],
    skipped: [[3, 'SUBTOTAL'], [4, 'NOTHING_FOR_TABLE']],
  },
  {
    preset: 'salesforce', table: 'subscriptions', what: 'contracts of accounts', reply,
    records: [
      contract({ Id: '800000000000001AAA', AccountId: '001000000000001AAA', StartDate: '2024-01-01', EndDate: '2024-12-31', ContractTerm: 12, Status: 'Activated', MRR__c: 120.5 }),
      contract({ Id: '800000000000002AAA', AccountId: '001000000000002', StartDate: '2024-03-01', EndDate: null, ContractTerm: null, Status: 'Aktiviert', MRR__c: null }),
      contract({ Id: '800000000000003AAA', AccountId: '001000000000003AAA', StartDate: '2024-05-01', EndDate: '2025-04-30', ContractTerm: 12, StatusCode: 'Draft', Status: 'Entwurf', MRR__c: 80 }),
    ],
    rows: [
      { customer_id: '001000000000001AAA', started_at: '2024-01-01', ended_at: '2025-01-01', mrr: 120.5, deleted: false },
      { customer_id: '001000000000002AAA', started_at: '2024-03-01', deleted: false },
    ],
    skipped: [[3, 'NOT_DONE']],
  },
  {
    preset: 'salesforce', table: 'forecasts', what: 'forecasting items with their period', reply,
    records: [item({ OwnerOnlyAmount: 50000, ForecastAmount: 180000, ForecastCategoryName: 'Commit' }), item({ OwnerOnlyAmount: 30000, ForecastAmount: 90000, ForecastCategoryName: 'Closed' })],
    rows: [
      { series: '005000000000001AAA', amount: 50000, category: 'Commit', period_start: '2024-01-01', period_end: '2024-04-01' },
      { series: '005000000000001AAA', amount: 30000, category: 'actual', period_start: '2024-01-01', period_end: '2024-04-01' },
    ],
  },
];
