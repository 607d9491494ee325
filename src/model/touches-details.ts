/** After `k` touches, of the leads that came in in the period; steps where a lead booked or was given up. */
export interface TouchStep {
  readonly k: number;
  /** Share of all leads that have booked with at most k touches (Aalen–Johansen); its standard error and band. */
  readonly met: number;
  readonly se: number | null;
  readonly lo: number | null;
  readonly hi: number | null;
  /** The same by whose the last touch was, so that marketing + sales + direct = met; null where nobody noted who acted. */
  readonly marketing: number | null;
  readonly sales: number | null;
  /** Booked without any touch. */
  readonly direct: number | null;
  /** Share given up with at most k touches. */
  readonly gone: number;
  /** Leads with k touches or more, not decided before. */
  readonly atRisk: number;
  /** Leads that booked after exactly k touches. */
  readonly booked: number;
  /** booked / atRisk. */
  readonly hazard: number;
}

/** Leads that booked in the period, by the channel of the touch that led to it. */
export interface TouchChannel {
  /** null = no touch, or its channel is not noted. */
  readonly channel: string | null;
  readonly n: number;
  /** Of all that booked. */
  readonly share: number;
  /** Touches these leads took on average. */
  readonly mean: number;
}

export interface TouchesDetails {
  readonly mean: number | null;
  readonly median: number | null;
  /** Touches that nine of ten leads that booked needed at most; told from 50 bookings on. */
  readonly p90: number | null;
  /** The most bookings first; they add up to all. null = no channels noted. */
  readonly channels: readonly TouchChannel[] | null;
  readonly curve: readonly TouchStep[];
  readonly curveN: number;
  /** Fewest touches after which half of all leads have met; null = never. */
  readonly touchesForHalf: number | null;
  /** Share of the leads of the curve without a meeting. */
  readonly unmet: number | null;
  /** Mean touches by whose they were; together the mean. null where nobody noted who acted. */
  readonly byActor: { readonly marketing: number; readonly sales: number } | null;
  /** Share of meetings that marketing warmed up: one touch of sales at most, and that the last. */
  readonly warmedUpByMarketing: number | null;
}
