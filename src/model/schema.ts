import type { TableName } from './table-name.js';

export type { TableName };

/**
 * The canonical tables: which columns exist, how each is stored, which are required.
 * This is the one list; ingest maps to it, KPIs name needs from it, types derive from it.
 */
export type ColumnType = 'text' | 'category' | 'instant' | 'number' | 'boolean';

const shared = {
  updated_at: 'instant',
  deleted: 'boolean',
  archived: 'boolean',
  test: 'boolean',
} as const;

export const schema = {
  deals: {
    id: 'text', name: 'text', created_at: 'instant', first_contact_at: 'instant', lead_id: 'text', score: 'number',
    stage: 'category', pipeline: 'category', probability: 'number', status: 'category', closed_at: 'instant',
    expected_close_at: 'instant', amount: 'number', currency: 'category', margin: 'number', owner_id: 'category',
    source: 'category', segment: 'category', region: 'category', account_id: 'category', product_id: 'category',
    lost_reason: 'category', type: 'category', campaign: 'category', ...shared,
  },
  leads: {
    id: 'text', received_at: 'instant', handed_over_at: 'instant', assigned_at: 'instant', owner_id: 'category',
    first_response_at: 'instant', qualified_at: 'instant', opp_id: 'text', disqualified_at: 'instant',
    disq_reason: 'category', source: 'category', segment: 'category', region: 'category', score: 'number',
    email: 'text', campaign: 'category', ...shared,
  },
  activities: {
    id: 'text', lead_id: 'text', deal_id: 'text', occurred_at: 'instant', kind: 'category', channel: 'category',
    actor: 'category', direction: 'category', automated: 'boolean', outcome: 'category', booked_at: 'instant',
    created_at: 'instant', campaign: 'category', ...shared,
  },
  stage_history: {
    deal_id: 'text', stage: 'category', entered_at: 'instant', left_at: 'instant', outcome: 'category', order: 'number',
    amount: 'number', owner_id: 'category', pipeline: 'category', ...shared,
  },
  deal_lines: {
    deal_id: 'text', product_id: 'category', qty: 'number', unit_price: 'number', total: 'number', margin: 'number', ...shared,
  },
  customers: {
    id: 'category', first_won_at: 'instant', acquired_channel: 'category', sold_by: 'category', segment: 'category', ...shared,
  },
  subscriptions: {
    customer_id: 'category', started_at: 'instant', ended_at: 'instant', end_reason: 'category', mrr: 'number',
    currency: 'category', product_id: 'category', ...shared,
  },
  revenue: {
    customer_id: 'category', occurred_at: 'instant', amount: 'number', margin: 'number', currency: 'category', ...shared,
  },
  spend: {
    period_start: 'instant', period_end: 'instant', kind: 'category', channel: 'category', organic: 'boolean',
    amount: 'number', currency: 'category', campaign: 'category', ...shared,
  },
  forecasts: {
    made_at: 'instant', period_start: 'instant', period_end: 'instant', series: 'category', category: 'category',
    amount: 'number', currency: 'category', ...shared,
  },
  targets: { kpi: 'category', period: 'category', segment: 'category', value: 'number', direction: 'category', ...shared },
  milestones: {
    id: 'text', kpi: 'category', segment: 'category', start_at: 'instant', start_value: 'number', due_at: 'instant',
    target: 'number', owner: 'category', ...shared,
  },
  fx: { ccy: 'category', fx_day: 'instant', rate: 'number', ...shared },
  products: { id: 'category', name: 'category', category: 'category', commission: 'number', list_price: 'number', ...shared },
  owners: { id: 'category', name: 'category', team: 'category', region: 'category', started_at: 'instant', trained: 'boolean', ...shared },
  accounts: { id: 'category', name: 'category', segment: 'category', ...shared },
} as const satisfies Record<TableName, Record<string, ColumnType>>;

export type ColumnName<T extends TableName> = keyof (typeof schema)[T] & string;

/** Columns that tell people which row is meant, in the report of what was left out; no number is made of them. */
export const labelColumns: { readonly [T in TableName]?: readonly ColumnName<T>[] } = { deals: ['name'], activities: ['id'] };

/** Texts of which only matters which rows have the same one: numbers take their place once the report is made. */
export const groupColumns: { readonly [T in TableName]?: readonly ColumnName<T>[] } = { leads: ['email'] };

/** Columns a table cannot do without; a KPI may need more (its own `needs`). */
export const requiredColumns: { readonly [T in TableName]: readonly ColumnName<T>[] } = {
  deals: ['id'],
  leads: ['id', 'received_at'],
  activities: ['occurred_at', 'kind'],
  stage_history: ['deal_id', 'stage', 'entered_at'],
  deal_lines: ['deal_id'],
  customers: ['id'],
  subscriptions: ['customer_id', 'started_at', 'ended_at'],
  revenue: ['customer_id', 'occurred_at'],
  spend: ['period_start', 'amount'],
  forecasts: ['period_start', 'period_end', 'amount'],
  targets: ['kpi', 'value'],
  milestones: ['id', 'kpi', 'target'],
  fx: ['ccy', 'fx_day', 'rate'],
  products: ['id'],
  owners: ['id'],
  accounts: ['id'],
};
