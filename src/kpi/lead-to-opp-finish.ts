import type { LeadToOppDetails } from '../model/lead-opp-details.js';
import type { Interval } from '../model/interval.js';
import type { Phase } from '../model/result.js';
import { aalenJohansenBinned } from '../stats/aalen-johansen-binned.js';
import { stepAt } from '../stats/step-at.js';
import { wilsonInterval } from '../stats/wilson-interval.js';
import type { KpiContext } from './context.js';
import { isRead, type Finished, type Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { leadClockOf, leadLives, type LeadLives } from './lead-life.js';
import { compareLeads, nothingCompared } from './lead-to-opp-between.js';
import { leadToOppCaveats } from './lead-to-opp-caveats.js';
import { leadHorizon, type LeadToOppCells } from './lead-to-opp-cells.js';
import { rateReliability } from './reliability.js';
import { valueOfKey } from './value-key.js';

export const noLeadToOppDetails: LeadToOppDetails = {
  horizonDays: null, worked: null, workedShare: null, qualifiedGivenWorked: null, unworkedShare: null, unworked: null, incidence: null, incidenceCi: null, cohort: 0, immature: 0,
  funnel: { received: 0, worked: null, reached: null, qualified: 0, opportunity: null }, disqualified: null, due: null, ...nothingCompared,
};

/** Incidence of a qualification within the horizon over the running cohort; at 0 or 1 the interval is Wilson's on the matured leads. */
const incidenceOf = (cells: LeadToOppCells, horizon: number): Pick<LeadToOppDetails, 'incidence' | 'incidenceCi'> => {
  if (cells.cohort === 0) return { incidence: null, incidenceCi: null };
  const curves = aalenJohansenBinned(cells.curveQualified, cells.curveDisqualified, cells.curveOpen);
  const at = (values: readonly (number | null)[] | undefined): number | null => stepAt<number | null>(curves.time, values ?? [], horizon, null);
  const [lo, hi] = [at(curves.lo[1]), at(curves.hi[1])];
  return {
    incidence: at(curves.incidence[1]) ?? 0,
    incidenceCi: lo !== null && hi !== null ? interval95({ lo, hi }, 'log-log') : interval95(wilsonInterval(cells.qualified, cells.matured), 'wilson'),
  };
};

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const funnelOf = (cells: LeadToOppCells, { contactDays, metDays, hasDeal }: LeadLives): LeadToOppDetails['funnel'] => ({
  received: cells.matured,
  worked: contactDays === null ? null : cells.worked,
  reached: metDays === null ? null : cells.reached,
  qualified: cells.qualified,
  opportunity: hasDeal === null ? null : cells.withDeal,
});

/** From each known step of the funnel to the next one; the product is the share with a deal, up to `qualified` the ratio itself. */
const phasesOf = (funnel: LeadToOppDetails['funnel']): readonly Phase[] | null => {
  const known = (['received', 'worked', 'reached', 'qualified', 'opportunity'] as const).flatMap((key) => (funnel[key] === null ? [] : [{ key, n: funnel[key] }]));
  return funnel.received === 0 ? null : known.slice(1).map(({ key, n }, i): Phase => {
    const before = known[i]?.n ?? 0;
    return { key, value: share(n, before), unit: 'ratio', n: before, details: { reached: n } };
  });
};

/** Reasons by how many leads they cost, ties by name. */
const reasonsOf = ({ reasons }: LeadToOppCells): NonNullable<LeadToOppDetails['disqualified']> =>
  [...reasons].map(([key, own]) => ({ reason: valueOfKey(key), n: own['n'] as number })).sort((a, b) => b.n - a.n || ((a.reason ?? '\uffff') < (b.reason ?? '\uffff') ? -1 : 1));

/** Ratio, its split, the funnel and caveats from added cells. No lead old enough: null. */
export const finishLeadToOpp = (cells: LeadToOppCells, context: KpiContext, question: Question): Finished<'lead_to_opp'> => {
  const clock = leadClockOf(question.options);
  const lives = leadLives(context, clock);
  const horizon = leadHorizon(question.options);
  const { matured, worked, qualified, cohort } = cells;
  const hasContacts = lives.contactDays !== null;
  const ci: Interval | null = interval95(wilsonInterval(qualified, matured), 'wilson');
  const compared = !isRead(question) ? nothingCompared : compareLeads(cells.pairs);
  const workedShare = hasContacts ? share(worked, matured) : null;
  const funnel = funnelOf(cells, lives);
  const details: LeadToOppDetails = {
    horizonDays: horizon,
    worked: hasContacts ? worked : null, workedShare,
    qualifiedGivenWorked: hasContacts ? share(qualified, worked) : null,
    unworkedShare: workedShare === null ? null : 1 - workedShare,
    unworked: hasContacts ? { slow: cells.slow, open: cells.waiting, gone: matured - worked - cells.slow - cells.waiting } : null,
    ...incidenceOf(cells, horizon), cohort, immature: cohort - matured, funnel,
    disqualified: lives.disqualifiedDays === null ? null : reasonsOf(cells),
    due: hasContacts ? { n: cells.due, neglected: cells.neglected, share: share(cells.neglected, cells.due) } : null,
    ...compared,
  };
  const value = share(qualified, matured);
  return {
    value, num: qualified, den: matured, n: matured, nCensored: cohort - matured, ci,
    reliability: rateReliability(matured, ci),
    phases: phasesOf(funnel), details,
    caveats: !isRead(question) ? [] : leadToOppCaveats({ cells, details, value, ci, lives }, context, question),
    basis: clock.denominator === 'handed_over' ? 'cohort-handed-over' : 'cohort',
  };
};
