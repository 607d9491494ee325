import type { Caveat } from '../model/result.js';
import { caveat } from './caveats.js';
import type { KpiContext } from './context.js';
import type { LeadRows } from './lead-layout.js';

/** What the data itself makes doubtful in every figure of leads: people who came in twice, and owners known as of today only. */
export const leadDataCaveats = (context: KpiContext, rows: LeadRows, merged: number): readonly Caveat[] => {
  const duplicates = context.rules.get('DQ_DUPLICATES', 'leads') + merged;
  return [
    ...(duplicates > 0 ? [caveat('DQ_DUPLICATES', { n: duplicates })] : []),
    ...(rows.dimension('owner_id') === null ? [] : [caveat('DQ_OWNER_CURRENT')]),
  ];
};
