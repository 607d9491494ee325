import type { Caveat } from '../model/result.js';
import { caveat } from './caveats.js';
import type { KpiContext } from './context.js';
import type { Cut } from './define-kpi.js';

const ownerDimensions = ['owner_id', 'owner', 'team', 'owner_tenure'] as const;

/** Says so when owners are told apart and the data knows only the current one (rule 12). */
export const ownerCaveats = (context: KpiContext, cut: Cut, comparesOwners = false): readonly Caveat[] => {
  const isAsked = comparesOwners || ownerDimensions.some((name) => cut.segmentBy.includes(name) || name in cut.filter);
  const hasHistory = context.tables.get('stage_history')?.columns.has('owner_id') ?? false;
  return isAsked && !hasHistory ? [caveat('DQ_OWNER_CURRENT')] : [];
};
