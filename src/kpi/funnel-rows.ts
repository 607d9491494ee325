import type { CategoryColumn } from '../model/table.js';
import { categoryOf, instantOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { dealsWithExisting } from './customer-life.js';
import { organicDimension } from './organic-channels.js';

/** Rows of a table with the instant that counts them (before asOf); their channel is their source. */
export interface FunnelRows extends EntityRows {
  readonly ms: Float64Array;
  /** 1 = counts; null = every row does. */
  readonly isCounted: Uint8Array | null;
}

const rowsOf = (context: KpiContext, tableName: 'leads' | 'deals', column: string, isCounted: Uint8Array | null): FunnelRows | null => {
  const table = context.tables.get(tableName);
  const at = instantOf(table, column);
  if (table === undefined || at === null) return null;
  const dimension = (name: string): CategoryColumn | null => {
    const source = categoryOf(table, 'source');
    if (name === 'organic') return source === null ? null : context.memo(`funnel-organic ${tableName}`, () => organicDimension(context, source));
    return name === 'channel' ? source : categoryOf(table, name);
  };
  return { length: table.rowCount, excluded: 0, dimension, ms: at.ms, isCounted };
};

/** Leads by receipt; null without them. */
export const leadRows = (context: KpiContext): FunnelRows | null =>
  context.memo('funnel-leads', () => rowsOf(context, 'leads', 'received_at', null));

/** Deals that may win a customer (no renewal, no upsell) by creation; null without creation dates. */
export const opportunityRows = (context: KpiContext): FunnelRows | null => context.memo('funnel-deals', () => {
  const type = categoryOf(context.tables.get('deals'), 'type');
  const isExisting = dealsWithExisting(type);
  return rowsOf(context, 'deals', 'created_at', type === null ? null : new Uint8Array(type.codes.length).map((_, row) => (isExisting(row) ? 0 : 1)));
});
