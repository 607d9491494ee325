import { textOf } from './columns.js';
import type { KpiContext } from './context.js';
import { leadAt, type LeadRows } from './lead-layout.js';
import type { LeadMerge } from './lead-merge.js';
import { compareTexts } from './text-index.js';

/** The earliest of an instant over the leads that one row stands for. */
export interface Earliest {
  /** NaN = none of them before asOf. */
  readonly ms: Float64Array;
  /** Lead of the table that it is of. */
  lead(row: number): number;
}

/** @param at instant of a lead of the table; at or after asOf it has not happened. Of equal ones that of the lead received first counts, then the smaller id. */
export const earliestOfLeads = (context: KpiContext, rows: LeadRows, merge: LeadMerge | null, at: (lead: number) => number): Earliest => {
  const ms = new Float64Array(rows.length).fill(NaN);
  const from = merge === null ? null : new Int32Array(rows.length).fill(-1);
  const ids = textOf(context.tables.get('leads'), 'id');
  const isAhead = (a: number, b: number): boolean => {
    const difference = (rows.receivedMs[a] as number) - (rows.receivedMs[b] as number);
    return difference < 0 || (difference === 0 && ids !== null && compareTexts(ids, leadAt(rows, a), leadAt(rows, b)) < 0);
  };
  for (let row = 0; row < rows.length; row++) {
    const own = at(leadAt(rows, row));
    if (!(own < context.asOfMs)) continue;
    const kept = merge === null ? row : (merge.keptOf[row] as number);
    const known = ms[kept] as number;
    if (known < own || (known === own && from !== null && !isAhead(row, from[kept] as number))) continue;
    ms[kept] = own;
    if (from !== null) from[kept] = row;
  }
  return { ms, lead: (row) => leadAt(rows, from === null || from[row] === -1 ? row : (from[row] as number)) };
};
