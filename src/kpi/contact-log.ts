import { leadOfActivity } from './activity-index.js';
import { isCalledOff, isMoved, isTakenCall } from './activity-words.js';
import { meetingKinds } from './as-of.js';
import { booleanOf, categoryOf, instantOf } from './columns.js';
import type { KpiContext } from './context.js';
import { flag, flagsOf, salesKinds } from './first-touch.js';

/** What the activities say of contacts between sales and leads; by row of `activities`. */
export interface ContactLog {
  /** Row of `leads`, −1 = none. */
  readonly lead: Int32Array;
  readonly ms: Float64Array;
  readonly isDay: boolean;
  /** Whether the data can tell that both sides met: it has directions or outcomes. */
  readonly tellsMeetings: boolean;
  /** One of the kinds in which people talk to each other. */
  isContact(row: number): boolean;
  isAutomated(row: number): boolean;
  /** By sales; who acted is taken as sales where nobody noted it. */
  isBySales(row: number): boolean;
  /** Not inbound; outbound where nobody noted it. */
  isOutbound(row: number): boolean;
  /** Actor, direction or automation was not noted. */
  isAssumed(row: number): boolean;
  /** Both sides met: the lead wrote or called, took the call, or came to the meeting. */
  hasMet(row: number): boolean;
}

/** Kinds in which a lead answers by itself. */
const answerKinds: ReadonlySet<string> = new Set(['email', 'call', 'chat', 'sms']);

/** null = no activities, or none that name leads. */
export const contactLog = (context: KpiContext): ContactLog | null => {
  const table = context.tables.get('activities');
  const occurred = instantOf(table, 'occurred_at');
  const kind = categoryOf(table, 'kind');
  const lead = leadOfActivity(context);
  if (occurred === null || kind === null || lead === null) return null;
  const [actor, direction, outcome] = [categoryOf(table, 'actor'), categoryOf(table, 'direction'), categoryOf(table, 'outcome')];
  const automated = booleanOf(table, 'automated')?.values ?? null;
  const isContact = flagsOf(kind, (text) => text !== null && salesKinds.has(text));
  const isAnswer = flagsOf(kind, (text) => text !== null && answerKinds.has(text));
  const isMeeting = flagsOf(kind, (text) => text !== null && meetingKinds.has(text));
  const isOthers = flagsOf(actor, (text) => text !== null && text !== 'sales');
  const isInbound = flagsOf(direction, (text) => text === 'in');
  const isElsewhere = flagsOf(direction, (text) => text !== null && text !== 'out');
  const isTaken = flagsOf(outcome, isTakenCall);
  const isFailed = flagsOf(outcome, (text) => isCalledOff(text) || isMoved(text));
  const isBySales = (row: number): boolean => !flag(actor, isOthers, row);
  return {
    lead, ms: occurred.ms, isDay: occurred.precision === 'day', tellsMeetings: direction !== null || outcome !== null,
    isContact: (row) => flag(kind, isContact, row),
    isAutomated: (row) => automated !== null && automated[row] === 1,
    isBySales,
    isOutbound: (row) => !flag(direction, isElsewhere, row),
    isAssumed: (row) => automated === null || automated[row] === -1 || actor === null || actor.codes[row] === 0 || direction === null || direction.codes[row] === 0,
    hasMet: (row) => (flag(kind, isAnswer, row) && flag(direction, isInbound, row))
      || (isBySales(row) && (flag(kind, isMeeting, row) ? !flag(outcome, isFailed, row) : flag(outcome, isTaken, row))),
  };
};
