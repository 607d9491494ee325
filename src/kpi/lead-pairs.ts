import type { KpiContext } from './context.js';
import { crossCodes, separator, type CrossCodes } from './cross-codes.js';
import type { LeadRows } from './lead-layout.js';
import { valueOfKey } from './value-key.js';

/** Who got leads from where: one dense code per lead for owner × source. Built once per dataset. */
export const leadPairs = (context: KpiContext, rows: LeadRows): CrossCodes => context.memo('lead-pairs', () => crossCodes(rows, ['owner_id', 'source']));

/** Owner and source of a key of {@link leadPairs}; null = not set. */
export const readPair = (key: string): { readonly owner: string | null; readonly source: string | null } => {
  const [owner, source] = key.split(separator) as [string, string];
  return { owner: valueOfKey(owner), source: valueOfKey(source) };
};
