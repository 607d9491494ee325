import type { Interval } from '../model/interval.js';
import type { LeadToOppDetails } from '../model/lead-opp-details.js';
import type { Caveat } from '../model/result.js';
import { leadToOppCaveatTexts } from './lead-to-opp-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { leadDataCaveats } from './lead-caveats.js';
import { leadClockOf, type LeadLives } from './lead-life.js';
import type { LeadToOppCells } from './lead-to-opp-cells.js';

const caveat = caveatWriter(leadToOppCaveatTexts);

/** What there is to judge. */
export interface LeadToOppFacts {
  readonly cells: LeadToOppCells;
  readonly details: LeadToOppDetails;
  readonly value: number | null;
  readonly ci: Interval | null;
  readonly lives: LeadLives;
}

const maturedShare = 0.8;
const neglectedShare = 0.2;
const workedEnough = 0.8;
/** An axis explains most when it explains over half. */
const most = 0.5;

/** Whose part the differences are. Leads that nobody worked say nothing of their quality. */
const attribution = ({ value, details: { between, workedShare } }: LeadToOppFacts, target: number | null): readonly Caveat[] => {
  const found: Caveat[] = [];
  const isBelow = value !== null && target !== null && value < target;
  if (isBelow && workedShare !== null && workedShare >= workedEnough && (between.source ?? 0) > most) found.push(caveat('LO_QUALITY', { p: between.source ?? 0 }));
  if ((between.owner ?? 0) > most) found.push(caveat('LO_REP_QUALIFYING', { p: between.owner ?? 0 }));
  return found;
};

/** Details that lack their column: null, and said so. */
const missingDetails = (context: KpiContext, { details, lives }: LeadToOppFacts): readonly Caveat[] => {
  const missing: [boolean, string, string][] = [
    [lives.contactDays === null, 'leads', 'first_response_at'],
    [lives.contactDays !== null && details.funnel.reached === null, 'activities', context.tables.has('activities') ? 'direction' : 'lead_id'],
    [details.disqualified === null, 'leads', 'disqualified_at'],
    [details.funnel.opportunity === null, 'leads', 'opp_id'],
    [lives.rows.dimension('owner_id') === null, 'leads', 'owner_id'],
    [lives.rows.dimension('source') === null, 'leads', 'source'],
  ];
  return missing.flatMap(([isMissing, table, column]) => (isMissing ? [caveat('NOT_APPLICABLE', { table, column }, 'info')] : []));
};

export const leadToOppCaveats = (facts: LeadToOppFacts, context: KpiContext, { target, options }: Question): readonly Caveat[] => {
  const { cells, details, ci } = facts;
  const found: Caveat[] = [];
  const { cohort, immature, due } = details;
  if (cohort > 0 && cells.matured < maturedShare * cohort) found.push(caveat('LO_IMMATURE', { p: immature / cohort, h: details.horizonDays ?? 0 }));
  if (due !== null && due.share !== null && due.share > neglectedShare) found.push(caveat('LO_UNWORKED', { p: due.share }));
  // Further above its goal than chance is no reason to look for someone to blame.
  if (target !== null && ci !== null && ci.hi !== null && ci.hi < target) found.push(caveat('LO_FAR_FROM_TARGET'));
  found.push(...attribution(facts, target));
  if (details.worked !== null && cells.untouched > 0) found.push(caveat('DQ_TOUCH_MISSING', { n: cells.untouched }));
  if (cells.undated > 0) found.push(caveat('DQ_QUALIFIED_NO_DATE', { n: cells.undated }));
  if (cells.backwards > 0) found.push(caveat('DQ_NEGATIVE_DURATION', { n: cells.backwards }));
  const { denominator } = leadClockOf(options);
  if (denominator === 'handed_over' && !(context.tables.get('leads')?.columns.has('handed_over_at') ?? false)) {
    found.push(caveat('NOT_APPLICABLE', { table: 'leads', column: 'handed_over_at' }));
  }
  return [...found, ...leadDataCaveats(context, facts.lives.rows, facts.lives.merged), ...missingDetails(context, facts)];
};
