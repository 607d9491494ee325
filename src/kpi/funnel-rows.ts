import type { CategoryColumn } from '../model/table.js';
import { categoryOf, instantOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { dealsWithExisting } from './customer-life.js';
import { organicDimension } from './organic-channels.js';

/** Rows of a table with the instant that counts them; their channel is their source. */
export interface FunnelRows extends EntityRows { readonly atMs: Float64Array }

const rowsOf = (context: KpiContext, tableName: 'leads' | 'deals', column: string, isCounted: (row: number) => boolean): FunnelRows | null => {
  const table = context.tables.get(tableName);
  const at = instantOf(table, column);
  if (table === undefined || at === null) return null;
  const dimension = (name: string): CategoryColumn | null => {
    const source = categoryOf(table, 'source');
    if (name === 'organic') return source === null ? null : organicDimension(context, source);
    return name === 'channel' ? source : categoryOf(table, name);
  };
  const atMs = at.ms.map((ms, row) => (ms < context.asOfMs && isCounted(row) ? ms : NaN));
  return { length: table.rowCount, excluded: 0, dimension, atMs };
};

/** Leads by receipt; null without them. */
export const leadRows = (context: KpiContext): FunnelRows | null =>
  context.memo('funnel-leads', () => rowsOf(context, 'leads', 'received_at', () => true));

/** Deals that may win a customer (no renewal, no upsell) by creation; null without creation dates. */
export const opportunityRows = (context: KpiContext): FunnelRows | null => context.memo('funnel-deals', () => {
  const isExisting = dealsWithExisting(categoryOf(context.tables.get('deals'), 'type'));
  return rowsOf(context, 'deals', 'created_at', (row) => !isExisting(row));
});
