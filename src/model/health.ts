/** What can be wrong with a deal record; the texts are those of the language (`health.<code>`). */
export type HealthCode =
  | 'NO_AMOUNT' | 'PAST_EXPECTED' | 'CLOSED_BEFORE_CREATED' | 'CLOSED_NO_DATE' | 'NO_OWNER' | 'OWNER_GONE' | 'TEST_NAME' | 'TEST_DROPPED' | 'DUPLICATES';

/** Deals with one defect and the money they stand for. */
export interface HealthCheck {
  readonly code: HealthCode;
  readonly count: number;
  /** Sum of those with an amount, in the report's currency; null = none of them has one that can be told in it. */
  readonly amount: number | null;
  readonly withoutAmount: number;
  /** Rows of the source where the first of them stand, header = row 1; none for rows that are not in the table any more. */
  readonly rows: readonly number[];
}

/** How far the deals can be relied on, at the cut-off. */
export interface DataHealth {
  /** Local date of the cut-off, as in results. */
  readonly asOf: string;
  readonly currency: string | null;
  /** Deals looked at. */
  readonly deals: number;
  /** Deals with at least one defect, each once. */
  readonly affected: { readonly count: number; readonly amount: number | null; readonly withoutAmount: number };
  /** Only defects that occur, in the order of their money, then their number. */
  readonly checks: readonly HealthCheck[];
}
