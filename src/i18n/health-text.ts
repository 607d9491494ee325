import type { DataHealth, HealthCheck } from '../model/health.js';
import { say, type Messages } from './messages.js';

/** A defect of the records with its number and, where there is any, the money at stake. `money` writes an amount in the report's currency. */
export const healthText = ({ code, count, amount, withoutAmount }: HealthCheck, messages: Messages, money: (amount: number) => string): string => {
  const what = say(messages, `health.${code}`, { n: count });
  if (amount === null) return `${what}.`;
  return withoutAmount === 0 ? say(messages, 'health.stake', { what, amount: money(amount) }) : say(messages, 'health.stakeKnown', { what, amount: money(amount), n: withoutAmount });
};

/** How many deals have something wrong with them. */
export const affectedText = ({ deals, affected }: DataHealth, messages: Messages): string =>
  affected.count === 0 ? say(messages, 'health.sound', { n: deals }) : say(messages, 'health.affected', { n: affected.count, total: deals });
