import { instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import { dealIndex } from './stage-history.js';

/** When leads became an opportunity; rows of the `leads` table. */
export interface LeadQualification {
  /** `qualified_at`, else the creation of the deal that `opp_id` names; NaN = not qualified, or nobody knows when. */
  at(lead: number): number;
  /** Whether that instant is a day only. */
  isDay(lead: number): boolean;
  /** An opportunity is named, of which neither date is known. */
  lacksDate(lead: number): boolean;
  /** 1 = a deal came of it, by its `opp_id` or the deal's `lead_id`; null = the data has neither column. */
  readonly linked: Uint8Array | null;
}

/** Built anew at every call. */
export const leadQualification = (context: KpiContext): LeadQualification => {
  const leads = context.tables.get('leads');
  const deals = context.tables.get('deals');
  const qualified = instantOf(leads, 'qualified_at');
  const opportunity = textOf(leads, 'opp_id');
  const index = opportunity === null ? null : dealIndex(context);
  const created = instantOf(deals, 'created_at');
  const namesDeal = (lead: number): boolean => opportunity !== null && opportunity.offsets[lead] !== opportunity.offsets[lead + 1];
  const stated = (lead: number): number => (qualified === null ? NaN : (qualified.ms[lead] as number));
  const at = (lead: number): number => {
    const own = stated(lead);
    if (own === own || opportunity === null || index === null || created === null) return own;
    const deal = index.rowOf(opportunity, lead);
    return deal < 0 ? NaN : (created.ms[deal] as number);
  };
  const linkingDeals = textOf(deals, 'lead_id') === null ? null : leadOfDeal(context);
  const linked = opportunity === null && linkingDeals === null ? null : new Uint8Array(leads?.rowCount ?? 0).map((_, lead) => (namesDeal(lead) ? 1 : 0));
  if (linked !== null && linkingDeals !== null) for (const lead of linkingDeals) if (lead >= 0) linked[lead] = 1;
  return {
    at, linked,
    isDay: (lead) => (Number.isNaN(stated(lead)) ? created : qualified)?.precision === 'day',
    lacksDate: (lead) => namesDeal(lead) && Number.isNaN(at(lead)),
  };
};

/** Whether the data tells of qualifications at all: by a date of their own, or by a link to deals that have one. */
export const canQualify = (context: KpiContext): boolean => {
  const leads = context.tables.get('leads');
  return instantOf(leads, 'qualified_at') !== null || (textOf(leads, 'opp_id') !== null && instantOf(context.tables.get('deals'), 'created_at') !== null);
};
