import { dealOfActivity, leadOfActivity } from './activity-index.js';
import { booleanOf, categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import { flag, flagsOf, salesKinds } from './first-touch.js';

/** Activities by sales that were neither automated nor the customer's own: what working a deal takes. Per row; null without activities. */
const salesActivities = (context: KpiContext): { readonly ms: Float64Array; readonly counts: Uint8Array } | null => context.memo('sales-activities', () => {
  const table = context.tables.get('activities');
  const [occurred, kind] = [instantOf(table, 'occurred_at'), categoryOf(table, 'kind')];
  if (table === undefined || occurred === null || kind === null) return null;
  const [actor, direction, automated] = [categoryOf(table, 'actor'), categoryOf(table, 'direction'), booleanOf(table, 'automated')];
  const isSales = flagsOf(actor, (text) => text === 'sales');
  const isUnnamed = flagsOf(actor, (text) => text === null);
  const isSalesKind = flagsOf(kind, (text) => text !== null && salesKinds.has(text));
  const isInbound = flagsOf(direction, (text) => text === 'in');
  const counts = new Uint8Array(table.rowCount).map((_, row) => {
    if (automated?.values[row] === 1 || flag(direction, isInbound, row)) return 0;
    return flag(actor, isSales, row) || (flag(actor, isUnnamed, row) && flag(kind, isSalesKind, row)) ? 1 : 0;
  });
  return { ms: occurred.ms, counts };
});

/** Whether activities are there to count touches by. */
export const hasSalesTouches = (context: KpiContext): boolean => salesActivities(context) !== null;

/**
 * Touches by sales within a window, per row of `deals`: those of the deal, and those of its lead (an activity that names both
 * counts once). Without activities none.
 */
export const salesTouchesOfDeals = (context: KpiContext, { startMs, endMs }: { readonly startMs: number; readonly endMs: number }): Float64Array => {
  const touches = new Float64Array(context.tables.get('deals')?.rowCount ?? 0);
  const own = salesActivities(context);
  if (own === null) return touches;
  const [byDeal, byLead] = [dealOfActivity(context), leadOfActivity(context)];
  const ofLead = new Float64Array(context.tables.get('leads')?.rowCount ?? 0);
  for (let row = 0; row < own.counts.length; row++) {
    const at = own.ms[row] as number;
    if (own.counts[row] !== 1 || !(at >= startMs && at < endMs)) continue;
    const deal = byDeal === null ? -1 : (byDeal[row] as number);
    const lead = byLead === null || deal >= 0 ? -1 : (byLead[row] as number);
    if (deal >= 0) touches[deal] = (touches[deal] as number) + 1;
    if (lead >= 0) ofLead[lead] = (ofLead[lead] as number) + 1;
  }
  leadOfDeal(context)?.forEach((lead, deal) => { if (lead >= 0) touches[deal] = (touches[deal] as number) + (ofLead[lead] as number); });
  return touches;
};
