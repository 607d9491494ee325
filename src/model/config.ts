/** Opening hours, weekdays 1 = Monday … 7 = Sunday, times `HH:MM` local. */
export interface BusinessHours {
  readonly tz: string;
  readonly week: readonly { readonly dow: number; readonly from: string; readonly to: string }[];
  readonly holidays: readonly string[];
}

export interface EngineConfig {
  /** IANA zone of the report; default 'UTC', never the machine's silently. */
  readonly timeZone?: string;
  /** ISO 4217; without it the only currency of the data, else refused. */
  readonly currency?: string;
  /** Language of texts only; numbers in results are numbers. */
  readonly locale?: string;
  /** Local date `YYYY-MM-DD` (its midnight) or ISO instant; default: first local midnight after the last event. */
  readonly asOf?: string;
  /** Month 1–12. */
  readonly fiscalYearStart?: number;
  /** Weekday 1 = Monday … 7 = Sunday. */
  readonly weekStart?: number;
  readonly businessHours?: BusinessHours;
  readonly limits?: Partial<Limits>;
  /** Share of revenue that is margin (0–1) where the data has none. */
  readonly grossMargin?: number;
}

export interface Limits {
  /** Refused above, before allocating. */
  readonly maxRows: number;
  readonly maxBytes: number;
  readonly maxDepth: number;
}
