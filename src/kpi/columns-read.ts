import type { ColumnName, TableName } from '../model/schema.js';

/** Columns by table, as the schema has them. */
export type ColumnsRead = { readonly [T in TableName]?: readonly ColumnName<T>[] };

/** What became of a deal, and when: its outcome, and the history that may know better. */
export const outcomeColumns = {
  deals: ['id', 'status', 'stage', 'created_at', 'closed_at', 'type'],
  stage_history: ['deal_id', 'stage', 'entered_at', 'outcome', 'order'],
} as const satisfies ColumnsRead;

/** When somebody first spoke with the buyer. */
export const contactColumns = {
  deals: ['first_contact_at', 'lead_id'],
  leads: ['id', 'received_at', 'opp_id'],
  activities: ['deal_id', 'lead_id', 'occurred_at', 'kind', 'automated'],
} as const satisfies ColumnsRead;

/** Who became a customer, and what customers have paid since. */
export const customerColumns = {
  deals: ['account_id', 'amount', 'currency'],
  customers: ['id', 'first_won_at'],
  subscriptions: ['customer_id', 'started_at', 'ended_at', 'mrr', 'currency'],
  revenue: ['customer_id', 'occurred_at', 'amount', 'margin', 'currency'],
} as const satisfies ColumnsRead;

/** What money is converted with, and targets. */
export const rateColumns = { fx: ['ccy', 'fx_day', 'rate'] } as const satisfies ColumnsRead;
export const targetColumns = { targets: ['kpi', 'period', 'segment', 'value'] } as const satisfies ColumnsRead;

/** Several lists as one. */
export const columnsOf = (...parts: readonly ColumnsRead[]): ColumnsRead => {
  const all: Partial<Record<TableName, readonly string[]>> = {};
  for (const part of parts) {
    for (const [table, columns] of Object.entries(part) as [TableName, readonly string[]][]) all[table] = [...new Set([...all[table] ?? [], ...columns])];
  }
  return all as ColumnsRead;
};
