import { makeCompany } from '../../demo/company/company.js';
import type { Row, Rows } from '../fixtures/tables.js';

/** First instant that is not known any more. */
export const asOf = '2025-07-01';

const keep = 12;
const text = (row: Row, column: string): string => String(row[column] ?? '');
/** Money of the whole company is cut as its deals are. */
const share = (rows: readonly Row[]): readonly Row[] => rows.map((row) => ({ ...row, amount: Math.round(Number(row['amount']) / keep) }));
const setOf = (rows: readonly Row[], column: string): ReadonlySet<string> => new Set(rows.map((row) => text(row, column)));

/** One defect after the other, each on a row of its own; `{}` is one that was found well. */
const spoilt = (rows: readonly Row[], every: number, defects: readonly Row[]): readonly Row[] =>
  rows.map((row, i) => (i % every === 3 ? { ...row, ...defects[Math.floor(i / every) % defects.length] } : row));

/**
 * Every twelfth deal of an invented company with all that belongs to it, over three years, and what exports do to such rows:
 * dates that are missing, in the wrong order or to come, amounts and names that are missing, rows deleted, archived or made for a
 * test, rows twice. The same at every run.
 */
export const makeRecordedCompany = (): Rows => {
  const all = makeCompany(5) as unknown as Readonly<Record<string, readonly Row[]>>;
  const of = (table: string): readonly Row[] => all[table] ?? [];
  const deals = of('deals').filter((_, i) => i % keep === 0);
  const leadIds = setOf(deals, 'lead_id');
  const leads = of('leads').filter((row, i) => leadIds.has(text(row, 'id')) || i % (2 * keep) === 0);
  const [dealIds, keptLeads, accounts] = [setOf(deals, 'id'), setOf(leads, 'id'), setOf(deals, 'account_id')];
  const ofDeals = (table: string): readonly Row[] => of(table).filter((row) => dealIds.has(text(row, 'deal_id')));
  const ofCustomers = (table: string, column: string): readonly Row[] => of(table).filter((row) => accounts.has(text(row, column)));
  return {
    deals: spoilt(deals, 9, [
      { amount: null }, { owner_id: null }, { closed_at: null }, { created_at: null }, { amount: -500 }, { closed_at: '2021-05-04T10:00:00Z' }, { source: null },
      { closed_at: '2025-09-01T10:00:00Z' }, { created_at: '2025-08-01T10:00:00Z' }, { deleted: true }, { test: true }, { archived: true }, { status: null }, { probability: null },
      { expected_close_at: '2025-01-15' }, { amount: 0 }, { segment: null }, { first_contact_at: null }, { lead_id: null }, { margin: null }, { product_id: null }, { account_id: null },
    ]),
    leads: spoilt(leads, 8, [
      { received_at: null }, { owner_id: null }, { qualified_at: null }, { first_response_at: '2022-01-01T00:00:00Z' }, { received_at: '2025-08-02T00:00:00Z' },
      { email: 'info@twice.example' }, { source: null }, { disqualified_at: '2025-03-03T00:00:00Z', disq_reason: 'Budget' }, { deleted: true }, { handed_over_at: null },
      { qualified_at: '2022-01-01T00:00:00Z' }, { score: null }, { assigned_at: null }, { test: true }, { opp_id: 'nowhere' },
    ]),
    activities: spoilt(of('activities').filter((row) => keptLeads.has(text(row, 'lead_id')) || dealIds.has(text(row, 'deal_id'))), 14, [
      { actor: null }, { direction: null }, { kind: 'carrier pigeon' }, { occurred_at: null }, { automated: true }, { lead_id: 'nobody' }, { outcome: 'canceled' },
      { occurred_at: '2025-08-03T00:00:00Z' }, { deleted: true }, { channel: null }, { direction: 'in' }, { outcome: 'connected' },
    ]),
    stage_history: spoilt(ofDeals('stage_history'), 15, [
      { left_at: '2021-01-01T00:00:00Z' }, { stage: null }, { entered_at: null }, { owner_id: 'u02' }, { amount: null }, { deal_id: 'nowhere' }, { deleted: true }, { order: null },
    ]),
    deal_lines: spoilt(ofDeals('deal_lines'), 10, [{ product_id: null }, { margin: null }, { total: null }, { qty: null }, { total: -20 }, { deal_id: 'nowhere' }, { product_id: 'p9' }]),
    customers: spoilt(ofCustomers('customers', 'id'), 7, [{ first_won_at: null }, { acquired_channel: null }, { sold_by: null }, { first_won_at: '2025-09-01T00:00:00Z' }, { segment: null }, { deleted: true }]),
    subscriptions: spoilt(ofCustomers('subscriptions', 'customer_id'), 8, [
      { started_at: null }, { ended_at: '2021-01-01' }, { mrr: null }, { mrr: 0 }, { end_reason: 'bankrupt', ended_at: '2025-02-10' }, { started_at: '2025-08-01' }, { customer_id: null },
      { ended_at: '2025-09-30' }, { deleted: true },
    ]),
    revenue: spoilt(ofCustomers('revenue', 'customer_id'), 20, [{ amount: null }, { margin: null }, { occurred_at: null }, { amount: -30 }, { occurred_at: '2025-08-01' }, { customer_id: null }]),
    spend: spoilt(share(of('spend')), 12, [
      { channel: null }, { amount: null }, { period_end: null }, { period_start: null }, { kind: null }, { organic: true }, { amount: -100 }, { period_end: '2025-08-15' }, { period_end: '2020-01-01' },
    ]),
    forecasts: spoilt(share(of('forecasts')).filter((row) => text(row, 'category') !== 'best case'), 11, [
      { made_at: null }, { amount: null }, { series: null }, { period_end: null }, { made_at: '2025-07-20T00:00:00Z' }, { amount: 0 }, { deleted: true },
    ]),
    targets: of('targets'),
    milestones: [
      ...of('milestones'),
      ...(['close_ratio', 'cac', 'clv', 'churn', 'lead_to_opp', 'lead_response', 'touches_to_meeting', 'forecast_accuracy', 'product_performance'] as const).map((kpi, i): Row => (
        { id: `n${i}`, kpi, start_at: '2025-01-01', start_value: [0.2, 900, 4000, 0.02, 0.3, 60, 9, 0.7, 90][i], due_at: i % 3 === 0 ? '2025-06-30' : '2025-12-31', target: [0.3, 700, 6000, 0.01, 0.4, 15, 6, 0.9, 110][i] })),
    ],
    products: of('products'), owners: of('owners').slice(1), accounts: of('accounts').filter((row) => accounts.has(text(row, 'id'))).map(({ id, segment }): Row => ({ id, segment })),
  };
};
