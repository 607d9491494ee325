import { missingDay } from '../model/table.js';
import type { Interval } from '../model/interval.js';
import { createBootstrap, type Bootstrap } from '../stats/create-bootstrap.js';
import type { KpiContext } from './context.js';
import type { BootstrapIntervals, Question } from './define-kpi.js';
import { interval95 } from './interval.js';
import { touchLives } from './touches-lives.js';

/** Leads between two pauses: about 5 ms of work. */
const sliceRows = 1024;
const columns = 2;

const meanInterval = (bootstrap: Bootstrap): Interval | null =>
  interval95(bootstrap.finish((sums) => ((sums[0] as number) > 0 ? (sums[1] as number) / (sums[0] as number) : null)), 'bootstrap');

/** Interval of the mean by the Poisson bootstrap over the leads booked in the period. */
export function* touchesBootstrap(context: KpiContext, { period, cut }: Question): Generator<undefined, BootstrapIntervals> {
  const lives = touchLives(context);
  const index = cut.groupOf(lives);
  const { startDay, endDay } = context.calendar.daysOf(period);
  const groups = cut.groups.map(() => createBootstrap({ columns }));
  const values = new Float64Array(columns);
  let nSinceYield = 0;
  for (let row = 0; row < lives.length; row++) {
    const day = lives.bookedDay[row] as number;
    if (day === missingDay || day < startDay || day >= endDay) continue;
    const group = groups[index === null ? 0 : (index[row] as number)];
    if (group === undefined) continue;
    values[0] = 1;
    values[1] = lives.touches[row] as number;
    group.add(lives.hashOf(row), values);
    if (++nSinceYield % sliceRows === 0) yield;
  }
  const total = createBootstrap({ columns });
  for (const group of groups) {
    total.merge(group.state());
    yield;
  }
  return { total: meanInterval(total), groups: groups.map(meanInterval) };
}
