import { dealOfActivity, leadOfActivity } from './activity-index.js';
import { instantOf } from './columns.js';
import type { EntityRows, KpiContext } from './context.js';
import { leadOfDeal } from './deal-links.js';
import { dealHashes, dealRows } from './deal-rows.js';
import { leadAt, rowOfLead } from './lead-layout.js';
import { leadHashes, leadRows } from './lead-rows.js';

/** Who is touched: the leads, or the deals of data without leads. Built once per context by whoever keeps what comes of it. */
export interface TouchUnit {
  readonly kind: 'lead' | 'deal';
  readonly rows: EntityRows;
  /** NaN = not known. */
  receivedMs(row: number): number;
  readonly receivedIsDay: boolean;
  /** When the lead was given up; NaN = not before asOf. */
  goneMs(row: number): number;
  /** Rows that an activity belongs to: the one that it names itself, and that of the deal it names; −1 = none. */
  ownRow(activity: number): number;
  dealRow(activity: number): number;
  /** fnv1a32 of the id, for the bootstrap. */
  readonly hashOf: (row: number) => number;
}

/** Whether the data has leads with a receipt; else deals by creation stand in for them. */
export const hasLeads = (context: KpiContext): boolean => {
  const leads = context.tables.get('leads');
  return leads !== undefined && leads.rowCount > 0 && instantOf(leads, 'received_at') !== null;
};

const leadUnit = (context: KpiContext): TouchUnit => {
  const rows = leadRows(context);
  const disqualified = instantOf(context.tables.get('leads'), 'disqualified_at');
  const rowOf = rowOfLead(context, rows);
  const [byLead, byDeal, leads] = [leadOfActivity(context), dealOfActivity(context), leadOfDeal(context)];
  const rowAt = (lead: number): number => (lead < 0 || rowOf === null ? lead : (rowOf[lead] as number));
  return {
    kind: 'lead', rows,
    receivedMs: (row) => rows.receivedMs[row] as number,
    receivedIsDay: rows.receivedIsDay,
    goneMs: (row) => {
      const at = disqualified === null ? NaN : (disqualified.ms[leadAt(rows, row)] as number);
      return at < context.asOfMs ? at : NaN;
    },
    ownRow: (activity) => (byLead === null ? -1 : rowAt(byLead[activity] as number)),
    dealRow: (activity) => {
      const deal = byDeal === null ? -1 : (byDeal[activity] as number);
      return deal < 0 || leads === null ? -1 : rowAt(leads[deal] as number);
    },
    hashOf: leadHashes(context),
  };
};

const dealUnit = (context: KpiContext): TouchUnit => {
  const rows = dealRows(context);
  const created = instantOf(context.tables.get('deals'), 'created_at');
  const rowOf = new Int32Array(context.tables.get('deals')?.rowCount ?? 0).fill(-1);
  rows.source.forEach((deal, row) => { rowOf[deal] = row; });
  const byDeal = dealOfActivity(context);
  return {
    kind: 'deal', rows,
    receivedMs: (row) => (created === null ? NaN : (created.ms[rows.source[row] as number] as number)),
    receivedIsDay: created?.precision === 'day',
    goneMs: () => NaN,
    ownRow: (activity) => {
      const deal = byDeal === null ? -1 : (byDeal[activity] as number);
      return deal < 0 ? -1 : (rowOf[deal] as number);
    },
    dealRow: () => -1,
    hashOf: (row) => dealHashes(context)[row] as number,
  };
};

export const touchUnit = (context: KpiContext): TouchUnit => (hasLeads(context) ? leadUnit(context) : dealUnit(context));
