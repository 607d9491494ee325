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

export type UnworkedName = 'slow' | 'open' | 'gone' | 'all';

/** Leads not worked by what became of them, those there are; all in one where the data does not tell, none beside another step than the worked ones. */
export const unworkedParts = ({ unworked: parts }: LeadToOppDetails, { unworked }: LeadStep): readonly { readonly name: UnworkedName; readonly n: number }[] => {
  if (unworked === null || unworked === 0) return [];
  return parts === null ? [{ name: 'all', n: unworked }] : (['slow', 'open', 'gone'] as const).map((name) => ({ name, n: parts[name] })).filter(({ n }) => n > 0);
};

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
