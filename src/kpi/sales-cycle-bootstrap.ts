import { missingDay } from '../model/table.js';
import { dayMs } from '../model/zone.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealHashes } from './deal-rows.js';
import { dealCycles } from './deal-spans.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { bootstrapMean } from './mean-bootstrap.js';

/** Interval of the mean cycle by the Poisson bootstrap over won deals. */
export const bootstrapSalesCycle = (context: KpiContext, { period, cut }: Question): Generator<undefined, BootstrapIntervals> => {
  const { rows, startDay, bin, restMs, unitMs } = dealCycles(context);
  const hashes = dealHashes(context);
  const index = cut.groupOf(rows);
  const days = context.calendar.daysOf(period);
  return bootstrapMean(cut.groups.length, {
    ...runOf(rows, 1, days.startDay, days.endDay), unit: dayMs,
    groupOf: (row) => (startDay[row] === missingDay ? -1 : index === null ? 0 : index[row] as number),
    valueOf: (row) => (bin[row] as number) * unitMs + (restMs[row] as number),
    hashOf: (row) => hashes[row] as number,
  });
};
