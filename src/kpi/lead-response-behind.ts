import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { responseGroups } from './lead-response-cells.js';
import { isAnswered, leadWaits, waitOptionsOf } from './lead-waits.js';
import { leadsBehind } from './leads-behind.js';
import type { Behind } from './behind.js';

/** The leads of the period that were answered; the mean is theirs. */
export const leadResponseBehind = (context: KpiContext, question: Question): Behind => {
  const asked = waitOptionsOf(question.options);
  const waits = leadWaits(context, asked);
  if (waits === null) return { tables: [], fixed: {} };
  const wanted = new Set<number>();
  responseGroups(context, waits, question).forEach((group, row) => { if (group === 0 && isAnswered(waits, row)) wanted.add(row); });
  return { tables: [leadsBehind(context, wanted, asked.dedupe)], fixed: {} };
};
