import type { LeadToOppDetails } from '../model/lead-opp-details.js';

type Funnel = LeadToOppDetails['funnel'];

export type LeadStepName = keyof Funnel;

export interface LeadStep {
  readonly name: LeadStepName;
  readonly n: number;
  /** null for the first step, and where the step before is empty. */
  readonly ofPrevious: number | null;
  readonly ofAll: number;
  /** Leads that came in and were not worked; only beside the worked ones. */
  readonly unworked: number | null;
}

const order = ['received', 'worked', 'reached', 'qualified', 'opportunity'] as const satisfies readonly LeadStepName[];

/** The steps that the data tells, each beside the one before it and all that came in; empty without a lead. */
export const leadSteps = (funnel: Funnel): readonly LeadStep[] => {
  const { received } = funnel;
  if (received === 0) return [];
  const known = order.flatMap((name) => {
    const n = funnel[name];
    return n === null ? [] : [{ name, n }];
  });
  return known.map(({ name, n }, i): LeadStep => {
    const before = known[i - 1]?.n ?? 0;
    return { name, n, ofPrevious: before === 0 ? null : n / before, ofAll: n / received, unworked: name === 'worked' ? received - n : null };
  });
};
