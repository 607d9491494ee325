import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { EntityRows } from './context.js';
import type { Turn } from './deal-outcome.js';

/**
 * One row per deal that exists before asOf, laid out open | won | lost | won without date | lost without date; the open
 * ones by begin, the closed ones by closing day, so that a period is one run of rows. Narrow columns of that layout.
 */
export interface DealRows extends EntityRows {
  /** Where each part begins: rows of part k are `parts[k]..parts[k+1]`. */
  readonly parts: readonly [open: number, won: number, lost: number, wonUndated: number, lostUndated: number, end: number];
  /** Row of the `deals` table. */
  readonly source: Uint32Array;
  /** Day of the earlier of creation and closing; missing = before every day (rule 3). */
  readonly beginDay: Int32Array;
  /** Closing day of the dated closed deals, else missing. */
  readonly closedDay: Int32Array;
  /** What the closing's instant lies after 00:00 UTC of `closedDay`, ms (negative east of Greenwich); see {@link closedMsOf}. */
  readonly closedRestMs: Int32Array;
  readonly closedIsDay: Uint8Array;
  /** Local day the deal is expected to close on; missing = not given. */
  expectedDay(row: number): number;
  /** Report currency in 1/10000, NaN = not given; null without the column. */
  readonly amountUnits: Float64Array | null;
  /** Closings and reopenings of the deals that were ever reopened, by row of the `deals` table: what they were at past dates. */
  readonly turns: ReadonlyMap<number, readonly Turn[]>;
  /** 1 = renewal: no new deal, left out of cycles and ratios. */
  readonly isRenewal: Uint8Array;
  /** Whether the data has open, lost rows and creation dates at all; caveats depend on it. */
  readonly has: { readonly open: boolean; readonly lost: boolean; readonly won: boolean; readonly closedAt: boolean };
}

/** Instant of a deal's closing; NaN = open or without date. */
export const closedMsOf = ({ closedDay, closedRestMs }: DealRows, row: number): number =>
  (closedDay[row] === missingDay ? NaN : (closedDay[row] as number) * dayMs + (closedRestMs[row] as number));

/** Run of the rows of one part whose closing (or begin) day lies in [fromDay, toDay). */
export const runOf = (rows: DealRows, part: 0 | 1 | 2, fromDay: number, toDay: number): { from: number; to: number } => {
  const days = part === 0 ? rows.beginDay : rows.closedDay;
  const find = (day: number): number => {
    let lo = rows.parts[part];
    let hi = rows.parts[part + 1] as number;
    while (lo < hi) {
      const mid = (lo + hi) >> 1;
      if ((days[mid] as number) < day) lo = mid + 1; else hi = mid;
    }
    return lo;
  };
  return { from: find(fromDay), to: find(toDay) };
};
