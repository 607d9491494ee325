import type { Interval } from '../model/interval.js';
import { createBootstrap, type Bootstrap } from '../stats/create-bootstrap.js';
import type { KpiContext } from './context.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { responseGroups } from './lead-response-cells.js';
import { leadHashes } from './lead-rows.js';
import { isAnswered, leadWaits, waitOptionsOf } from './lead-waits.js';

const minuteMs = 60_000;
/** Leads between two pauses: about 5 ms of work. */
const sliceRows = 1024;
const columns = 2;

const meanInterval = (bootstrap: Bootstrap): Interval | null =>
  interval95(bootstrap.finish((sums) => ((sums[0] as number) > 0 ? (sums[1] as number) / (sums[0] as number) / minuteMs : null)), 'bootstrap');

/** Interval of the mean wait by the Poisson bootstrap over answered leads. */
export function* bootstrapLeadResponse(context: KpiContext, question: Question): Generator<undefined, BootstrapIntervals> {
  const { cut, options } = question;
  const waits = leadWaits(context, waitOptionsOf(options));
  if (waits === null) return { total: null, groups: cut.groups.map(() => null) };
  const hashOf = leadHashes(context);
  const groupOf = responseGroups(context, waits, question);
  const groups = cut.groups.map(() => createBootstrap({ columns }));
  const values = new Float64Array(columns);
  let nSinceYield = 0;
  for (let row = 0; row < groupOf.length; row++) {
    const group = groups[groupOf[row] as number];
    if (group === undefined || !isAnswered(waits, row)) continue;
    values[0] = 1;
    values[1] = waits.waitMs[row] as number;
    group.add(hashOf(row), values);
    if (++nSinceYield % sliceRows === 0) yield;
  }
  const total = createBootstrap({ columns });
  for (const group of groups) {
    total.merge(group.state());
    yield;
  }
  return { total: meanInterval(total), groups: groups.map(meanInterval) };
}
