import { release } from '../model/release.js';
import { dayMs } from '../model/zone.js';
import { groupOf, textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadAt } from './lead-layout.js';
import { leadRows } from './lead-rows.js';
import { compareTexts } from './text-index.js';
import { groupRows } from './time-order.js';

/** People who come in again so soon are no new lead. */
const mergeDays = 30;

/** Which leads are one. */
export interface LeadMerge {
  /** Per row of the leads: the row that stands for it; itself where nothing was merged into another. */
  readonly keptOf: Uint32Array;
  /** Rows that stand for another no longer. */
  readonly merged: number;
}

/** Rows whose e-mail occurs more than once, grouped by it in the order of receipt (ties: the smaller id). null = none does. */
const sharedEmails = (context: KpiContext) => {
  const leads = context.tables.get('leads');
  const emails = groupOf(leads, 'email')?.of ?? null;
  const rows = leadRows(context);
  if (emails === null) return null;
  const sizes = new Uint32Array((leads?.rowCount ?? 0) + 1);
  for (let row = 0; row < rows.length; row++) {
    const email = emails[leadAt(rows, row)] as number;
    if (email !== 0) sizes[email] = (sizes[email] as number) + 1;
  }
  let groups = 0;
  const groupOfRow = new Int32Array(rows.length).fill(-1);
  const numbers = new Int32Array(sizes.length).fill(-1);
  for (let row = 0; row < rows.length; row++) {
    const email = emails[leadAt(rows, row)] as number;
    if ((sizes[email] as number) < 2) continue;
    if (numbers[email] === -1) numbers[email] = groups++;
    groupOfRow[row] = numbers[email] as number;
  }
  release(sizes, numbers);
  if (groups === 0) return null;
  const ids = textOf(leads, 'id');
  const { receivedMs } = rows;
  return groupRows(groups, groupOfRow, (a, b) =>
    (receivedMs[a] as number) - (receivedMs[b] as number) || (ids === null ? a - b : compareTexts(ids, leadAt(rows, a), leadAt(rows, b))));
};

/**
 * Leads with the same e-mail within 30 days of the one kept are merged into it, not chained: a later one is a new lead
 * that is kept in turn. Thirty days exactly still belong to it. null = nothing to merge.
 */
export const mergedLeads = (context: KpiContext): LeadMerge | null => context.memo('merged-leads', () => {
  const shared = sharedEmails(context);
  if (shared === null) return null;
  const { length, receivedMs, receivedIsDay } = leadRows(context);
  const { calendar } = context;
  const isWithin = (kept: number, row: number): boolean => {
    const [from, to] = [receivedMs[kept] as number, receivedMs[row] as number];
    return receivedIsDay ? calendar.dayOf(to) - calendar.dayOf(from) <= mergeDays : to - from <= mergeDays * dayMs;
  };
  const keptOf = new Uint32Array(length).map((_, row) => row);
  let merged = 0;
  for (let group = 0; group + 1 < shared.starts.length; group++) {
    let kept = shared.rows[shared.starts[group] as number] as number;
    for (let i = (shared.starts[group] as number) + 1; i < (shared.starts[group + 1] as number); i++) {
      const row = shared.rows[i] as number;
      if (isWithin(kept, row)) {
        keptOf[row] = kept;
        merged++;
      } else kept = row;
    }
  }
  return merged === 0 ? null : { keptOf, merged };
});
