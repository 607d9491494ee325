import { instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { dealIndex } from './stage-history.js';
import { indexTexts, type TextIndex } from './text-index.js';

/** Ids of leads; null when there are none. */
export const leadIndex = (context: KpiContext): TextIndex | null => context.memo('lead-index', () => {
  const ids = textOf(context.tables.get('leads'), 'id');
  return ids === null ? null : indexTexts(ids);
});

/** Leads received at or after asOf: 1 = dropped (`DQ_FUTURE`). */
export const futureLeads = (context: KpiContext): Uint8Array => context.memo('future-leads', () => {
  const received = instantOf(context.tables.get('leads'), 'received_at');
  const dropped = Uint8Array.from(received?.ms ?? [], (at) => (at >= context.asOfMs ? 1 : 0));
  context.rules.set('DQ_FUTURE', 'leads', dropped.reduce((sum, one) => sum + one, 0));
  return dropped;
});

/** Row of the lead behind each deal, by deal.lead_id or lead.opp_id; of several the one received first; -1 = none. null without leads. */
export const leadOfDeal = (context: KpiContext): Int32Array | null => context.memo('lead-of-deal', () => {
  const deals = context.tables.get('deals');
  const leads = context.tables.get('leads');
  const byLead = leadIndex(context);
  const received = instantOf(leads, 'received_at');
  if (leads === undefined || byLead === null) return null;
  const linked = new Int32Array(deals?.rowCount ?? 0).fill(-1);
  const dropped = futureLeads(context);
  const receivedAt = (lead: number): number => {
    const at = received === null ? NaN : (received.ms[lead] as number);
    return Number.isNaN(at) ? Infinity : at;
  };
  const propose = (deal: number, lead: number): void => {
    if (deal < 0 || lead < 0 || dropped[lead] === 1) return;
    const known = linked[deal] as number;
    const earlier = known < 0 || receivedAt(lead) < receivedAt(known)
      || (receivedAt(lead) === receivedAt(known) && (byLead.hashes[lead] as number) < (byLead.hashes[known] as number));
    if (earlier) linked[deal] = lead;
  };
  const leadId = textOf(deals, 'lead_id');
  for (let deal = 0; leadId !== null && deal < linked.length; deal++) propose(deal, byLead.rowOf(leadId, deal));
  const oppId = textOf(leads, 'opp_id');
  const byDeal = dealIndex(context);
  for (let lead = 0; oppId !== null && byDeal !== null && lead < leads.rowCount; lead++) propose(byDeal.rowOf(oppId, lead), lead);
  return linked;
});
