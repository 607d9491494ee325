import { missingDay } from '../model/table.js';
import { instantOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import type { Question } from './define-kpi.js';
import { earliestOfLeads } from './lead-earliest.js';
import { leadAt, type LeadRows } from './lead-layout.js';
import { mergedLeads } from './lead-merge.js';
import { leadQualification } from './lead-qualification.js';
import { leadRows } from './lead-rows.js';
import { stillOpen } from './stock-events.js';

/** Leads that are at hand beside the deals: from receipt until they became an opportunity or were disqualified. */
export interface OpenLeads {
  readonly rows: LeadRows;
  readonly beginDay: Int32Array;
  /** {@link stillOpen} = at asOf, too; missing = in no stock: merged into another lead, or nobody knows since when it is an opportunity. */
  readonly endDay: Int32Array;
}

/** Whether the volume counts open leads, too (`options.includeLeads`), and the data has any leads. */
export const countsLeads = (context: KpiContext, options: Question['options']): boolean =>
  options['includeLeads'] === true && instantOf(context.tables.get('leads'), 'received_at') !== null;

/** First creation of a deal per lead of the table that a deal names; NaN = none. */
const firstDeals = (context: KpiContext): Float64Array => {
  const first = new Float64Array(context.tables.get('leads')?.rowCount ?? 0).fill(NaN);
  const created = instantOf(context.tables.get('deals'), 'created_at');
  const leads = textOf(context.tables.get('deals'), 'lead_id') === null ? null : leadOfDeal(context);
  for (let deal = 0; leads !== null && created !== null && deal < leads.length; deal++) {
    const lead = leads[deal] as number;
    if (lead >= 0 && !((first[lead] as number) <= (created.ms[deal] as number))) first[lead] = created.ms[deal] as number;
  }
  return first;
};

/** The smaller of two instants, of which NaN is none. */
const earlier = (a: number, b: number): number => (a !== a || b < a ? b : a);

/** Built once per dataset. People who come in again within thirty days are one lead. */
export const openLeads = (context: KpiContext): OpenLeads => context.memo('open-leads', () => {
  const rows = leadRows(context);
  const { calendar } = context;
  const merge = mergedLeads(context);
  const qualification = leadQualification(context);
  const dealsCreated = firstDeals(context);
  const disqualified = instantOf(context.tables.get('leads'), 'disqualified_at');
  const left = earliestOfLeads(context, rows, merge, (lead) =>
    earlier(earlier(qualification.at(lead), dealsCreated[lead] as number), disqualified === null ? NaN : (disqualified.ms[lead] as number))).ms;
  const beginDay = Int32Array.from(rows.receivedMs, calendar.dayOf);
  const endDay = Int32Array.from(left, (at) => (at === at ? calendar.dayOf(at) : stillOpen));
  for (let row = 0; row < rows.length; row++) {
    const kept = merge === null ? row : (merge.keptOf[row] as number);
    const isUndated = qualification.linked?.[leadAt(rows, row)] === 1 && left[kept] !== left[kept];
    if (isUndated) endDay[kept] = missingDay;
    if (kept !== row) endDay[row] = missingDay;
  }
  return { rows, beginDay, endDay };
});

/** Whether a lead was open at the beginning of a local day. */
export const isOpenLead = ({ beginDay, endDay }: OpenLeads, row: number, day: number): boolean =>
  (beginDay[row] as number) < day && (endDay[row] as number) >= day;

/** Open leads per group of the cut at the beginning of a local day. */
export const countOpenLeads = (context: KpiContext, { cut }: Question, day: number): Float64Array => {
  const leads = openLeads(context);
  const index = cut.groupOf(leads.rows);
  const counts = new Float64Array(cut.groups.length);
  for (let row = 0; row < leads.rows.length; row++) {
    const group = index === null ? 0 : (index[row] as number);
    if (group < counts.length && isOpenLead(leads, row, day)) counts[group] = (counts[group] as number) + 1;
  }
  return counts;
};
