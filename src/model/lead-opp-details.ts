import type { Interval } from './interval.js';

/** Leads of one rep or one source, all older than the horizon, beside what those of the other kind let expect. */
export interface LeadGroup {
  readonly id: string | null;
  readonly n: number;
  readonly qualified: number;
  readonly rate: number;
  readonly ci: Interval | null;
  /** A count: of a rep by its sources, of a source by its reps. */
  readonly expected: number;
  /** 95 % limits of chance around the expected rate. */
  readonly lo: number;
  readonly hi: number;
  /** Whether there is somebody or something to compare, with leads enough for it. */
  readonly isCompared: boolean;
  /** On which side of its expectation the group may be said to lie; null = it may not. */
  readonly named: 'above' | 'below' | null;
}

/** Counts and shares are of the leads older than the horizon, unless they say otherwise. */
export interface LeadToOppDetails {
  readonly horizonDays: number | null;
  /** With a human contact by sales within the horizon, or qualified; null = no contacts recorded. */
  readonly worked: number | null;
  readonly workedShare: number | null;
  readonly qualifiedGivenWorked: number | null;
  readonly unworkedShare: number | null;
  /** What became of those not worked within the horizon: worked later, still open, given up without a touch; they add up to them. null = no contacts recorded. */
  readonly unworked: { readonly slow: number; readonly open: number; readonly gone: number } | null;
  /** Share of the whole running cohort qualified within the horizon (Aalen–Johansen, disqualified competing). */
  readonly incidence: number | null;
  readonly incidenceCi: Interval | null;
  /** Leads of the period, and those of them younger than the horizon. */
  readonly cohort: number;
  readonly immature: number;
  /** How far they got; null = the data does not tell. */
  readonly funnel: {
    readonly received: number; readonly worked: number | null; readonly reached: number | null; readonly qualified: number; readonly opportunity: number | null;
  };
  /** Given up within the horizon, by reason, the most frequent first; null = no disqualifications recorded. */
  readonly disqualified: readonly { readonly reason: string | null; readonly n: number }[] | null;
  /** Leads of the period older than the agreed hours, and those of them without touch that are not qualified; null = no contacts recorded. */
  readonly due: { readonly n: number; readonly neglected: number; readonly share: number | null } | null;
  /** Shares of what differs more than by chance: between sources, between reps. null where nothing does. */
  readonly between: { readonly source: number | null; readonly owner: number | null };
  readonly owners: readonly LeadGroup[];
  readonly sources: readonly LeadGroup[];
}
