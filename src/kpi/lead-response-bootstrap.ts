import type { KpiContext } from './context.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { responseGroups } from './lead-response-cells.js';
import { leadHashes } from './lead-rows.js';
import { isAnswered, leadWaits, waitOptionsOf } from './lead-waits.js';
import { bootstrapMean } from './mean-bootstrap.js';

const minuteMs = 60_000;

/** Interval of the mean wait by the Poisson bootstrap over answered leads; null where waits cannot be told. */
export function* bootstrapLeadResponse(context: KpiContext, question: Question): Generator<undefined, BootstrapIntervals> {
  const { cut, options } = question;
  const waits = leadWaits(context, waitOptionsOf(options));
  if (waits === null) return { total: null, groups: cut.groups.map(() => null) };
  const groupOf = responseGroups(context, waits, question);
  return yield* bootstrapMean(cut.groups.length, {
    from: 0, to: groupOf.length, unit: minuteMs,
    groupOf: (row) => (isAnswered(waits, row) ? groupOf[row] as number : -1),
    valueOf: (row) => waits.waitMs[row] as number,
    hashOf: leadHashes(context),
  });
}
