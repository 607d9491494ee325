import { release } from '../model/release.js';
import { instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import type { LeadContacts } from './lead-contacts.js';
import { earliestOfLeads } from './lead-earliest.js';
import { contactsFromReceipt } from './lead-life.js';
import { mergedLeads } from './lead-merge.js';
import { leadRows } from './lead-rows.js';
import { orderByKeys } from './order-by-keys.js';
import { businessClock, elapsedClock, type WaitClock } from './wait-clock.js';

/** How long each lead waited for its first answer; rows of the leads. */
export interface LeadWaits {
  readonly clock: WaitClock;
  readonly contacts: LeadContacts;
  /** Milliseconds on the clock from receipt to the first contact, of a lead without one to asOf; NaN = merged into another. */
  readonly waitMs: Float64Array;
  /** When it was given to somebody; NaN = not known. null = the data does not tell the minute. */
  readonly assignedMs: Float64Array | null;
  /** Rows that count, in ascending order of `codes`. */
  readonly order: Uint32Array;
  /** See {@link waitCode}; per place in `order`. */
  readonly codes: Uint32Array;
}

/** What a question asks for beyond period and cut. */
export interface WaitOptions { readonly clock: 'elapsed' | 'business'; readonly dedupe: boolean }

/** From the options `clock` (`business`; elements say it by their `basis`) and `dedupe` (false). */
export const waitOptionsOf = ({ clock, basis, dedupe }: Readonly<Record<string, unknown>>): WaitOptions =>
  ({ clock: (clock ?? basis) === 'business' ? 'business' : 'elapsed', dedupe: dedupe !== false });

export const isAnswered = ({ contacts }: Pick<LeadWaits, 'contacts'>, row: number): boolean => contacts.firstMs[row] === contacts.firstMs[row];

const minuteMs = 60_000;

/** Whole minutes and whether an answer ended them: rounded up for the answered, which keeps "within 5 minutes" exact, down for the waiting. */
const waitCode = (ms: number, answered: boolean): number => (answered ? 2 * Math.ceil(ms / minuteMs) : 2 * Math.floor(ms / minuteMs) + 1);
export const minutesOf = (code: number): number => code >>> 1;
export const isWaiting = (code: number): boolean => (code & 1) === 1;

/**
 * Waiting times, built once per dataset and clock. null = the minutes cannot be told: no contacts recorded, receipts or
 * contacts known by the day only, or a clock of opening times that nobody told.
 */
export const leadWaits = (context: KpiContext, { clock: kind, dedupe }: WaitOptions): LeadWaits | null => context.memo(`lead-waits ${kind} ${dedupe}`, () => {
  const rows = leadRows(context);
  const contacts = contactsFromReceipt(context, dedupe);
  const clock = kind === 'business' ? businessClock(context) : elapsedClock;
  if (contacts === null || !contacts.hasTimes || rows.receivedIsDay || clock === null) return null;
  const merge = dedupe ? mergedLeads(context) : null;
  const { length, receivedMs } = rows;
  const waitMs = new Float64Array(length).fill(NaN);
  const counted = new Uint32Array(length);
  const keys = new Float64Array(length);
  let n = 0;
  for (let row = 0; row < length; row++) {
    if (merge !== null && merge.keptOf[row] !== row) continue;
    const answered = isAnswered({ contacts }, row);
    const ms = clock.waited(receivedMs[row] as number, answered ? (contacts.firstMs[row] as number) : context.asOfMs);
    waitMs[row] = ms;
    keys[n] = waitCode(ms, answered);
    counted[n++] = row;
  }
  const places = orderByKeys(keys.subarray(0, n));
  const order = new Uint32Array(n);
  const codes = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    order[i] = counted[places[i] as number] as number;
    codes[i] = keys[places[i] as number] as number;
  }
  release(counted, keys, places);
  const assigned = instantOf(context.tables.get('leads'), 'assigned_at');
  return {
    clock, contacts, waitMs, order, codes,
    assignedMs: assigned === null || assigned.precision === 'day' ? null : earliestOfLeads(context, rows, merge, (lead) => assigned.ms[lead] as number).ms,
  };
});
