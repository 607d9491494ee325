import type { CategoryColumn } from '../model/table.js';
import type { EntityRows } from './context.js';

/** How a lead's way to the first meeting stands at asOf. */
export const touchEvent = { open: 0, booked: 1, gone: 2, leftOut: 3 } as const;

/** One row per lead (or deal), with the touches up to its first booking, its disqualification or asOf, whichever ends it. */
export interface TouchLives extends EntityRows {
  readonly unit: 'lead' | 'deal';
  /** One of {@link touchEvent} per row. */
  readonly event: Uint8Array;
  readonly receivedDay: Int32Array;
  /** missingDay = not booked. */
  readonly bookedDay: Int32Array;
  readonly touches: Uint16Array;
  readonly marketing: Uint16Array;
  /** Touches of marketing before the first one of sales; all of them where sales never came. */
  readonly warmUp: Uint16Array;
  /** Whose the last touch was: 0 = there was none, else byMarketing or bySales. */
  readonly lastActor: Uint8Array;
  /** Code of its channel. */
  readonly lastChannel: CategoryColumn['codes'];
  /** null = no channels noted. */
  readonly channels: readonly (string | null)[] | null;
  /** 1 = one of the meetings was held. */
  readonly isHeld: Uint8Array;
  /** Leads whose meeting was booked before they came in. */
  readonly nBackwards: number;
  readonly nUndated: number;
  readonly hasActor: boolean;
  /** Activities have times, so that what happened within ten minutes can be told. */
  readonly hasTimes: boolean;
  readonly hashOf: (row: number) => number;
}
