/** Names of the canonical tables; `schema` says what is in them. Apart from it, since a page needs no more than the names. */
export const tableNames = [
  'deals', 'leads', 'activities', 'stage_history', 'deal_lines', 'customers', 'subscriptions', 'revenue',
  'spend', 'forecasts', 'targets', 'milestones', 'fx', 'products', 'owners', 'accounts',
] as const;

export type TableName = (typeof tableNames)[number];

export const isTableName = (name: string): name is TableName => (tableNames as readonly string[]).includes(name);
