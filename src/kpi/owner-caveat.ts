import type { Caveat } from '../model/result.js';
import { caveat } from './caveats.js';
import type { KpiContext } from './context.js';
import type { Cut } from './define-kpi.js';

const ownerDimensions = ['owner_id', 'owner', 'team', 'owner_tenure'] as const;

/** Whether a cut tells owners apart. */
export const asksOwners = ({ filter, segmentBy }: Cut): boolean => ownerDimensions.some((name) => segmentBy.includes(name) || name in filter);

/** Says so when the owners of deals are told apart and the data knows only the current one (rule 12). */
export const ownerCaveats = (context: KpiContext, cut: Cut, comparesOwners = false): readonly Caveat[] => {
  const hasHistory = context.tables.get('stage_history')?.columns.has('owner_id') ?? false;
  return (comparesOwners || asksOwners(cut)) && !hasHistory ? [caveat('DQ_OWNER_CURRENT')] : [];
};
