import type { ChurnDetails } from '../model/churn-details.js';
import type { Interval } from '../model/interval.js';
import { createBootstrap, type Bootstrap } from '../stats/create-bootstrap.js';
import { isRetainable, readRevenue, type RevenuePair } from './churn-bridge.js';
import { churnRows } from './churn-rows.js';
import type { KpiContext } from './context.js';
import { stayAt } from './customer-stays.js';
import { scopeOf, type Question, type RefinedIntervals } from './define-kpi.js';
import { interval95 } from './interval.js';

/** Customers weighted between two pauses: a few milliseconds. */
const sliceRows = 1024;
const columns = 3;

interface RevenueIntervals { readonly grr: Interval | null; readonly nrr: Interval | null }

const intervalsOf = (bootstrap: Bootstrap): RevenueIntervals => {
  const ratio = (column: 1 | 2): Interval | null =>
    interval95(bootstrap.finish((sums) => ((sums[0] as number) > 0 ? (sums[column] as number) / (sums[0] as number) : null)), 'bootstrap');
  return { grr: ratio(1), nrr: ratio(2) };
};

/** Intervals of gross and net revenue retention by the Poisson bootstrap over customers; the rate itself keeps Wilson's. */
export function* churnBootstrap(context: KpiContext, question: Question): Generator<undefined, RefinedIntervals<'churn'>> {
  const { cut, period: { startMs, endMs } } = question;
  const rows = churnRows(context, scopeOf(question));
  const groupOf = cut.groupOf(rows);
  const hashes = rows.hashes();
  const own = cut.groups.map(() => createBootstrap({ columns }));
  const pair: RevenuePair = { from: 0, to: 0, isKnown: true };
  const values = new Float64Array(columns);
  let nSinceYield = 0;
  for (let row = 0; rows.stays.hasMrr && row < rows.length; row++) {
    const group = own[groupOf === null ? 0 : (groupOf[row] as number)];
    if (group === undefined || stayAt(rows.stays, row, startMs) === -1) continue;
    readRevenue(rows, row, startMs, endMs, pair);
    if (!isRetainable(pair)) continue;
    const to = Math.max(0, pair.to);
    values[0] = pair.from;
    values[1] = Math.min(pair.from, to);
    values[2] = to;
    group.add(hashes[row] as number, values);
    if (++nSinceYield % sliceRows === 0) yield;
  }
  const total = createBootstrap({ columns });
  const intervals: RevenueIntervals[] = [];
  for (const group of own) {
    intervals.push(intervalsOf(group));
    total.merge(group.state());
    yield;
  }
  const whole = intervalsOf(total);
  return {
    total: null,
    groups: cut.groups.map(() => null),
    refine: (details: ChurnDetails, group): ChurnDetails => {
      const { grr, nrr } = group === null ? whole : intervals[group] ?? whole;
      return { ...details, grrCi: details.grr === null ? null : grr, nrrCi: details.nrr === null ? null : nrr };
    },
  };
}
