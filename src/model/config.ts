/** Opening hours, weekdays 1 = Monday … 7 = Sunday, times `HH:MM` local. */
export interface BusinessHours {
  readonly tz: string;
  readonly week: readonly { readonly dow: number; readonly from: string; readonly to: string }[];
  readonly holidays: readonly string[];
}

/**
 * A fiscal year of whole weeks: quarters of 13 weeks in months of 4, 4 and 5 (or in another order), so that a month has the
 * same weekdays every year. The year begins on a `weekStart` near the first of the month `fiscalYearStart`; every fifth or
 * sixth year has a 53rd week, in its last month.
 */
export interface FiscalWeeks {
  readonly pattern: '4-4-5' | '4-5-4' | '5-4-4';
  /** Which such day: the `nearest` to the first of the month (default), or the `last` one not after it. */
  readonly anchor?: 'nearest' | 'last';
}

export interface EngineConfig {
  /** IANA zone of the report; default 'UTC', never the machine's silently. */
  readonly timeZone?: string;
  /** ISO 4217; without it the only currency of the data, else refused. */
  readonly currency?: string;
  /** Local date whose exchange rates hold for every amount, so that a trend shows no currency moves; without it each amount's own day. */
  readonly constantFx?: string;
  /** Language of texts only; numbers in results are numbers. */
  readonly locale?: string;
  /** Local date `YYYY-MM-DD` (its midnight) or ISO instant; default: first local midnight after the last event. */
  readonly asOf?: string;
  /** Month 1–12. */
  readonly fiscalYearStart?: number;
  /** Weekday 1 = Monday … 7 = Sunday. */
  readonly weekStart?: number;
  /** Months, quarters and years of whole weeks; without it those of the civil calendar. */
  readonly fiscalWeeks?: FiscalWeeks;
  readonly businessHours?: BusinessHours;
  readonly limits?: Partial<Limits>;
  readonly requests?: Partial<RequestSettings>;
  /** Share of revenue that is margin (0–1) where the data has none. */
  readonly grossMargin?: number;
  /** Whether sales answers for keeping customers; false = churn is told as nothing of theirs but the early part. */
  readonly salesOwnsRetention?: boolean;
}

export interface Limits {
  /** Refused above, before allocating. */
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly maxDepth: number;
}

/** How patiently data is asked for over the network. */
export interface RequestSettings {
  /** Longest wait for the beginning of an answer; default 30,000. */
  readonly answerMs: number;
  /** Longest wait for the next piece of a body; default 30,000. */
  readonly idleMs: number;
  /** Longest time for all requests of a load, with their bodies and tries; default 600,000. */
  readonly totalMs: number;
  /** Longest wait for the page's `headers`; default 30,000. */
  readonly callbackMs: number;
  /** How often a request is made that a later try may mend (no connection, 408, 425, 429, 5xx); default 3. All requests of a page share one reserve of tries. */
  readonly tries: number;
  /** Longest wait before the second try, doubled for each further one; the wait is drawn between 0 and it. Default 1,000. */
  readonly backoffMs: number;
  /** A `Retry-After` up to here is waited for; a longer one ends the tries. So long is waited after a 429 that does not tell, or not to this page. Default 30,000. */
  readonly longestWaitMs: number;
  /** Origins that data may come from, such as `https://crm.example`; default: any. */
  readonly origins?: readonly string[];
}
