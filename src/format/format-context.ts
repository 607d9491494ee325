/** The few words that Intl does not know. The message catalogue has them under the same names. */
export interface UnitWords {
  /** Scale words with the space they need before them: `k`, ` Tsd.`. */
  readonly thousand: string;
  readonly million: string;
  readonly billion: string;
  /** Percentage points, short: `pts`, `Pkt.`. */
  readonly points: string;
  /** Touchpoints, short; the count says whether it is one or many. */
  readonly touches: (count: number) => string;
  readonly minutes: string;
  readonly hours: string;
  /** Letter of a quarter: `Q`. */
  readonly quarter: string;
}

/** For whom a figure is written. */
export interface FormatContext {
  readonly locale: string;
  /** ISO 4217; null = money without a sign. */
  readonly currency: string | null;
  readonly words: UnitWords;
}
