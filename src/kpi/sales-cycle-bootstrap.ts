import { missingDay } from '../model/table.js';
import type { Interval } from '../model/interval.js';
import { dayMs } from '../model/zone.js';
import { createBootstrap, type Bootstrap } from '../stats/create-bootstrap.js';
import type { KpiContext } from './context.js';
import { runOf } from './deal-layout.js';
import { dealHashes } from './deal-rows.js';
import { dealCycles } from './deal-spans.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { interval95 } from './interval.js';

/** Deals between two pauses: about 5 ms of work. */
const sliceRows = 1024;

const columns = 2;

const meanInterval = (bootstrap: Bootstrap): Interval | null =>
  interval95(bootstrap.finish((sums) => ((sums[0] as number) > 0 ? (sums[1] as number) / (sums[0] as number) / dayMs : null)), 'bootstrap');

/** Interval of the mean cycle by the Poisson bootstrap over won deals. */
export function* bootstrapSalesCycle(context: KpiContext, { period, cut }: Question): Generator<undefined, BootstrapIntervals> {
  const { rows, startDay, bin, restMs, unitMs } = dealCycles(context);
  const hashes = dealHashes(context);
  const index = cut.groupOf(rows);
  const days = context.calendar.daysOf(period);
  const { from, to } = runOf(rows, 1, days.startDay, days.endDay);
  const groups = cut.groups.map(() => createBootstrap({ columns }));
  const values = new Float64Array(columns);
  let nSinceYield = 0;
  for (let row = from; row < to; row++) {
    const group = groups[index === null ? 0 : (index[row] as number)];
    if (group === undefined || startDay[row] === missingDay) continue;
    values[0] = 1;
    values[1] = (bin[row] as number) * unitMs + (restMs[row] as number);
    group.add(hashes[row] as number, values);
    if (++nSinceYield % sliceRows === 0) yield;
  }
  const total = createBootstrap({ columns });
  for (const group of groups) {
    total.merge(group.state());
    yield;
  }
  return { total: meanInterval(total), groups: groups.map(meanInterval) };
}
