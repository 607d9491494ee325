import type { EntityRows, KpiContext } from './context.js';

/** One row per lead received before asOf, in the order of the `leads` table. */
export interface LeadRows extends EntityRows {
  /** Row of the `leads` table; null = row i is lead i. */
  readonly source: Uint32Array | null;
  readonly receivedMs: Float64Array;
  readonly receivedIsDay: boolean;
}

/** Row of the `leads` table behind a row. */
export const leadAt = ({ source }: Pick<LeadRows, 'source'>, row: number): number => (source === null ? row : (source[row] as number));

/** Row per lead of the table, −1 = dropped; null = row i is lead i. */
export const rowOfLead = (context: KpiContext, { source }: LeadRows): Int32Array | null => {
  if (source === null) return null;
  const rows = new Int32Array(context.tables.get('leads')?.rowCount ?? 0).fill(-1);
  source.forEach((lead, row) => { rows[lead] = row; });
  return rows;
};
