/** Local dates, half-open. */
export interface Period {
  readonly start: string;
  readonly end: string;
  readonly startMs: number;
  readonly endMs: number;
  /** The period ends after asOf: no arrow, no judgement. */
  readonly partial: boolean;
  readonly name: string | null;
}
