import type { KpiContext } from './context.js';
import { leadAt } from './lead-layout.js';
import { mergedLeads } from './lead-merge.js';
import { leadRows } from './lead-rows.js';
import type { TableBehind } from './behind.js';

/** What a listed lead shows. */
export const leadColumns = [
  'id', 'email', 'received_at', 'handed_over_at', 'assigned_at', 'first_response_at', 'qualified_at', 'disqualified_at', 'disq_reason', 'opp_id', 'owner_id', 'source',
  'campaign', 'region', 'score',
];

/** The leads of some rows, with those that were merged into them. */
export const leadsBehind = (context: KpiContext, wanted: ReadonlySet<number>, dedupe: boolean): TableBehind => {
  const rows = leadRows(context);
  const merge = dedupe ? mergedLeads(context) : null;
  const found: number[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (wanted.has(merge === null ? row : (merge.keptOf[row] as number))) found.push(leadAt(rows, row));
  }
  return { table: 'leads', rows: found, columns: leadColumns };
};
