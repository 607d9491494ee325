import type { KpiQuery } from '../model/query.js';
import type { KpiId } from '../model/kpi-id.js';
import type { Cells } from './cells.js';
import type { Explaining, KpiDefinition } from './define-kpi.js';
import type * as Milestones from './milestones.js';
import type * as Season from './season-beside.js';

export const asksWhy = ({ explain }: KpiQuery): boolean => explain !== undefined && explain !== false;

export const asksMilestones = ({ milestones }: KpiQuery): boolean => milestones !== undefined && milestones !== false;

/** The code of what a question asks for beside the figure; null = it does not. */
export interface Beside<K extends KpiId, C extends Cells> {
  readonly explain: Explaining<K, C> | null;
  readonly season: typeof Season | null;
  readonly milestones: typeof Milestones | null;
}

export const nothingBeside = { explain: null, season: null, milestones: null } as const;

/** Fetches what a question asks for beside the figure. */
export const besideOf = async <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, query: KpiQuery): Promise<Beside<K, C>> => {
  const [explain, season, milestones] = await Promise.all([
    asksWhy(query) ? definition.explain?.() ?? null : null,
    query.season === true ? import('./season-beside.js') : null,
    asksMilestones(query) ? import('./milestones.js') : null,
  ]);
  return { explain, season, milestones };
};
