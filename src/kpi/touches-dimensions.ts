import type { CategoryColumn } from '../model/table.js';
import type { EntityRows, KpiContext } from './context.js';
import { cycleClass } from './cycle-class.js';
import type { TouchLives } from './touches-layout.js';

/**
 * A dimension of touched leads: `actor` and `channel` are those of the last touch before the booking (or the end), the one
 * that led to it; `cycle_class` is the usual sales cycle of the lead's segment; all else is the lead's own.
 */
export const touchDimension = (context: KpiContext, lives: TouchLives, rows: EntityRows, name: string): CategoryColumn | null => {
  switch (name) {
    case 'actor': return lives.hasActor ? { kind: 'category', codes: lives.lastActor, dictionary: [null, 'marketing', 'sales'] } : null;
    case 'channel': return lives.channels !== null ? { kind: 'category', codes: lives.lastChannel, dictionary: lives.channels } : null;
    case 'cycle_class': return cycleClass(context, rows);
    default: return rows.dimension(name);
  }
};
